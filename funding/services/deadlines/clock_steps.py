"""Steps that the clock takes: it hands back, lapses, begins and closes, and never decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Application
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.services import step
from funding.services.deciding.decide import next_round
from funding.services.reviewing.request_information import end_request
from workflows.application import Trigger

Columns = Callable[[Case], dict[str, Any]]


def _nothing(_case: Case) -> dict[str, Any]:
    return {}


def _clock_step(
    trigger: Trigger, what: str, columns: Columns = _nothing
) -> Callable[[Session, Actor, UUID | str, Details, int | None], Application]:
    def take(
        session: Session,
        actor: Actor,
        key: UUID | str,
        details: Details,
        version: int | None = None,
    ) -> Application:
        case = find.case(session, actor, key, details)
        if trigger == Trigger.MOVE_UP and case.proposal:
            details["amount_cents"] = case.proposal.amount_cents
        step.take(case, trigger, version=version, **columns(case))
        if trigger == Trigger.ANSWER_LAPSED:
            end_request(case, "lapsed")
        if trigger == Trigger.MOVE_UP and case.proposal:
            case.proposal.case_version = case.application.version
        return case.application

    take.__doc__ = what
    take.__name__ = trigger.value
    return take


def _nobody_holds(_case: Case) -> dict[str, Any]:
    return {"holder_id": None}


expire = _clock_step(Trigger.EXPIRE, "End a draft whose call has closed.")
claim_lapsed = _clock_step(
    Trigger.CLAIM_LAPSED, "Put a case back that nobody has worked on.", _nobody_holds
)
answer_lapsed = _clock_step(Trigger.ANSWER_LAPSED, "Go on without the answer that never came.")
move_up = _clock_step(Trigger.MOVE_UP, "Move the best waiting case up when money is free.")
list_closed = _clock_step(
    Trigger.LIST_CLOSED, "Close the waiting list with the budget year.", next_round
)
year_over = _clock_step(
    Trigger.YEAR_OVER, "Hand back what was not decided within the budget year.", next_round
)
start = _clock_step(Trigger.START, "Begin the project period of a notified grant.")
period_ended = _clock_step(Trigger.PERIOD_ENDED, "Ask for the proof when the period has ended.")
close_rejected = _clock_step(Trigger.CLOSE_REJECTED, "Close a rejection that is final.")
