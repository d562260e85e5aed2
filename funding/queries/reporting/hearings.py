"""The hearing of a town about what is to be reclaimed, and what the steps around it ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Uuid, bindparam, select

from funding.models import Hearing
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.spending.answers import final_amount, overpaid_cents, reclaimed_cents

HEARINGS = (
    select(Hearing)
    .where(Hearing.application_id == bindparam("case", type_=Uuid))
    .order_by(Hearing.number)
)


def hearings_of(case: Case) -> list[Hearing]:
    """List the hearings of a case, the oldest first."""
    return list(case.session.scalars(HEARINGS, {"case": case.application.id}))


def hearing_of(case: Case) -> Hearing | None:
    """Return the hearing that stands: the latest, unless its claim was dropped."""
    latest = next(reversed(hearings_of(case)), None)
    return None if latest is None or latest.dropped_at is not None else latest


def unknown(case: Case) -> bool:
    """Tell whether nothing is recognised yet, so that no claim is known (buttons of a page)."""
    proof = case.proof
    return (
        case.details is None
        and case.application.final_cents is None
        and (proof is None or proof.recognised_cents is None)
    )


def facts_noted(case: Case) -> bool:
    """Are the facts noted in words, with the expenditure that would be recognised?"""
    if case.details is None:
        return True
    recognised = case.given("recognised_cents")
    noted = str(case.given("reason") or "").strip()
    return bool(noted) and type(recognised) is int and recognised >= 0


def claim_found(case: Case) -> bool:
    """Was so much more paid than the recognised expenditure carries that it is reclaimed?"""
    if case.details is None:
        return case.application.paid_cents > 0
    return reclaimed_cents(case) > 0


def comment_given(case: Case) -> bool:
    """Is there a comment of the town in words?"""
    return case.details is None or bool(str(case.given("comment") or "").strip())


def hearing_over(case: Case) -> bool:
    """Is the period for the town's comment over?"""
    heard = hearing_of(case)
    return heard is not None and heard.due_on < case.today


def within_hearing(case: Case) -> bool:
    """Is no more reclaimed than what the town was heard about?"""
    heard = hearing_of(case)
    if heard is None:
        return reclaimed_cents(case) == 0
    return unknown(case) or overpaid_cents(case) <= heard.claim_cents


def hearing_held(case: Case) -> bool:
    """Was the town heard about this audit?"""
    return hearing_of(case) is not None


def no_hearing_held(case: Case) -> bool:
    """Was the town not heard about this audit?"""
    return hearing_of(case) is None


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (
        facts_noted,
        claim_found,
        comment_given,
        hearing_over,
        within_hearing,
        hearing_held,
        no_hearing_held,
    )
}


def _claimed(case: Case) -> dict[str, Any]:
    heard = hearing_of(case)
    return {"claim": overpaid_cents(case), "heard": heard.claim_cents if heard else 0}


PARAMS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "within_hearing": _claimed,
    "claim_found": lambda case: {
        "paid": case.application.paid_cents,
        "final": final_amount(case),
    },
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    return PARAMS[code](case) if code in PARAMS else {}
