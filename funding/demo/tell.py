"""What a rehearsal leaves behind, as one JSON object."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.db import reading
from funding.models import (
    Application,
    AuditEntry,
    Call,
    Change,
    Deadline,
    Drawdown,
    Envelope,
    InterestClaim,
    InterimProof,
    IssuedNotice,
    Notice,
    Partner,
    Recovery,
    Remedy,
    Reminder,
)

# What runs beside a case, each with states of its own.
BESIDE: dict[str, Any] = {
    "issued_notices": IssuedNotice,
    "drawdowns": Drawdown,
    "changes": Change,
    "interim_proofs": InterimProof,
    "remedies": Remedy,
    "recoveries": Recovery,
    "interest_claims": InterestClaim,
}


def tell(call_code: str = "2022") -> dict[str, Any]:
    """Tell every case of a call with its states, history, mails and deadlines, and the envelope."""
    with reading() as session:
        call = session.scalars(select(Call).where(Call.code == call_code)).one()
        cases = session.scalars(
            select(Application)
            .where(Application.call_id == call.id)
            .order_by(Application.reference)
        )
        return {"cases": [_case(session, c) for c in cases], "envelope": _envelope(session, call)}


def _case(session: Session, case: Application) -> dict[str, Any]:
    entries = session.scalars(
        select(AuditEntry).where(AuditEntry.subject_id == case.id).order_by(AuditEntry.version)
    ).all()
    partners = session.scalars(
        select(Partner.municipality_key)
        .where(Partner.application_id == case.id)
        .order_by(Partner.position)
    )
    mails = session.scalars(
        select(Notice)
        .where(Notice.application_id == case.id, Notice.state == "sent")
        .order_by(Notice.sent_at, Notice.key)
    )
    states = [entries[0].target] if entries else []
    states += [e.target for e in entries[1:] if e.target != e.source]
    return {
        "reference": case.reference,
        "title": case.title,
        "lead_ags": case.lead_key,
        "partners_ags": list(partners),
        "states": states,
        "history": [
            {
                "from": e.source,
                "to": e.target,
                "trigger": e.trigger,
                "actor_role": e.actor_role,
                "at": e.at.isoformat(),
            }
            for e in entries
        ],
        "mails": [
            {
                "to_role": m.role,
                "kind": m.kind,
                "subject": m.subject,
                "at": m.sent_at.isoformat() if m.sent_at else None,
            }
            for m in mails
        ],
        "deadlines": [_deadline(session, d) for d in _deadlines(session, case)],
        "beside": {name: _states(session, model, case) for name, model in BESIDE.items()},
    }


def _states(session: Session, model: Any, case: Application) -> list[str]:
    """List where the records of a kind stand that belong to a case."""
    found = select(model.state).where(model.application_id == case.id).order_by(model.state)
    return [str(state) for state in session.scalars(found)]


def _deadlines(session: Session, case: Application) -> list[Deadline]:
    query = select(Deadline).where(Deadline.application_id == case.id)
    return list(session.scalars(query.order_by(Deadline.set_at, Deadline.kind)))


def _deadline(session: Session, deadline: Deadline) -> dict[str, Any]:
    told = session.scalar(
        select(func.count(Reminder.id)).where(
            Reminder.deadline_id == deadline.id, Reminder.told.is_(True)
        )
    )
    return {"kind": deadline.kind, "due": deadline.due_on.isoformat(), "notices_sent": told or 0}


def _envelope(session: Session, call: Call) -> dict[str, int]:
    pot = session.scalars(select(Envelope).where(Envelope.call_id == call.id)).one()
    return {
        "total_cents": pot.total_cents,
        "reserved_cents": pot.reserved_cents,
        "committed_cents": pot.committed_cents,
        "paid_cents": pot.paid_cents,
        "blocked_cents": pot.blocked_cents,
        "available_cents": pot.available_cents,
    }
