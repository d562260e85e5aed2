"""Answers to the questions that the steps of a case ask of what is reclaimed in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from funding.law.periods import end_of_period
from funding.models import Payment, Received, Recovery
from funding.models.recovery import GRANT
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.reporting.hearings import hearing_of
from funding.queries.spending.answers import reclaimed_cents
from workflows.recovery import ENDED


def recovery_of(case: Case, kind: str = GRANT) -> Recovery | None:
    """Return what is reclaimed of the grant, or as interest."""
    return case.session.scalar(
        select(Recovery).where(
            Recovery.application_id == case.application.id, Recovery.kind == kind
        )
    )


def told_recovery(case: Case) -> Recovery | None:
    """Return what is reclaimed of the grant once the final notice has told the town."""
    final = case.final_notice
    if final is None or final.notified_on > case.today:
        return None
    return recovery_of(case)


def revocable_until(case: Case) -> date | None:
    """Return the last day (Berlin) on which the town can be notified of a claim.

    One year from the day on which the facts were noted, §§ 48 Abs. 4, 49 Abs. 3 Satz 2 VwVfG.
    """
    heard = hearing_of(case)
    if heard is None:
        return None
    return end_of_period(heard.noted_on, years=case.rule("revocation_years")).raw_end


def claim_to_sign(case: Case) -> bool:
    """Was so much overpaid that it is reclaimed?"""
    return reclaimed_cents(case) > 0


def within_year(case: Case) -> bool:
    """Is it notified within a year of the day on which the facts were noted?"""
    limit, notified = revocable_until(case), case.given("notified_on")
    if not claim_to_sign(case):
        return True
    if case.details is None:
        return limit is None or case.today <= limit
    return limit is not None and notified is not None and notified <= limit


def on_claim(case: Case) -> bool:
    """Is it what has just come in for what is reclaimed of the grant, booked for the first time?"""
    key: UUID | None = case.given("received_id")
    if case.details is None:
        return True
    row = case.session.execute(
        select(Received.amount_cents, Received.value_on)
        .join(Recovery, Recovery.id == Received.recovery_id)
        .where(
            Received.id == key,
            Recovery.application_id == case.application.id,
            Recovery.kind == GRANT,
            ~exists().where(Payment.received_id == key),
        )
    ).one_or_none()
    told = (case.given("amount_cents"), case.given("value_on"))
    return row is not None and told == (-row.amount_cents, row.value_on)


def claim_ended(case: Case) -> bool:
    """Is what was reclaimed of the grant paid, waived or written off?"""
    found = recovery_of(case)
    return found is not None and found.state in ENDED


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer for answer in (claim_to_sign, within_year, on_claim, claim_ended)
}


def _rest(case: Case) -> dict[str, Any]:
    found = recovery_of(case)
    return {"rest": found.rest_cents if found else 0}


PARAMS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "within_year": lambda case: {"date": revocable_until(case)},
    "claim_ended": _rest,
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    return PARAMS[code](case) if code in PARAMS else {}
