"""A proof of use that does not come: when its town is reminded, warned, and can be heard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from funding.law import workdays


@dataclass(frozen=True, slots=True)
class Terms:
    """How long after its day the town is reminded, warned and heard; what a reminder grants."""

    reminder_days: int
    grace_weeks: int
    threat_days: int
    hearing_days: int


@dataclass(frozen=True, slots=True)
class Lateness:
    """The days (Berlin) of a late proof, each as it is planned.

    ``new_date`` is what the reminder names, a working day that is over before the threat;
    ``hearing_from`` the first day on which the town can be heard about a revocation.
    """

    due_on: date
    reminder_on: date
    new_date: date
    threat_on: date
    hearing_from: date


def lateness(due_on: date, terms: Terms, threatened_on: date | None = None) -> Lateness:
    """Date the steps of a late proof; a threat that came late leaves the town as much time."""
    new_date = due_on + timedelta(days=terms.reminder_days, weeks=terms.grace_weeks)
    threat_on = workdays.next_working_day(due_on + timedelta(days=terms.threat_days))
    hearing_from = due_on + timedelta(days=terms.hearing_days)
    if threatened_on is not None and threatened_on > threat_on:
        left = timedelta(days=terms.hearing_days - terms.threat_days)
        hearing_from = max(hearing_from, threatened_on + left)
    return Lateness(
        due_on,
        workdays.next_working_day(due_on + timedelta(days=terms.reminder_days)),
        workdays.previous_working_day(new_date),
        threat_on,
        hearing_from,
    )
