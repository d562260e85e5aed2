"""A proof of use that is overdue: what its town was told when, and when it can be heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import Session

from funding.law import berlin
from funding.law.late_proof import Lateness, Terms, lateness
from funding.law.workdays import previous_working_day
from funding.models import Deadline, Reminder
from funding.queries.administration import rules
from funding.queries.applying.answers import Answer
from funding.queries.case import Case

REMINDER, THREAT, HEARING = "reminder", "threat", "hearing"
RUNNING = select(Deadline).where(
    Deadline.application_id == bindparam("case", type_=Uuid),
    Deadline.kind == "proof",
    Deadline.ended_at.is_(None),
)


@dataclass(frozen=True, slots=True)
class LateProof:
    """The planned days of a late proof, and on which of them the town was really told."""

    planned: Lateness
    days: int
    reminded_on: date | None
    threatened_on: date | None


def terms_of(session: Session, due_on: date) -> Terms:
    """Return how a late proof is dated, by the rules as they are valid on its last day."""
    named = ("reminder_days", "grace_weeks", "threat_days", "hearing_days")
    return Terms(*(rules.number(session, f"proof_{name}", due_on) for name in named))


def late_proof(case: Case) -> LateProof | None:
    """Return what was told of a proof that is overdue; nothing where it is not, or has come."""
    deadline = case.session.scalar(RUNNING, {"case": case.application.id})
    if deadline is None or case.today <= deadline.due_on:
        return None
    told = _told(case.session, deadline)
    threatened = told.get(THREAT)
    planned = lateness(deadline.due_on, terms_of(case.session, deadline.due_on), threatened)
    days = (case.today - deadline.due_on).days
    return LateProof(planned, days, told.get(REMINDER), threatened)


def _told(session: Session, deadline: Deadline) -> dict[str, date]:
    """Return on which day the town was told of each threshold of the deadline as it runs."""
    rows = session.execute(
        select(Reminder.threshold, Reminder.at).where(
            Reminder.deadline_id == deadline.id,
            Reminder.deadline_version == deadline.version,
            Reminder.told.is_(True),
        )
    )
    return {row.threshold: berlin.local_date(row.at) for row in rows}


def told_of_proof(case: Case) -> dict[str, date]:
    """Return on which day the town was told of each step of its late proof, whatever ended it."""
    deadline = case.session.scalar(
        select(Deadline)
        .where(Deadline.application_id == case.application.id, Deadline.kind == "proof")
        .order_by(Deadline.set_at.desc())
        .limit(1)
    )
    return _told(case.session, deadline) if deadline else {}


def proof_threatened(case: Case) -> bool:
    """Was the town told that its notice may be revoked, and is the time over that this left?"""
    late = late_proof(case)
    if late is None or late.threatened_on is None:
        return False
    return late.planned.hearing_from <= case.today


def facts_told(session: Session, deadline: Deadline, threshold: str, today: date) -> dict[str, str]:
    """Return the days that a letter about a late proof names, as it is told today."""
    if deadline.kind != "proof" or threshold not in (REMINDER, THREAT, HEARING):
        return {}
    told = _told(session, deadline)
    if threshold == THREAT:
        told[THREAT] = today
    planned = lateness(deadline.due_on, terms_of(session, deadline.due_on), told.get(THREAT))
    eve = previous_working_day(planned.hearing_from - timedelta(days=1))
    new = {REMINDER: planned.new_date, THREAT: eve, HEARING: planned.hearing_from}[threshold]
    named = {"reminded_on": told.get(REMINDER), "threatened_on": told.get(THREAT)}
    return {"new_due": new.isoformat()} | {
        name: day.isoformat() if day else "" for name, day in named.items()
    }


ANSWERS: dict[str, Answer] = {"proof_threatened": proof_threatened}


def _possible(case: Case) -> dict[str, Any]:
    late = late_proof(case)
    if late is not None:
        return {"date": late.planned.hearing_from}
    due = case.proof_due
    return {"date": lateness(due, terms_of(case.session, due)).hearing_from} if due else {}


PARAMS: dict[str, Callable[[Case], dict[str, Any]]] = {"proof_threatened": _possible}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    return PARAMS[code](case) if code in PARAMS else {}
