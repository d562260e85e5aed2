"""The calendar of deadlines: what is due next for the reader, as a list and day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, render_template, request

from funding import clock
from funding.errors import NotFound
from funding.forms.speech import language
from funding.law import workdays
from funding.law.berlin import local_date
from funding.models.role import TOWN_ROLES
from funding.policy import permits
from funding.queries.deadlines import calendar
from funding.queries.reviewing.talk import tasks_of
from funding.web.due import Due, due, due_on
from funding.web.paging import cursor
from funding.web.signin import actor, only_signed_in
from funding.web.view import address, reader

pages = Blueprint("due_dates", __name__, url_prefix="/fristen")
only_signed_in(pages)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the strip: how many deadlines end on it, whether it is off, and the holiday."""

    on: date
    count: int
    off: bool
    holiday: str


@pages.get("")
def index() -> str:
    """List the open deadlines that concern the reader, the most urgent first."""
    who, today = actor(), local_date(clock.now())
    office, every = permits(who, "act", "see_queue"), request.args.get("umfang") == "alle"
    if not office and not who.has(*TOWN_ROLES):
        raise NotFound(request.path)
    whose = calendar.of_office(who, every=every) if office else calendar.of_towns(who.towns, today)
    given = calendar.asked(who, today)
    rows = calendar.deadlines(reader(), whose, given, cursor())
    counts = calendar.by_day(reader(), whose, given)
    last = rows[calendar.PAGE - 1] if len(rows) > calendar.PAGE else None
    place = f"{last.due_at.isoformat()}_{last.id}" if last else None
    scope = {"umfang": "alle"} if office and every else {}
    return render_template(
        "deadlines/calendar.html",
        rows=[(row, due(row.due_at)) for row in rows[: calendar.PAGE]],
        strip=[_day(today + timedelta(days=n), counts) for n in range(calendar.STRIP_DAYS)],
        overdue=sum(count for on, count in counts.items() if on < today),
        office=office,
        every=every,
        tasks=_tasks() if office and not every else [],
        more=address("due_dates.index", nach=place, **scope) if place else None,
    )


def _tasks() -> list[tuple[Any, Due]]:
    """List what colleagues have asked the reader to do by a day, the next first."""
    who = actor()
    if who.account_id is None:
        return []
    rows = tasks_of(reader(), who.account_id, who)
    return [(row, due_on(row.due_on)) for row in rows]


def _day(on: date, counts: dict[date, int]) -> Day:
    holiday = workdays.public_holidays(on.year, language()).get(on, "")
    return Day(on, counts.get(on, 0), not workdays.is_working_day(on), holiday)
