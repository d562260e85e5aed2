"""The dates of a call as a calendar file (RFC 5545), for a clerk's own calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from icalendar import Alarm, Calendar, Event

from funding.forms.speech import language
from funding.law import berlin
from funding.notices.letters import short_date
from funding.queries.administration.calls import CallSummary

DAY = timedelta(days=1)
WARNINGS = (timedelta(days=14), timedelta(days=3))


@dataclass(frozen=True, slots=True)
class ProgrammeDate:
    """A day (Berlin) of the programme: ``kind`` makes its id, ``warned`` sets alarms before it."""

    kind: str
    on: date
    title: str
    warned: bool = False


def programme_dates(call: CallSummary, last_draw: int) -> Iterator[ProgrammeDate]:
    """List the dates of a call; ``last_draw`` is month and day as one number, such as 1115."""
    code = call.code
    yield ProgrammeDate(
        "opening", berlin.local_date(call.opens_at), str(_("Call %(code)s opens", code=code))
    )
    yield ProgrammeDate(
        "closing",
        berlin.last_day(call.closes_at),
        str(_("Call %(code)s: applications until midnight", code=code)),
        warned=True,
    )
    yield ProgrammeDate(
        "last-draw",
        date(call.year, last_draw // 100, last_draw % 100),
        str(_("Call %(code)s: last payment request of the year", code=code)),
    )


def calendar_of(
    call: CallSummary, dates: Iterator[ProgrammeDate], url: str, now: datetime
) -> bytes:
    """Write the calendar; the id of an event stays, so that a second import replaces the first."""
    host = url.partition("://")[2].partition("/")[0].partition(":")[0]
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//Foerderportal Kommunale Praevention//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in dates:
        event = Event()
        event.add("uid", f"call-{call.code}-{one.kind}@{host}")
        event.add("dtstamp", now)
        event.add("dtstart", one.on)
        event.add("dtend", one.on + DAY)
        event.add("summary", one.title)
        event.add("url", url)
        event.add("transp", "TRANSPARENT")
        for before in WARNINGS if one.warned else ():
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"{one.title} ({short_date(one.on, language())})")
            alarm.add("trigger", -before)
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
