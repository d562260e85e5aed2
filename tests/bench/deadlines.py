"""The clock over a million deadlines: nothing due, and ten thousand at once, recorded then told."""

from __future__ import annotations

import time
from datetime import timedelta
from statistics import median
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from funding.db import reading, transaction
from funding.db.session import store
from funding.demo.story import Story
from funding.law import berlin
from funding.models import Deadline, Reminder
from funding.notices.reminders import REMINDERS
from funding.tasks.tick import sweep, tick
from tests.bench.queue_of_many import NEW_ID
from tests.services.racing import copies
from tests.stages import bring
from workflows.application import State

TABLE: Any = Deadline.__table__
ROUNDS = 30
# As many days on which the deadlines were set: what is worked out for one holds for few others.
DAYS = 250


def prepare(story: Story, waiting: int, many: int) -> None:
    """Let so many towns have a request to answer, and fill up with deadlines that have ended."""
    reference = bring(story, State.INFO_REQUESTED)
    with transaction() as session:
        copies(session, reference, waiting - 1)
        running = TABLE.c.kind == "answer", TABLE.c.ended_at.is_(None)
        rows = session.execute(select(TABLE.c.id, TABLE.c.set_at).where(*running)).all()
        session.connection().execute(
            update(TABLE).where(TABLE.c.id == bindparam("own")).values(set_at=bindparam("earlier")),
            [
                {"own": key, "earlier": set_at - timedelta(days=n % DAYS)}
                for n, (key, set_at) in enumerate(rows)
            ],
        )
    own = {"id": NEW_ID[store.engine.dialect.name], "ended_at": TABLE.c.set_at}
    own["ended_by"] = TABLE.c.kind
    columns = [column.name for column in TABLE.columns]
    picked = [own.get(name, TABLE.c[name]).label(name) for name in columns]
    while (left := many - _held()) > 0:
        with transaction() as session:
            copied = select(*picked).where(TABLE.c.kind == "answer").limit(left)
            session.execute(insert(TABLE).from_select(columns, copied))


def _held() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(TABLE)) or 0


def measure(story: Story, waiting: int, many: int) -> dict[str, float]:
    """Time a tick with nothing due, the one that records all of a day, and the telling after it."""
    prepare(story, waiting, many)
    with reading() as session:
        due_on = session.scalars(
            select(Deadline.due_on).where(Deadline.kind == "answer", Deadline.ended_at.is_(None))
        ).first()
    assert due_on is not None
    last = REMINDERS["answer"][-1].told_on(due_on, story.today)
    tick()
    idle = [_timed() for _ in range(ROUNDS)]
    story.moved.instant = berlin.at_hour(last, 7) + timedelta(minutes=1)
    begun = time.perf_counter()
    done, after = sweep()
    recorded = time.perf_counter()
    open_now, rows = _open(), _recorded()
    first = None
    owing = time.perf_counter()
    while after is not None:
        more, after = sweep(after)
        done += more
        first = first or time.perf_counter()
    owed = time.perf_counter()
    assert first is not None
    return {
        "idle_ms": round(median(idle) * 1000, 2),
        "recorded": open_now,
        "rows_recorded": rows,
        "recorded_s": round(recorded - begun, 2),
        "notices": done,
        "left_open": _open(),
        "first_owed_s": round(recorded - begun + first - owing, 2),
        "all_owed_s": round(recorded - begun + owed - owing, 2),
        "owed_ms_each": round((owed - owing) / open_now * 1000, 2),
        "after_ms": round(median([_timed() for _ in range(ROUNDS)]) * 1000, 2),
    }


def _open() -> int:
    with reading() as session:
        waits = select(func.count()).select_from(Reminder).where(Reminder.telling == "open")
        return session.scalar(waits) or 0


def _recorded() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Reminder)) or 0


def _timed() -> float:
    begun = time.perf_counter()
    tick()
    return time.perf_counter() - begun
