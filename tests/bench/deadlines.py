"""The clock over a million deadlines: when nothing is due, and when ten thousand are at once."""

from __future__ import annotations

import time
from datetime import timedelta
from statistics import median
from typing import Any

from sqlalchemy import func, insert, select

from funding.db import reading, transaction
from funding.db.session import store
from funding.demo.story import Story
from funding.law import berlin
from funding.models import Deadline
from funding.notices.reminders import REMINDERS
from funding.tasks.tick import sweep, tick
from tests.bench.queue_of_many import NEW_ID
from tests.services.racing import copies
from tests.stages import bring
from workflows.application import State

TABLE: Any = Deadline.__table__
ROUNDS = 30


def prepare(story: Story, waiting: int, many: int) -> None:
    """Let so many towns have a request to answer, and fill up with deadlines that have ended."""
    reference = bring(story, State.INFO_REQUESTED)
    with transaction() as session:
        copies(session, reference, waiting - 1)
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
    """Time a tick with nothing due, then the one that tells everybody of the same day."""
    prepare(story, waiting, many)
    with reading() as session:
        due_on = session.scalars(
            select(Deadline.due_on).where(Deadline.kind == "answer", Deadline.ended_at.is_(None))
        ).first()
    assert due_on is not None
    last = REMINDERS["answer"][-1].told_on(due_on, story.today)
    tick()  # what was passed over is recorded
    idle = [_timed() for _ in range(ROUNDS)]
    story.moved.instant = berlin.at_hour(last, 7) + timedelta(minutes=1)
    first = time.perf_counter()
    done, after = sweep()
    portion = time.perf_counter() - first
    while after is not None:
        more, after = sweep(after)
        done += more
    told = time.perf_counter() - first
    return {
        "idle_ms": round(median(idle) * 1000, 2),
        "notices": done,
        "first_sweep_s": round(portion, 2),
        "all_at_once_s": round(told, 2),
        "after_ms": round(median([_timed() for _ in range(ROUNDS)]) * 1000, 2),
    }


def _timed() -> float:
    begun = time.perf_counter()
    tick()
    return time.perf_counter() - begun
