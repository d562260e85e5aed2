"""A process that is killed (SIGKILL) at the k-th point around the writing of a file and of its row."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import sys
from pathlib import Path

from sqlalchemy import select

from funding.db import connect, reading, transaction
from funding.db.session import store
from funding.demo.rehearse import moved_clock
from funding.models import StoredFile
from funding.queries.accounts.actors import by_email
from funding.services.applying.annexes import add_annex
from funding.services.applying.store_file import path_of, take_in
from tests.conftest import DURING_THE_CALL
from tests.samples import pdf
from tests.stages import EDITOR
from tests.tasks.crashing import Point, watch


def upload(url: str, reference: str, files: Path, deadly: int, ack: int) -> None:
    """Keep a file and its row; every sync, rename, statement and commit is a point."""
    connect(url)
    point = Point(deadly)
    watch(point)
    sync, rename = os.fsync, os.rename
    os.fsync = lambda handle: (point(), sync(handle), point())[1]
    Path.replace = lambda self, target: (point(), rename(self, target), point())[1]
    file = take_in(files, io.BytesIO(pdf()), "Beschluss.pdf", 10_000)
    point()
    with transaction() as session:
        actor = by_email(session, EDITOR)
        add_annex(session, actor, reference, "resolution", file, "Beschluss.pdf")
    point()
    os.write(ack, b"accepted")


def crash_once(template: Path, folder: Path, reference: str, deadly: int) -> dict:
    """Crash at one point and tell what is left."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    database, files = folder / "crash.sqlite3", folder / "files"
    shutil.copy(template, database)
    url = f"sqlite:///{database}"
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        upload(url, reference, files, deadly, write)
        os._exit(0)
    os.close(write)
    _, status = os.waitpid(child, 0)
    with os.fdopen(read, "rb") as pipe:
        accepted = pipe.read() == b"accepted"
    connect(url)
    with reading() as session:
        rows = session.scalars(select(StoredFile)).all()
    lost = [row.name for row in rows if _bytes(path_of(files, row.sha256)) != pdf()]
    store.engine.dispose()
    return {
        "killed": os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL,
        "accepted": accepted,
        "rows": len(rows),
        "lost": lost,
    }


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def main(template: str, folder: str, reference: str) -> None:
    """Crash at every point there is, one after the other; print one JSON line for each."""
    with moved_clock(DURING_THE_CALL):
        deadly = 0
        while True:
            deadly += 1
            told = crash_once(Path(template), Path(folder), reference, deadly)
            print(json.dumps(told | {"point": deadly}), flush=True)
            if not told["killed"]:
                return


if __name__ == "__main__":
    main(*sys.argv[1:4])
