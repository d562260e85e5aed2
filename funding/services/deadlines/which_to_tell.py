"""Which thresholds of a deadline are to be told at an instant, and which are passed over. Pure."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from funding.law import berlin
from funding.notices.reminders import REMINDERS, Ruled, Threshold, told_days
from funding.services.deadlines.look_again import OPENS, RIGHTS, look_again


class Dates(NamedTuple):
    """What decides when somebody is told of a deadline; days are days in Berlin.

    ``ruled``: how many days the dated rules say that its thresholds name.
    """

    kind: str
    due_on: date
    due_at: datetime
    set_on: date
    ruled: Ruled = ()


def pending(deadline: Dates, told: Container[str], now: datetime) -> list[Threshold]:
    """List the thresholds of a deadline whose time has come and that are not recorded yet."""
    today = berlin.local_date(now)
    opened = now >= berlin.at_hour(today, OPENS)
    days = told_days(deadline.kind, deadline.due_on, deadline.set_on, deadline.ruled)
    return [
        threshold
        for threshold, day in days
        if (day < today or (day == today and opened)) and threshold.name not in told
    ]


def still_relevant(
    threshold: Threshold, pending_now: Sequence[Threshold], deadline: Dates, now: datetime
) -> bool:
    """Tell whether a threshold is told or passed over: only the latest, and none too late.

    A telling ahead of a deadline is not sent once its day is over, nor where the deadline was
    set after the day on which it would have been told. What stands apart is never passed over.
    """
    if threshold.apart:
        return True
    if threshold.days < 0 and not threshold.from_start:
        ahead = [t for t in pending_now if t.days < 0]
        early = threshold.told_on(deadline.due_on, deadline.set_on) >= deadline.set_on
        return berlin.local_date(now) <= deadline.due_on and threshold == ahead[-1] and early
    later = [t for t in pending_now if t.days >= 0 or t.from_start]
    return threshold == later[-1]


class Come(NamedTuple):
    """What has come of a deadline: thresholds by name, each told or passed over; what is next.

    ``look`` is when the clock looks again; ``over`` tells that a period that is a right and no
    task is over, and everything is told of it.
    """

    passed: tuple[tuple[str, bool], ...]
    look: datetime | None
    over: bool


@lru_cache(maxsize=4096)
def come(deadline: Dates, told: frozenset[str], now: datetime) -> Come:
    """Work out what is to be recorded of a deadline; many that are due at once are alike."""
    found = pending(deadline, told, now)
    passed = tuple((one.name, still_relevant(one, found, deadline, now)) for one in found)
    known = told | {one.name for one in found}
    kind, due_on, due_at, set_on, ruled = deadline
    look = look_again(kind, due_on, due_at, set_on, known, ruled)
    right = deadline.kind in RIGHTS and deadline.due_at <= now
    return Come(passed, look, right and {t.name for t in REMINDERS[deadline.kind]} <= known)
