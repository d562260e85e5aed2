"""The queue with a thousand and with a million cases, of which the same few are open."""

from __future__ import annotations

import time
from statistics import median, quantiles
from typing import Any

from sqlalchemy import String, cast, func, insert, select

from funding.db import reading, transaction
from funding.db.session import store
from funding.models import Application
from funding.queries.accounts.actors import by_email
from funding.queries.reviewing import queue
from tests.stages import REVIEWER

TABLE: Any = Application.__table__
NEW_ID = {
    "sqlite": func.lower(func.hex(func.randomblob(16))),
    "postgresql": func.gen_random_uuid(),
}
RUNS, ROUNDS = 5, 40


def grow(count: int) -> None:
    """Copy closed cases until there are so many; each doubling is one statement."""
    key = NEW_ID[store.engine.dialect.name]
    own = {"id": key, "reference": func.substr(cast(key, String), 1, 24)}
    columns = [column.name for column in TABLE.columns]
    closed = TABLE.c.queue_at.is_(None)
    while (left := count - _held()) > 0:
        picked = [own.get(name, TABLE.c[name]).label(name) for name in columns]
        with transaction() as session:
            copied = select(*picked).where(closed).limit(left)
            session.execute(insert(TABLE).from_select(columns, copied))


def _held() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(TABLE)) or 0


def measure() -> dict[str, float]:
    """Time the first page, a page in the middle, and the counts; medians of several p95."""
    with reading() as session:
        actor = by_email(session, REVIEWER)
        first = queue.cases(session, actor, "alle")
        rows = session.execute(
            select(Application.queue_at, Application.reference)
            .where(Application.queue_at.is_not(None))
            .order_by(Application.queue_at, Application.reference)
        ).all()
        middle = tuple(rows[len(rows) // 2])
        assert len(first) == queue.PAGE + 1
        asked = {
            "first": lambda: queue.cases(session, actor, "alle"),
            "middle": lambda: queue.cases(session, actor, "alle", queue.NO_FILTER, middle),
            "counts": lambda: queue.views(session, actor, queue.NO_FILTER),
        }
        return {name: round(_p95(deed) * 1000, 2) for name, deed in asked.items()}


def _p95(deed: Any) -> float:
    found = []
    for _ in range(RUNS):
        times = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            deed()
            times.append(time.perf_counter() - begun)
        found.append(quantiles(times, n=20)[-1])
    return median(found)
