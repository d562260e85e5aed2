"""A worker process says that it lives, so that its silence can be noticed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from funding import clock
from funding.db.inserting import insert_into
from funding.models import Heartbeat

FORGOTTEN = timedelta(days=7)


def beat(session: Session, name: str, begun_at: datetime, *, ticked: bool) -> None:
    """Keep the sign of life of a process, and whether its clock has just ticked.

    Processes that have been silent for a week are forgotten.
    """
    now = clock.now()
    seen = {"begun_at": begun_at, "beat_at": now} | ({"ticked_at": now} if ticked else {})
    statement = insert_into(session.connection(), Heartbeat).values(name=name, **seen)
    session.execute(statement.on_conflict_do_update(index_elements=["name"], set_=seen))
    session.execute(delete(Heartbeat).where(Heartbeat.beat_at < now - FORGOTTEN))
