"""Answers to the questions that the end of an audit asks, and whether somebody may audit at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from funding.models.sample import CHECKS
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.reporting.sample import (
    checks_made,
    cut_cents,
    judged,
    recognisable_cents,
    sampled,
    unjudged,
)
from funding.queries.spending.answers import actual_eligible_cents
from workflows.application import State
from workflows.application.words import BEFORE_AUDIT
from workflows.core import Reason


def sample_met(case: Case) -> bool:
    """Was a draw made from the case, whether it was drawn or not?"""
    return sampled(case) is not None


def receipts_judged(case: Case) -> bool:
    """Is every receipt of the sample judged? A proof without a list of receipts has none."""
    return not unjudged(judged(case))


def proof_checked(case: Case) -> bool:
    """Are the formal and the arithmetic check made?"""
    return set(checks_made(case)) == set(CHECKS)


def within_findings(case: Case) -> bool:
    """Is the expenditure recognised at most what was spent, less what was cut?"""
    recognised = case.given("recognised_cents")
    return recognised is None or recognised <= recognisable_cents(case)


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (sample_met, receipts_judged, proof_checked, within_findings)
}


def _left(case: Case) -> dict[str, Any]:
    receipts = judged(case)
    return {"count": len(unjudged(receipts)), "all": sum(one.sampled for one in receipts)}


def _highest(case: Case) -> dict[str, Any]:
    return {
        "highest": recognisable_cents(case),
        "total": actual_eligible_cents(case),
        "cut": cut_cents(case),
    }


PARAMS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "receipts_judged": _left,
    "within_findings": _highest,
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    return PARAMS[code](case) if code in PARAMS else {}


def not_to_audit(case: Case) -> list[Reason]:
    """Say why the actor cannot work on the audit now: its state, or an earlier hand on the case."""
    reasons = []
    handed_in = case.proof is not None and case.proof.handed_in_at is not None
    if case.application.state not in (State.REPORTED, State.HEARD) or not handed_in:
        reasons.append(Reason("wrong_state"))
    hands = {
        done.deed for done in case.surroundings.hands if done.person_id == case.actor.person_id
    }
    if deeds := hands & set(map(str, BEFORE_AUDIT)):
        reasons.append(Reason("another_person", {"deeds": sorted(deeds)}))
    return reasons
