"""Dates as a calendar file (RFC 5545), for a clerk's own calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from funding.notices.letters import short_date

DAY = timedelta(days=1)
AGAIN = "PT6H"
WARNINGS = (timedelta(days=14), timedelta(days=3))


@dataclass(frozen=True, slots=True)
class Entry:
    """A day (Berlin): ``key`` makes its lasting id, ``warned`` sets alarms before it.

    ``path`` and ``sequence`` are its own, where a calendar holds days of many cases.
    """

    key: str
    on: date
    title: str
    warned: bool = False
    path: str = ""
    sequence: int = 0


def written(  # noqa: PLR0913 - a calendar has entries, a portal, an hour, a language, a name
    entries: Iterable[Entry],
    url: str,
    now: datetime,
    language: str,
    sequence: int = 0,
    name: str = "",
) -> bytes:
    """Write a calendar; the id of an event stays, so that a later import replaces an earlier.

    One with a name is subscribed to, and asked for anew every few hours.
    """
    host = url.partition("://")[2].partition("/")[0].partition(":")[0]
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//Foerderportal Kommunale Praevention//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval;value=duration", AGAIN)
        calendar.add("x-published-ttl", AGAIN)
    for one in entries:
        event = Event()
        event.add("uid", f"{one.key}@{host}")
        event.add("dtstamp", now)
        event.add("dtstart", one.on)
        event.add("dtend", one.on + DAY)
        event.add("summary", one.title)
        event.add("url", url + one.path)
        event.add("transp", "TRANSPARENT")
        if later := one.sequence or sequence:
            event.add("sequence", later)
        for before in WARNINGS if one.warned else ():
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"{one.title} ({short_date(one.on, language)})")
            alarm.add("trigger", -before)
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
