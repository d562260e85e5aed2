"""When a notice counts as notified, when remedies end, when it is final, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from funding.law.periods import (
    FOUR_DAY_RULE_SINCE,
    Explanation,
    end_of_period,
    final_on,
    notification,
)
from funding.queries.case import Case

DAYS_BEFORE_2025, DAYS_SINCE_2025 = 3, 4


@dataclass(frozen=True, slots=True)
class NoticeDates:
    """The days of a notice with the steps of their computation."""

    notified_on: date
    remedy_ends_on: date
    final_on: date
    steps: tuple[Explanation, ...]


def deemed(issued_on: date, channel: str) -> Explanation:
    """Explain the day on which a notice sent on a day counts as notified."""
    days = DAYS_SINCE_2025 if issued_on >= FOUR_DAY_RULE_SINCE else DAYS_BEFORE_2025
    return notification(issued_on, channel, days=days)


def notice_dates(
    case: Case, issued_on: date, channel: str, notified_on: date | None, waived_on: date | None
) -> NoticeDates:
    """Compute remedy and finality from the day of notification, typed or deemed."""
    fiction = deemed(issued_on, channel)
    notified = notified_on or fiction.date
    remedy = end_of_period(notified, months=case.rule("remedy_months"))
    first = (fiction,) if notified == fiction.date else ()
    return NoticeDates(
        notified, remedy.end, final_on(remedy.end, waived_on), (*first, *remedy.steps)
    )
