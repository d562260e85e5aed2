"""A claim paid in monthly parts: which part is due when, and how much of it by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from funding.law.spans import add_months


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part in cents, payable until a day (Berlin)."""

    due_on: date
    cents: int


def instalments(cents: int, count: int, first_on: date) -> tuple[Instalment, ...]:
    """Split a sum into monthly parts of whole euros; the last one bears what is left over.

    Raises ``ValueError`` where a part would be less than a euro, or there is none.
    """
    part = cents // count // 100 * 100 if count > 0 else 0
    if part <= 0:
        raise ValueError(count)
    days = [add_months(first_on, number) for number in range(count)]
    sums = [part] * (count - 1) + [cents - part * (count - 1)]
    return tuple(Instalment(day, one) for day, one in zip(days, sums, strict=True))


def due_by(plan: tuple[Instalment, ...], day: date) -> int:
    """Return how much of a plan is payable until a day, that day included, in cents."""
    return sum(one.cents for one in plan if one.due_on <= day)


def next_due(plan: tuple[Instalment, ...], paid_cents: int) -> date:
    """Return the day of the first part that is not paid in full; of the last one, if all are."""
    owed = 0
    for one in plan:
        owed += one.cents
        if owed > paid_cents:
            return one.due_on
    return plan[-1].due_on
