"""Recall notices that are owed but held back, because what they tell was undone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update

from funding.models import AuditEntry, Notice
from funding.queries.case import Case
from workflows.application import APPLICATION, State, Trigger
from workflows.core import Reason, StepRefused


def recall_decision(case: Case, decided_at: datetime) -> int:
    """Drop what the decision owes and holds back; refuse if any of it is on its way already."""
    app = case.application
    if not _in_batch(case, decided_at):
        return 0  # its mails left at once; one that failed waits for its next try
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


def _in_batch(case: Case, decided_at: datetime) -> bool:
    details = case.session.scalar(
        select(AuditEntry.details).where(
            AuditEntry.workflow == APPLICATION.name,
            AuditEntry.subject_id == case.application.id,
            AuditEntry.at == decided_at,
            AuditEntry.target.in_((State.APPROVED, State.REJECTED)),
        )
    )
    return bool(details and details.get("batch"))
