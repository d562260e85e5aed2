"""Files of deleted cases are removed from the store, after the deletion is committed.

It can be repeated: what was removed and is still named, is named no more the next time. Where
this never happens, the sweep of the store finds the same files (services/operations).
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete, exists, select

from funding.db import reading, transaction
from funding.models import DoomedFile, StoredFile
from funding.queries.operations.files import Unnamed, written_before
from funding.services.applying.store_file import path_of
from funding.services.operations.sweep_files import remove

PORTION = 50
NAMED = exists().where(StoredFile.sha256 == DoomedFile.sha256)
NEXT = (
    select(DoomedFile.id, DoomedFile.sha256, DoomedFile.at, NAMED.label("named"))
    .order_by(DoomedFile.at, DoomedFile.id)
    .limit(PORTION)
)


def remove_doomed(folder: Path) -> int:
    """Remove what deletions have left, as far as no other case names the content; return how many.

    A file that was sent up anew since then is younger than its deletion, and stays.
    """
    removed = 0
    while True:
        with reading() as session:
            rows = session.execute(NEXT).all()
        if not rows:
            return removed
        for row in rows:
            path = path_of(folder, row.sha256)
            size = None if row.named else written_before(path, row.at)
            if size is not None:
                removed += remove(folder, [Unnamed(path, size)], row.at).files
        with transaction() as session:  # only now: who is killed before begins here again
            session.execute(delete(DoomedFile).where(DoomedFile.id.in_([r.id for r in rows])))
