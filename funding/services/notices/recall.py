"""Recall notices that are owed but held back, because what they tell was undone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update

from funding.models import Notice
from funding.queries.case import Case
from workflows.application import APPLICATION, Trigger
from workflows.core import Reason, StepRefused


def recall_decision(case: Case, decided_at: datetime) -> int:
    """Drop what the decision owes and holds back; refuse if any of it is on its way already."""
    app = case.application
    held = (
        Notice.application_id == app.id,
        Notice.created_at == decided_at,
        Notice.next_at > Notice.created_at,
    )
    owed = case.session.scalar(select(func.count()).select_from(Notice).where(*held)) or 0
    recalled = case.session.scalars(
        update(Notice)
        .where(*held, Notice.state == "owed", Notice.lease.is_(None), Notice.next_at > case.now)
        .values(state="dropped", trouble="recalled: the decision was undone")
        .returning(Notice.id)
        .execution_options(synchronize_session=False)
    ).all()
    if len(recalled) < owed:
        reason = Reason("undo_in_time", {"minutes": case.rule("undo_minutes")})
        raise StepRefused(APPLICATION.name, Trigger.UNDO_DECISION, [reason])
    return owed
