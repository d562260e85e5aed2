"""Arithmetic of grants in cents (RL KommPräv, VVK): rate, own share, floor, final amount."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from funding.law.money import euro

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Figures:
    """Eligible expenditure and other income of a plan or of what became of it, in cents."""

    eligible_cents: int
    income_cents: int = 0


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One line of a computation: what, on which ground, and the amount in cents it gives."""

    text: str
    basis: str
    cents: int


@dataclass(frozen=True, slots=True)
class FinalGrant:
    """A final grant in cents, and how it came about, line by line."""

    cents: int
    lines: tuple[Reckoning, ...]


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


def final_grant_explained(
    planned: Figures,
    actual: Figures,
    approved_cents: int,
    rate_percent: int,
    *,
    unit_cents: int = 1,
) -> FinalGrant:
    """Compute the final grant of an Anteilfinanzierung, rounded down once, to a unit in cents.

    Lower costs or higher income relieve both sides in proportion (Nr. 2 ANBest-K); the rate of
    the programme is never exceeded, and the grant never rises above what was approved.
    """
    if planned.eligible_cents <= 0:
        return FinalGrant(0, (Reckoning("Keine zuwendungsfähigen Ausgaben geplant", "VVK", 0),))
    eased = relief(planned, actual)
    share = Fraction(approved_cents, planned.eligible_cents)
    proportional = max(Fraction(0), approved_cents - share * eased)
    highest = Fraction(actual.eligible_cents * rate_percent, PERCENT)
    exact = min(Fraction(approved_cents), proportional, highest)
    grant = int(exact // unit_cents) * unit_cents
    lines = (
        Reckoning("Bewilligte Zuwendung", "Zuwendungsbescheid", approved_cents),
        Reckoning("Anerkannte Ausgaben", "Verwendungsnachweis", actual.eligible_cents),
        Reckoning("Minderausgaben und Mehreinnahmen", "Nr. 2 ANBest-K", eased),
        Reckoning(
            f"Anteilig ermäßigt: {euro(approved_cents)} von {euro(planned.eligible_cents)}",
            "Nr. 2 ANBest-K",
            int(proportional),
        ),
        Reckoning(
            f"Höchstens {rate_percent} % der anerkannten Ausgaben", "RL KommPräv", int(highest)
        ),
        Reckoning("Endgültige Zuwendung, abgerundet", "Zuwendungsbescheid", grant),
    )
    return FinalGrant(grant, lines)


def final_grant(
    planned: Figures,
    actual: Figures,
    approved_cents: int,
    rate_percent: int,
    *,
    unit_cents: int = 1,
) -> int:
    """Return the final grant of an Anteilfinanzierung in cents, rounded down once at the end."""
    found = final_grant_explained(
        planned, actual, approved_cents, rate_percent, unit_cents=unit_cents
    )
    return found.cents


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
