"""Files of the store that no row names any more are removed once their time of grace is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from funding import clock
from funding.db import reading
from funding.queries.operations.files import Unnamed, grace, unnamed, written_before
from funding.services.applying.store_file import alone, sync_folder


class Swept(NamedTuple):
    """How many files were removed, and their size in bytes."""

    files: int
    bytes: int


def sweep_files(folder: Path, *, dry: bool = False) -> Swept:
    """Remove what nobody names and nobody will: whose upload is under way, is younger than that."""
    with reading() as session:
        before = grace(session, clock.now())
        found = unnamed(session, folder, before)
    if dry:
        return Swept(len(found), sum(one.size for one in found))
    return remove(folder, found, before)


def remove(folder: Path, found: Iterable[Unnamed], before: datetime) -> Swept:
    """Remove files that are still as old as they were found.

    The same content may have been sent up again meanwhile, which makes its file young; between
    the look at its age and its end nobody can put a file in its place.
    """
    files = size = 0
    for one in found:
        with alone(folder):
            known = written_before(one.path, before)
            if known is None:
                continue
            one.path.unlink()
        files, size = files + 1, size + known
    if files:
        sync_folder(folder)
    return Swept(files, size)
