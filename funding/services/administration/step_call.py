"""The steps of a call: opened and closed by the clock, settled when all its cases are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding import clock
from funding.law.berlin import last_day
from funding.models import Application, BudgetLine, Call
from funding.notices import outbox
from funding.notices.catalogue import OWED
from funding.notices.people import About, candidates
from funding.policy import Actor, acting_role, require
from funding.services.operations.write_audit import write_audit
from funding.services.step import change_state
from workflows.application import APPLICATION
from workflows.application import State as CaseState
from workflows.call import CALL, State, Trigger
from workflows.core import Facts


@dataclass(frozen=True, slots=True)
class CallStep:
    """A call with what its guards may ask about."""

    session: Session
    call: Call
    details: dict[str, Any]
    now: datetime

    def lines_open(self) -> int:
        """Count the budget lines whose funds are not confirmed."""
        return self._count(
            select(func.count(BudgetLine.id)).where(
                BudgetLine.call_id == self.call.id, BudgetLine.confirmed_at.is_(None)
            )
        )

    def cases(self, *, submitted: bool) -> int:
        """Count cases: those ever submitted, or those not yet ended."""
        ended = tuple(APPLICATION.final_states)
        condition = (
            Application.submitted_at.is_not(None)
            if submitted
            else Application.state.not_in((*ended, CaseState.NEW))
        )
        return self._count(
            select(func.count(Application.id)).where(Application.call_id == self.call.id, condition)
        )

    def _count(self, query: Any) -> int:
        return int(self.session.scalar(query) or 0)


ANSWERS: dict[str, Callable[[CallStep], bool]] = {
    "opening_reached": lambda s: s.now >= s.call.opens_at,
    "funds_released": lambda s: s.lines_open() == 0,
    "closing_reached": lambda s: s.now >= s.call.closes_at,
    "new_dates": lambda s: s.details.get("closes_at", s.now) > s.now,
    "reason_given": lambda s: bool(str(s.details.get("reason", "")).strip()),
    "nothing_submitted": lambda s: s.cases(submitted=True) == 0,
    "all_cases_ended": lambda s: s.cases(submitted=False) == 0,
}


def take_call_step(
    session: Session,
    actor: Actor,
    call_id: UUID,
    trigger: Trigger,
    details: dict[str, Any],
) -> Call:
    """Take a step of a call: policy, guards, state, audit and notices in one transaction."""
    call = session.get_one(Call, call_id)
    require(actor, CALL.name, trigger)
    now = clock.now()
    asked = CallStep(session, call, details, now)
    codes = CALL.asks(call.state, [trigger])
    facts = Facts({code: ANSWERS[code](asked) for code in codes}, actor.person_id)
    move = CALL.take(call.state, trigger, facts)
    columns = {"closes_at": details["closes_at"]} if "closes_at" in details else {}
    change_state(session, call, move.step.source, move.step.target, columns)
    audit_id = uuid4()
    write_audit(
        session,
        actor,
        audit_id=audit_id,
        workflow=CALL.name,
        subject_id=call.id,
        version=call.version,
        definition_version=CALL.version,
        trigger=trigger,
        source=move.step.source,
        target=move.step.target,
        role=acting_role(actor, CALL.name, trigger),
        at=now,
        note=str(details.get("reason", "")),
    )
    about = About()
    facts_of_call = {
        "call": call.code,
        "year": call.year,
        "opens_on": call.opens_at.isoformat(),
        "closes_on": last_day(call.closes_at).isoformat(),
        "reason": str(details.get("reason", "")),
        "path": f"/foerderung/{call.code}",
    }
    for owed in OWED[CALL.name, trigger]:
        outbox.post(
            session,
            cause=str(audit_id),
            kind=owed.kind,
            recipients=[r for r in candidates(session, about) if owed.audience(r, about)],
            facts=lambda _r: facts_of_call,
            now=now,
        )
    return call


def due_calls(session: Session, now: datetime) -> list[tuple[UUID, Trigger]]:
    """List calls that the clock may have to open or close."""
    opening = session.scalars(
        select(Call.id).where(Call.state == State.PLANNED, Call.opens_at <= now)
    )
    due: list[tuple[UUID, Trigger]] = [(found, Trigger.OPEN) for found in opening]
    closing = session.scalars(
        select(Call.id).where(Call.state == State.OPEN, Call.closes_at <= now)
    )
    due.extend((found, Trigger.CLOSE) for found in closing)
    return due
