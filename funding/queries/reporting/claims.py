"""Answers to the questions that the steps of a case ask of what is reclaimed in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from funding.models import InterestClaim, Payment, Received, Recovery
from funding.models.recovery import GRANT, INTEREST
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.reporting.hearings import noted_days, unknown
from funding.queries.spending.answers import final_amount, overpaid_cents, reclaimed_cents
from funding.queries.spending.remedies import year_of_revocation
from workflows.recovery import ENDED


def recovery_of(case: Case, kind: str = GRANT) -> Recovery | None:
    """Return what is reclaimed of the grant, or as interest, by a notice that stands.

    Of interest the last claim: those before it are paid or given up.
    """
    return next(iter(standing_claims(case, kind)), None)


def standing_claims(case: Case, kind: str) -> Sequence[Recovery]:
    """List what is claimed by notices that stand, the newest first; of a grant there is one."""
    return case.session.scalars(
        select(Recovery)
        .where(
            Recovery.application_id == case.application.id,
            Recovery.kind == kind,
            Recovery.dropped_at.is_(None),
        )
        .order_by(Recovery.ordered_at.desc())
    ).all()


def interest_owed(case: Case) -> bool:
    """Tell whether interest was claimed that is neither paid nor given up."""
    return any(one.state not in ENDED for one in standing_claims(case, INTEREST))


def dropped_of(case: Case, kind: str = GRANT) -> Sequence[Recovery]:
    """List what was reclaimed by notices that do not stand any more, the oldest first."""
    return case.session.scalars(
        select(Recovery)
        .where(
            Recovery.application_id == case.application.id,
            Recovery.kind == kind,
            Recovery.dropped_at.is_not(None),
        )
        .order_by(Recovery.ordered_at)
    ).all()


def told_recovery(case: Case, kind: str = GRANT) -> Recovery | None:
    """Return what is reclaimed of the grant, or as interest, once a notice has told the town."""
    return next((one for one in standing_claims(case, kind) if _told(case, one)), None)


def _told(case: Case, claim: Recovery) -> bool:
    if claim.kind == INTEREST:
        told_on = case.session.scalar(
            select(InterestClaim.notified_on).where(InterestClaim.recovery_id == claim.id)
        )
    else:
        told_on = case.final_notice.notified_on if case.final_notice else None
    return told_on is not None and told_on <= case.today


def revocable_until(case: Case) -> date | None:
    """Return the last day (Berlin) on which the town can be notified of a claim.

    One year from the day on which the facts were first noted, §§ 48 Abs. 4, 49 Abs. 3 Satz 2 VwVfG;
    another hearing about them begins no new one. Facts of another ground have a year of their own.
    """
    noted = noted_days(case)
    return year_of_revocation(case, min(noted)) if noted else None


def barred(case: Case) -> bool:
    """Tell whether the year is over, so that nothing can be reclaimed any more."""
    limit = revocable_until(case)
    return limit is not None and limit < case.today


def nothing_overpaid(case: Case) -> bool:
    """Was no more paid than the final amount, or can it not be reclaimed: too little, too late?"""
    if case.details is None and case.application.final_cents is None:
        return True
    return reclaimed_cents(case) == 0 or barred(case)


def heard_first(case: Case) -> bool:
    """Is nothing reclaimed without the town having been heard?"""
    return unknown(case) or reclaimed_cents(case) == 0 or barred(case)


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


def final_noticed(case: Case) -> bool:
    """Is there a final notice that stands?"""
    return case.final_notice is not None


def claim_ended(case: Case) -> bool:
    """Is what was reclaimed of the grant paid, waived or written off?"""
    found = recovery_of(case)
    return found is not None and found.state in ENDED


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (
        nothing_overpaid,
        heard_first,
        claim_to_sign,
        within_year,
        on_claim,
        claim_ended,
        final_noticed,
    )
}


def _rest(case: Case) -> dict[str, Any]:
    found = recovery_of(case)
    return {"rest": found.rest_cents if found else 0}


def _overpaid(case: Case) -> dict[str, Any]:
    app = case.application
    final = final_amount(case) if app.final_cents is None else app.final_cents
    return {"repay": max(0, app.paid_cents - final), "final": final}


PARAMS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "nothing_overpaid": _overpaid,
    "heard_first": lambda case: {"claim": overpaid_cents(case), "heard": 0},
    "within_year": lambda case: {"date": revocable_until(case)},
    "claim_ended": _rest,
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    return PARAMS[code](case) if code in PARAMS else {}
