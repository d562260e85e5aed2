"""The proposal that came back: what was proposed, and why it was returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from funding.models import AuditEntry, Person, Proposal
from funding.queries.case import Case
from workflows.application import APPLICATION, Trigger

AGAIN = (Trigger.RETURN_CASE, Trigger.YEAR_OVER, Trigger.REOPEN)


@dataclass(frozen=True, slots=True)
class Returned:
    """An earlier proposal; by whom, when and why the case came back (empty where by the clock)."""

    proposal: Proposal
    by: str
    at: datetime
    reason: str


def returned(case: Case) -> Returned | None:
    """Return the newest proposal, if the case came back after it."""
    app = case.application
    earlier = select(Proposal).where(Proposal.application_id == app.id)
    proposal = case.session.scalars(earlier.order_by(Proposal.round.desc()).limit(1)).first()
    if proposal is None:
        return None
    back = (
        select(AuditEntry.note, AuditEntry.at, Person.name)
        .outerjoin(Person, Person.id == AuditEntry.person_id)
        .where(
            AuditEntry.workflow == APPLICATION.name,
            AuditEntry.subject_id == app.id,
            AuditEntry.trigger.in_(AGAIN),
            AuditEntry.at >= proposal.at,
        )
        .order_by(AuditEntry.version.desc())
        .limit(1)
    )
    row = case.session.execute(back).one_or_none()
    return Returned(proposal, row.name or "", row.at, row.note) if row else None
