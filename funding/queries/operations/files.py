"""The store of files against the rows that name them: what nobody names, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.law import berlin
from funding.models import StoredFile
from funding.queries.administration import rules

# By the hash of its content, or on its way to such a name; whatever else lies there is not ours.
OURS = re.compile(r"[0-9a-f]{64}|upload-.+")


class Unnamed(NamedTuple):
    """A file of the store that no row names, with its size in bytes."""

    path: Path
    size: int


def grace(session: Session, now: datetime) -> datetime:
    """Return the instant before which a file must have been written for anybody to miss its row."""
    days = rules.number(session, "orphan_days", berlin.local_date(now))
    return now - timedelta(days=days)


def unnamed(session: Session, folder: Path, before: datetime) -> list[Unnamed]:
    """List what no row names and was written before an instant.

    The folder is read before the rows: a file whose row comes later is younger than that.
    """
    old = list(_written_before(folder, before))
    named = set(session.scalars(select(StoredFile.sha256).distinct())) if old else set()
    return [one for one in old if one.path.name not in named]


def missing(session: Session, folder: Path) -> list[str]:
    """Tell of each row whose file is not in the store."""
    rows = session.execute(
        select(StoredFile.id, StoredFile.sha256).order_by(StoredFile.at, StoredFile.id)
    )
    return [
        f"file {row.id}: the store has no content {row.sha256}"
        for row in rows
        if not (folder / row.sha256).is_file()
    ]


def written_before(path: Path, before: datetime) -> int | None:
    """Return the size of a file that was written before an instant; ``None`` of any other."""
    try:
        known = path.stat()
    except FileNotFoundError:
        return None
    return known.st_size if known.st_mtime < before.timestamp() else None


def _written_before(folder: Path, before: datetime) -> Iterator[Unnamed]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        size = written_before(path, before) if OURS.fullmatch(path.name) else None
        if size is not None:
            yield Unnamed(path, size)
