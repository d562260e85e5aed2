"""Which step, act or threshold owes a kind of notice, and to whom."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from funding.notices.catalogue import OWED, Owed
from funding.notices.reminders import REMINDERS, Threshold

# What is told of a case; calls and the funds tell theirs without one.
OF_A_CASE = frozenset(
    {
        *("application", "opinion", "decision_notice", "drawdown"),
        *("change", "interim_proof", "recovery", "remedy", "interest_claim", "act"),
    }
)
NOT_OF_A_CASE = frozenset({"budget_warning"})
FAILED = "delivery_failed"


class ByStep(NamedTuple):
    """A step of a workflow, or an act that is none (workflow "act"), owes a kind of notice."""

    workflow: str
    trigger: str
    owed: Owed


class ByDay(NamedTuple):
    """A threshold of a kind of deadline owes a kind of notice."""

    deadline: str
    threshold: Threshold


@cache
def steps_owing(kind: str) -> tuple[ByStep, ...]:
    """Return the steps and acts that owe a kind of notice, in the order of the procedure."""
    return tuple(
        ByStep(workflow, str(trigger), owed)
        for (workflow, trigger), row in OWED.items()
        if workflow in OF_A_CASE
        for owed in row
        if owed.kind == kind
    )


@cache
def days_owing(kind: str) -> tuple[ByDay, ...]:
    """Return the thresholds that owe a kind of notice."""
    return tuple(
        ByDay(deadline, threshold)
        for deadline, row in REMINDERS.items()
        for threshold in row
        if threshold.kind == kind
    )


@cache
def kinds_of_a_case() -> tuple[str, ...]:
    """Return every kind of notice that a case can owe, in the order of the procedure."""
    stepwise = [o.kind for (flow, _), row in OWED.items() if flow in OF_A_CASE for o in row]
    daily = [threshold.kind for row in REMINDERS.values() for threshold in row]
    found = dict.fromkeys((*stepwise, *daily))
    return tuple(kind for kind in found if kind not in NOT_OF_A_CASE)


def act_owing(kind: str) -> str:
    """Return the act, no step of a workflow, that owes a kind of notice."""
    return next((one.trigger for one in steps_owing(kind) if one.workflow == "act"), "")
