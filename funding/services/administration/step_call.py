"""The steps of a call: opened and closed by the clock, settled when all its cases are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding import clock
from funding.law.berlin import last_day
from funding.models import Application, BudgetLine, Call
from funding.notices import outbox
from funding.notices.catalogue import OWED
from funding.notices.people import About, candidates
from funding.policy import Actor
from funding.services.step import follow
from funding.words.visible import said
from workflows.application import APPLICATION
from workflows.application import State as CaseState
from workflows.call import CALL, State, Trigger
from workflows.core import Facts

# A clock that was away for longer takes its steps without telling anybody of them.
NEWS = timedelta(days=14)


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
    "reason_given": lambda s: said(s.details.get("reason")),
    "nothing_submitted": lambda s: s.cases(submitted=True) == 0,
    "all_cases_ended": lambda s: s.cases(submitted=False) == 0,
}


def take_call_step(  # noqa: PLR0913 - who takes which step of what, and whether it is told
    session: Session,
    actor: Actor,
    call_id: UUID,
    trigger: Trigger,
    details: dict[str, Any],
    *,
    replayed: bool = False,
) -> Call:
    """Take a step of a call: policy, guards, state, audit and notices in one transaction.

    A step that is ``replayed`` from the past, or long past, is recorded; nobody is told of it.
    """
    call = session.get_one(Call, call_id)
    now = clock.now()
    asked = CallStep(session, call, details, now)
    codes = CALL.asks(call.state, [trigger])
    facts = Facts({code: ANSWERS[code](asked) for code in codes}, actor.person_id)
    columns = {"closes_at": details["closes_at"]} if "closes_at" in details else {}
    note = str(details.get("reason", ""))
    _move, audit_id = follow(
        session, actor, CALL, call, trigger, facts, at=now, note=note, **columns
    )
    if not replayed and is_news(call, trigger, now):
        _owe(session, call, trigger, details, audit_id, now)
    return call


def _owe(  # noqa: PLR0913 - one step, all of its sides
    session: Session,
    call: Call,
    trigger: Trigger,
    details: dict[str, Any],
    cause: UUID,
    now: datetime,
) -> None:
    """Owe every notice that the catalogue names for the step."""
    about = About()
    facts = {
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
            cause=str(cause),
            kind=owed.kind,
            recipients=[r for r in candidates(session, about) if owed.audience(r, about)],
            facts=lambda _r: facts,
            now=now,
        )


def is_news(call: Call, trigger: Trigger, now: datetime) -> bool:
    """Tell whether people still hear of a step: a date that is long past is no news."""
    due = {Trigger.OPEN: call.opens_at, Trigger.CLOSE: call.closes_at}.get(trigger, now)
    return now - due <= NEWS


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
