"""Files on their way through the virus scanner: leased, scanned outside any transaction, marked."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from funding import clock
from funding.models import StoredFile
from funding.models.annex import CLEAN, INFECTED, UNSCANNED
from funding.notices.tries import delay

LEASE = timedelta(minutes=5)
LONGEST_NOTE = 200


class Due(NamedTuple):
    """A file that is to be scanned."""

    id: UUID
    sha256: str


def lease_scans(session: Session, most: int) -> tuple[str, list[Due]]:
    """Take at most so many files that are due and free; return the lease and the files."""
    now, lease = clock.now(), str(uuid4())
    free = (
        select(StoredFile.id)
        .where(
            StoredFile.scan_state == UNSCANNED,
            or_(StoredFile.scan_next_at.is_(None), StoredFile.scan_next_at <= now),
            # One that lies further ahead than a lease is from before the clock was set back.
            or_(
                StoredFile.scan_lease_until.is_(None),
                StoredFile.scan_lease_until < now,
                StoredFile.scan_lease_until > now + LEASE,
            ),
        )
        .order_by(StoredFile.at, StoredFile.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = session.execute(
        update(StoredFile)
        .where(StoredFile.id.in_(free.scalar_subquery()))
        .values(
            scan_lease=lease,
            scan_lease_until=now + LEASE,
            scan_attempts=StoredFile.scan_attempts + 1,
        )
        .returning(StoredFile.id, StoredFile.sha256)
        .execution_options(synchronize_session=False)
    )
    return lease, [Due(*row) for row in taken]


def mark_scanned(session: Session, due: Due, lease: str, found: str) -> bool:
    """Note what the scanner said of a file: nothing found, or what; ``False`` if the lease is lost.

    Whoever else has sent up the same content has it from the same scan.
    """
    held = session.scalar(
        select(StoredFile.id)
        .where(StoredFile.id == due.id, StoredFile.scan_lease == lease)
        .with_for_update()
    )
    if held is None:
        return False
    session.execute(
        update(StoredFile)
        .where(StoredFile.sha256 == due.sha256, StoredFile.scan_state == UNSCANNED)
        .values(
            scan_state=INFECTED if found else CLEAN,
            scanned_at=clock.now(),
            scan_note=found[:LONGEST_NOTE],
            scan_lease=None,
            scan_lease_until=None,
        )
        .execution_options(synchronize_session=False)
    )
    return True


def postpone_scan(session: Session, due: Due, lease: str, trouble: str) -> bool:
    """Try again later, with growing distance and for ever: nobody else can tell what is in it."""
    row = session.get(StoredFile, due.id)
    if row is None:
        return False
    changed = session.execute(
        update(StoredFile)
        .where(StoredFile.id == due.id, StoredFile.scan_lease == lease)
        .values(
            scan_next_at=clock.now() + delay(row.scan_attempts, str(due.id)),
            scan_note=trouble[:LONGEST_NOTE],
            scan_lease=None,
            scan_lease_until=None,
        )
        .returning(StoredFile.id)
        .execution_options(synchronize_session=False)
    )
    return changed.first() is not None
