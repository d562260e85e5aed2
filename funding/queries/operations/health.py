"""How the portal is doing: notices on their way, deadlines, the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from funding.models import (
    Application,
    Deadline,
    Notice,
    RuleValue,
    StoredFile,
)
from funding.models.annex import INFECTED, UNSCANNED

PAGE = 50
NOTICE_STATES = ("owed", "failed", "sent", "dropped")


@dataclass(frozen=True, slots=True)
class Health:
    """The figures of the page for administration."""

    notices: dict[str, int]
    oldest_owed: datetime | None
    last_sent: datetime | None
    open_deadlines: int
    overdue_deadlines: int
    applications: int
    database: str
    scans_waiting: int
    oldest_scan: datetime | None
    infected: int


def health(session: Session, now: datetime) -> Health:
    """Read the figures."""
    rows = session.execute(
        select(
            Notice.state,
            func.count().label("many"),
            func.min(Notice.created_at).label("oldest"),
            func.max(Notice.sent_at).label("last"),
        ).group_by(Notice.state)
    ).all()
    by_state = {row.state: row for row in rows}
    scans = {
        row.scan_state: row
        for row in session.execute(
            select(
                StoredFile.scan_state,
                func.count().label("many"),
                func.min(StoredFile.at).label("oldest"),
            ).group_by(StoredFile.scan_state)
        )
    }
    running = select(func.count(Deadline.id)).where(Deadline.ended_at.is_(None))
    return Health(
        notices={s: by_state[s].many if s in by_state else 0 for s in NOTICE_STATES},
        oldest_owed=by_state["owed"].oldest if "owed" in by_state else None,
        last_sent=by_state["sent"].last if "sent" in by_state else None,
        open_deadlines=session.scalar(running) or 0,
        overdue_deadlines=session.scalar(running.where(Deadline.due_at < now)) or 0,
        applications=session.scalar(select(func.count(Application.id))) or 0,
        database=session.get_bind().dialect.name,
        scans_waiting=scans[UNSCANNED].many if UNSCANNED in scans else 0,
        oldest_scan=scans[UNSCANNED].oldest if UNSCANNED in scans else None,
        infected=scans[INFECTED].many if INFECTED in scans else 0,
    )


def mails(session: Session, state: str, after: tuple[datetime, UUID] | None) -> Sequence[Any]:
    """List notices of a state, newest first, one more than a page holds."""
    query = (
        select(
            Notice.id,
            Notice.kind,
            Notice.subject,
            Notice.email,
            Notice.role,
            Notice.created_at,
            Notice.sent_at,
            Notice.next_at,
            Notice.attempts,
            Notice.trouble,
            Application.reference,
        )
        .outerjoin(Application, Application.id == Notice.application_id)
        .where(Notice.state == state)
        .order_by(Notice.created_at.desc(), Notice.id.desc())
        .limit(PAGE + 1)
    )
    if after is not None:
        query = query.where(tuple_(Notice.created_at, Notice.id) < after)
    return session.execute(query).all()


def rule_values(session: Session) -> Sequence[RuleValue]:
    """List every rule value with its validity and source."""
    return session.scalars(select(RuleValue).order_by(RuleValue.key, RuleValue.valid_from)).all()
