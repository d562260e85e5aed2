"""Recall notices that are owed but held back, because what they tell is so no longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update

from funding.models import Notice
from funding.queries.case import Case
from workflows.application import APPLICATION, Trigger
from workflows.core import Reason, StepRefused

UNDONE = "recalled: the decision was undone"
WITHDRAWN = "recalled: the application was withdrawn"


def recall_decision(case: Case, decided_at: datetime) -> int:
    """Drop what the decision owes and holds back; refuse if any of it is on its way already."""
    held = _held(case, decided_at)
    owed = case.session.scalar(select(func.count()).select_from(Notice).where(*held)) or 0
    recalled = _drop(case, (*held, Notice.next_at > case.now), UNDONE)
    if len(recalled) < owed:
        reason = Reason("undo_in_time", {"minutes": case.rule("undo_minutes")})
        raise StepRefused(APPLICATION.name, Trigger.UNDO_DECISION, [reason])
    return owed


def recall_what_waits(case: Case, decided_at: datetime) -> int:
    """Drop what a decision owes and has not sent; what is on its way arrives all the same."""
    return len(_drop(case, _held(case, decided_at), WITHDRAWN))


def _held(case: Case, decided_at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Notice.application_id == case.application.id,
        Notice.created_at == decided_at,
        Notice.next_at > Notice.created_at,
    )


def _drop(case: Case, meant: Sequence[ColumnElement[bool]], why: str) -> Sequence[UUID]:
    return case.session.scalars(
        update(Notice)
        .where(*meant, Notice.state == "owed", Notice.lease.is_(None))
        .values(state="dropped", trouble=why)
        .returning(Notice.id)
        .execution_options(synchronize_session=False)
    ).all()
