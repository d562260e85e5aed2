"""Answers about the proposed amount: within the rate of what stays eligible, cuts reasoned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.law import grants
from funding.queries.case import Case
from funding.words.visible import said


def amount_of(case: Case) -> int:
    """Return the proposed amount in cents; what was asked for where none is named."""
    amount = case.given("amount_cents")
    if amount is None:
        return case.application.requested_cents
    return amount if type(amount) is int else 0  # a yes is no amount


def within_rate(case: Case) -> bool:
    """Is the amount positive and at most the rate of what stays eligible, and the request?"""
    return 0 < amount_of(case) <= min(_highest(case), case.application.requested_cents)


def _highest(case: Case) -> int:
    """Return the highest grant in cents of what stays eligible after the cuts of single lines."""
    left = case.eligible_cents - sum(cut["cents"] for cut in case.given("cuts") or ())
    return grants.highest_grant(max(0, left), case.rule("rate_percent"))


def _fitting(case: Case, cut: Mapping[str, Any]) -> bool:
    """Tell whether a cut is reasoned and takes no more than is eligible of its line."""
    eligible = {line.position: line.eligible_cents for line in case.lines}
    fits = 0 < cut["cents"] <= eligible.get(cut["position"], 0)
    return fits and said(cut["reason"])


def cuts_reasoned(case: Case) -> bool:
    """Is every cut, of the request or of a line, reasoned (§ 39 VwVfG), and none too large?"""
    if not all(_fitting(case, cut) for cut in case.given("cuts") or ()):
        return False
    if case.details is None or amount_of(case) >= case.application.requested_cents:
        return True
    return said(case.given("reason"))


def rate_params(case: Case) -> dict[str, Any]:
    """Return the numbers that a refusal tells: the highest grant in cents, and the rate."""
    return {"highest": _highest(case), "rate": case.rule("rate_percent")}
