"""Whether the portal looks after its people: what a monitor asks every few minutes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.db import migrate
from funding.db.session import store
from funding.models import Deadline, Heartbeat, Notice, Reminder, StoredFile
from funding.models.annex import UNSCANNED
from funding.models.deadline import OPEN

OK, WARNING, CRITICAL = LEVELS = ("ok", "warning", "critical")
# A process beats and ticks every thirty seconds.
SILENT = timedelta(minutes=3)
LATE = timedelta(minutes=10)
UNSCANNED_FOR = timedelta(hours=1)
# Parts of a box of letters in which nobody has read them.
UNREAD = ("new", "cur")
# A sign of life from further ahead is from before the clock was set back.
AHEAD = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Check:
    """One question of the monitor: how it stands, since when, and how many it concerns."""

    code: str
    level: str
    since: datetime | None = None
    count: int | None = None


def checks(
    session: Session, now: datetime, *, scanning: bool = False, bounce_box: str = ""
) -> list[Check]:
    """Answer every question.

    ``scanning`` tells whether a virus scanner is set up, ``bounce_box`` which folder takes letters
    that came back, where there is one.
    """
    found = list(_checks(session, now, scanning))
    return [*found, _box(Path(bounce_box), now)] if bounce_box else found


def worst(found: Sequence[Check]) -> str:
    """Return the level of the whole: that of the worst answer."""
    return max((one.level for one in found), key=LEVELS.index)


def _checks(session: Session, now: datetime, scanning: bool) -> Iterator[Check]:
    shaped = migrate.current(store.bound()) == migrate.head()
    yield Check("shape", OK if shaped else CRITICAL)
    if not shaped:  # what else is asked may not be there
        return
    beat_at, alive = _lives(session, now)
    yield Check("worker", OK if alive else CRITICAL, beat_at, alive)
    ticked_at = session.scalar(
        select(func.max(Heartbeat.ticked_at)).where(Heartbeat.ticked_at <= now + AHEAD)
    )
    ticks = ticked_at is not None and ticked_at >= now - SILENT
    yield Check("clock", OK if ticks else CRITICAL, ticked_at)
    yield _waiting(session, "post", Notice.next_at, now - LATE, CRITICAL, Notice.state == "owed")
    untold = (Deadline.ended_at.is_(None), Deadline.paused_at.is_(None))
    yield _waiting(session, "telling", Deadline.tell_at, now - LATE, CRITICAL, *untold)
    unowed = Reminder.telling == OPEN
    yield _waiting(session, "owing", Reminder.at, now - LATE, CRITICAL, unowed)
    failed = Notice.state == "failed"
    yield _waiting(session, "failed", Notice.created_at, now + AHEAD, WARNING, failed)
    if scanning:
        unscanned = StoredFile.scan_state == UNSCANNED
        yield _waiting(session, "scans", StoredFile.at, now - UNSCANNED_FOR, WARNING, unscanned)


def _box(box: Path, now: datetime) -> Check:
    """Tell whether letters that came back are read: a box that is gone, or one that fills up."""
    try:
        came = [entry.stat().st_mtime for part in UNREAD for entry in os.scandir(box / part)]
    except OSError:  # it is gone, or not ours to read
        return Check("bounces", WARNING)
    late = [at for at in came if datetime.fromtimestamp(at, UTC) <= now - LATE]
    oldest = datetime.fromtimestamp(min(late), UTC) if late else None
    return Check("bounces", WARNING if late else OK, oldest, len(late))


def _lives(session: Session, now: datetime) -> tuple[datetime | None, int]:
    rows = session.scalars(select(Heartbeat.beat_at).where(Heartbeat.beat_at <= now + AHEAD)).all()
    return max(rows, default=None), sum(at >= now - SILENT for at in rows)


def _waiting(
    session: Session, code: str, since: Any, until: datetime, level: str, *conditions: Any
) -> Check:
    """Count what should be done by now, and name the oldest of it."""
    asked = select(func.count(), func.min(since)).where(since <= until, *conditions)
    count, oldest = session.execute(asked).one()
    return Check(code, level if count else OK, oldest, count)
