"""How much of a grant may be drawn by what is spent and due (Nr. 7 VVK, Nr. 1.4 ANBest-K)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from funding.law.financing import Award, Financing
from funding.law.spans import add_months

MONTH_STEP = 100


def drawable(award: Award, spent_cents: int, need_cents: int) -> int:
    """Return how much may have been drawn in all (cents, rounded down), never above the award.

    ``spent_cents`` was spent on eligible lines so far, ``need_cents`` is due within the use period.
    """
    due = max(0, spent_cents) + max(0, need_cents)
    return max(0, min(award.grant_cents, RULES[award.financing](award, due)))


def _share(award: Award, due: int) -> int:
    """Anteilfinanzierung: only in proportion to what others and the town itself put in."""
    planned = award.planned.eligible_cents
    return award.grant_cents * due // planned if planned else 0


def _gap(award: Award, due: int) -> int:
    """Fehlbedarfsfinanzierung: the town's own money and that of others comes first."""
    return due - (award.planned.eligible_cents - award.grant_cents)


def _whole(_award: Award, due: int) -> int:
    """Festbetrag and Vollfinanzierung: whatever is due."""
    return due


RULES: Mapping[Financing, Callable[[Award, int], int]] = {
    Financing.SHARE: _share,
    Financing.GAP: _gap,
    Financing.FIXED: _whole,
    Financing.UNIT: _whole,
    Financing.FULL: _whole,
}


def last_need(on: date, months: int) -> date:
    """Return the last day for which money may be drawn on a day (Nr. 1.4 ANBest-K)."""
    return add_months(on, months)


def last_day_to_draw(year: int, month_day: int) -> date:
    """Return the last day of a year for drawdowns, from a rule value such as 1115."""
    return date(year, month_day // MONTH_STEP, month_day % MONTH_STEP)
