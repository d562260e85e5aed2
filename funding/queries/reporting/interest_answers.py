"""Answers to what the closing of a case asks of its interest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from funding.models.recovery import INTEREST
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.reporting.claims import recovery_of
from funding.queries.reporting.interest import interest_of
from funding.queries.reporting.interest_claims import open_proposal
from workflows.recovery import OPEN


def interest_computed(case: Case) -> bool:
    """Are all base rates known that the interest of the case needs?"""
    return interest_of(case).missing is None


def interest_settled(case: Case) -> bool:
    """Is interest from the limit on claimed or given up? What is open is asked apart."""
    return open_proposal(case) is not None or not interest_of(case).asked


def interest_ended(case: Case) -> bool:
    """Is no proposal about interest undecided, and none of it still owed?"""
    claimed = recovery_of(case, INTEREST)
    return open_proposal(case) is None and (claimed is None or claimed.state not in OPEN)


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer for answer in (interest_computed, interest_settled, interest_ended)
}


def _sums(case: Case) -> dict[str, Any]:
    found = interest_of(case)
    return {"amount": found.cents, "floor": found.floor_cents}


def _rest(case: Case) -> dict[str, Any]:
    claimed, asked = recovery_of(case, INTEREST), open_proposal(case)
    return {"rest": claimed.rest_cents if claimed else asked.amount_cents if asked else 0}


PARAMS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "interest_computed": lambda case: {"date": interest_of(case).missing},
    "interest_settled": _sums,
    "interest_ended": _rest,
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    return PARAMS[code](case) if code in PARAMS else {}
