"""Processes that upload, and sweep away, the same content of one store at the same time."""

from __future__ import annotations

import io
import json
import os
import select as ready
import sys
from datetime import timedelta
from pathlib import Path

from funding import clock
from funding.db import connect, transaction
from funding.demo.rehearse import moved_clock
from funding.queries.accounts.actors import by_email
from funding.services.applying.annexes import add_annex, remove_annex
from funding.services.applying.store_file import keep, path_of
from funding.services.operations.sweep_files import sweep_files
from tests.conftest import DURING_THE_CALL
from tests.stages import EDITOR

TRIES = 60


def age(path: Path, days: int) -> None:
    """Let a file have been written so many days ago, unless it is gone."""
    at = (clock.now() - timedelta(days=days)).timestamp()
    if path.exists():
        os.utime(path, (at, at))


def upload(folder: Path, reference: str) -> None:
    """Send up content that lies in the store as an old file of nobody, name it, let it go again."""
    lost = named = 0
    for _try in range(TRIES):
        file = keep(folder, io.BytesIO(b"same"), 100)
        with transaction() as session:
            who = by_email(session, EDITOR)
            annex = add_annex(session, who, reference, "resolution", file, "B.pdf").id
        named += 1
        lost += not path_of(folder, file.sha256).exists()
        with transaction() as session:
            remove_annex(session, by_email(session, EDITOR), reference, annex)
        try:
            age(path_of(folder, file.sha256), 30)
        except FileNotFoundError:  # swept just now, as it should be
            continue
    print(json.dumps({"tries": TRIES, "named": named, "lost": lost}))


def sweep(folder: Path) -> None:
    """Sweep until the parent closes the pipe."""
    while not ready.select([sys.stdin], [], [], 0)[0]:
        sweep_files(folder)


def main(url: str, folder: str, deed: str, reference: str) -> None:
    """Do one of both."""
    connect(url)
    with moved_clock(DURING_THE_CALL):
        if deed == "sweep":
            sweep(Path(folder))
        else:
            upload(Path(folder), reference)


if __name__ == "__main__":
    main(*sys.argv[1:5])
