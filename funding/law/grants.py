"""Arithmetic of grants in cents (RL KommPräv, VVK): rate, own share, floor, relief, lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Figures:
    """Eligible expenditure and other income of a plan or of what became of it, in cents."""

    eligible_cents: int
    income_cents: int = 0


def highest_grant(eligible_cents: int, rate_percent: int) -> int:
    """Return the highest grant in cents: the rate of the eligible expenditure, rounded down."""
    return eligible_cents * rate_percent // PERCENT


def own_share_needed(eligible_cents: int, share_percent: int) -> int:
    """Return the least own share in cents, rounded up."""
    return -(-eligible_cents * share_percent // PERCENT)


def above_floor(grant_cents: int, floor_cents: int, *, exception: bool = False) -> bool:
    """Tell whether a grant exceeds the floor in cents, or one of the exceptions is reasoned."""
    return grant_cents > floor_cents or (exception and grant_cents > 0)


def relief(planned: Figures, actual: Figures) -> int:
    """Return in cents by how much costs fell and income rose, one set off against the other."""
    saved = planned.eligible_cents - actual.eligible_cents
    earned = actual.income_cents - planned.income_cents
    return max(0, saved + earned)


def to_repay(paid_cents: int, final_cents: int) -> int:
    """Return what was paid above the final grant, in cents."""
    return max(0, paid_cents - final_cents)


def still_to_pay(paid_cents: int, final_cents: int) -> int:
    """Return what is missing to the final grant, in cents."""
    return max(0, final_cents - paid_cents)


def recognised(planned_cents: int, actual_cents: int, tolerance_percent: int) -> int:
    """Return what is recognised of one line in cents: at most the plan and the tolerated excess."""
    highest = planned_cents * (PERCENT + tolerance_percent) // PERCENT
    return min(actual_cents, highest)


def recognised_in_all(lines: Iterable[tuple[int, int]], tolerance_percent: int) -> int:
    """Return what is recognised of (planned, actual) lines in cents, at most the whole plan."""
    lines = tuple(lines)
    plan = sum(planned for planned, _actual in lines)
    return min(plan, sum(recognised(p, a, tolerance_percent) for p, a in lines))
