"""The hearing of a town about what is to be reclaimed, and what the steps around it ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Uuid, bindparam, select

from funding.models import Hearing
from funding.models.hearing import OVERPAID, PROOF_MISSING, RENOUNCED, TAKEN_BACK
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.spending.answers import final_amount, overpaid_cents, reclaimed_cents
from funding.words.visible import said
from workflows.application import State

HEARINGS = (
    select(Hearing)
    .where(Hearing.application_id == bindparam("case", type_=Uuid))
    .order_by(Hearing.number)
)


def hearings_of(case: Case) -> list[Hearing]:
    """List the hearings of a case, the oldest first."""
    return list(case.session.scalars(HEARINGS, {"case": case.application.id}))


def hearing_of(case: Case) -> Hearing | None:
    """Return the hearing that stands: the latest, unless dropped or overtaken by the proof."""
    latest = next(reversed(hearings_of(case)), None)
    if latest is None or latest.dropped_at is not None or latest.overtaken_at is not None:
        return None
    return latest


def noted_days(case: Case, ground: str | None = None) -> list[date]:
    """List the days on which the facts were noted that the hearing which stands is about.

    ``ground``: that of a hearing that is about to be opened. Why a notice is taken back is a matter
    of its own; what was missing or overpaid is one, whatever came in between.
    """
    about = ground or ground_of(case) or OVERPAID
    own = about in TAKEN_BACK
    return [
        one.noted_on
        for one in hearings_of(case)
        if (one.ground == about if own else one.ground not in TAKEN_BACK)
    ]


def ground_of(case: Case) -> str | None:
    """Return on what ground the town is, or was, heard about what follows now."""
    heard = hearing_of(case)
    return heard.ground if heard else None


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


def ground_named(case: Case) -> bool:
    """Is it named why the whole notice is at stake?"""
    return case.details is None or case.given("ground") in TAKEN_BACK


def claim_found(case: Case) -> bool:
    """Was so much more paid than the recognised expenditure carries that it is reclaimed?"""
    if case.details is None:
        return case.application.paid_cents > 0
    return reclaimed_cents(case) > 0


def comment_given(case: Case) -> bool:
    """Is there a comment of the town in words?"""
    return case.details is None or said(case.given("comment"))


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


def from_audit(case: Case) -> bool:
    """Was the hearing opened in the audit of a proof, so that the case goes back there?"""
    return not (from_missing(case) or from_progress(case))


def from_missing(case: Case) -> bool:
    """Was the hearing opened while the proof was due, so that it is waited for again?"""
    return case.application.return_to == State.REPORT_DUE


def from_progress(case: Case) -> bool:
    """Was the hearing opened while the project was going on, so that it goes on?"""
    return case.application.return_to == State.IN_PROGRESS


def about_missing_proof(case: Case) -> bool:
    """Is the town heard because its proof of use is missing?"""
    return ground_of(case) == PROOF_MISSING


def not_renounced(case: Case) -> bool:
    """Has the town not renounced its grant?"""
    return ground_of(case) != RENOUNCED


def without_proof(case: Case) -> bool:
    """Is the whole grant at stake, so that nothing of a proof is audited?"""
    return ground_of(case) not in (None, OVERPAID)


def on_proof(case: Case) -> bool:
    """Is the settlement made on a proof of use?"""
    return not without_proof(case)


def nothing_recognised(case: Case) -> bool:
    """Is no expenditure recognised where no proof is audited?"""
    return not case.given("recognised_cents")


def writable(case: Case) -> bool:
    """Tell whether the town can still write its proof: also while it is heard about it."""
    state = case.application.state
    if state in (State.HEARING, State.HEARD):
        return ground_of(case) == PROOF_MISSING
    return state in (State.IN_PROGRESS, State.REPORT_DUE)


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (
        ground_named,
        facts_noted,
        claim_found,
        comment_given,
        hearing_over,
        within_hearing,
        hearing_held,
        no_hearing_held,
        from_audit,
        from_missing,
        from_progress,
        about_missing_proof,
        not_renounced,
        without_proof,
        on_proof,
        nothing_recognised,
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
