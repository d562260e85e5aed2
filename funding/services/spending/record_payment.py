"""The budget officer records money paid to the town or back, by value date."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Application, Payment
from funding.policy import Actor
from funding.queries import find
from funding.queries.details import Details
from funding.services import step
from funding.services.reporting.hear_town import hear_by_renunciation
from funding.services.spending.issue_step import settle_timers
from workflows.application import Trigger


def record_payment(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Record a payment (cents; negative: repayment) once the notice is final."""
    return _book(session, actor, key, Trigger.RECORD_PAYMENT, details, version)


def book_repayment(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Book what came in for a claim (negative cents); the money can be granted again."""
    return _book(session, actor, key, Trigger.BOOK_REPAYMENT, details, version)


def _book(  # noqa: PLR0913 - who books what how, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    trigger: Trigger,
    details: Details,
    version: int | None,
) -> Application:
    case = find.case(session, actor, key, details)
    step.take(case, trigger, version=version)
    session.add(
        Payment(
            application_id=case.application.id,
            drawdown_id=details.get("drawdown_id"),
            received_id=details.get("received_id"),
            amount_cents=details["amount_cents"],
            value_on=details["value_on"],
            remark=details.get("reason", ""),
            recorded_at=case.now,
        )
    )
    return case.application


def renounce_grant(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Renounce a grant; what of it was not paid is free again, what was paid is to be paid back."""
    case = find.case(session, actor, key, details)
    if case.application.paid_cents == 0:
        step.take(case, Trigger.RENOUNCE, version=version, final_cents=0)
        settle_timers(case, Trigger.RENOUNCE)
        return case.application
    details["amount_cents"] = case.application.paid_cents
    source = case.application.state.value
    step.take(case, Trigger.RENOUNCE, version=version, return_to=source)
    settle_timers(case, Trigger.RENOUNCE)
    hear_by_renunciation(case, details)
    return case.application
