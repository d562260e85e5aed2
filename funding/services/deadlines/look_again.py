"""When the clock has to look at a deadline again: so that it never looks at the others."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime

from funding.law import berlin
from funding.notices.reminders import Ruled, told_days

# In Berlin, on working days, reminders go from the one hour to the other.
OPENS, CLOSES = 7, 18
# Who lets them pass has missed nothing, so nothing is overdue afterwards.
RIGHTS = frozenset({"remedy", "notice_remedy", "last_draw"})


def look_again(  # noqa: PLR0913 - what decides when somebody is told
    kind: str,
    due_on: date,
    due_at: datetime,
    set_on: date,
    told: Container[str] = (),
    ruled: Ruled = (),
) -> datetime | None:
    """Return the instant (UTC) from which the next threshold may be told; ``None`` after the last.

    A period that is a right is looked at once more when it is over. ``told`` are the names of
    the thresholds that were told or passed over in this version of the deadline, ``ruled`` the days
    that dated rules say.
    """
    days = [day for one, day in told_days(kind, due_on, set_on, ruled) if one.name not in told]
    if days:
        return berlin.at_hour(min(days), OPENS)
    return due_at if kind in RIGHTS else None
