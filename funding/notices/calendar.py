"""Dates as a calendar file (RFC 5545), for a clerk's own calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from funding.notices.letters import short_date

DAY = timedelta(days=1)
WARNINGS = (timedelta(days=14), timedelta(days=3))


@dataclass(frozen=True, slots=True)
class Entry:
    """A day (Berlin): ``key`` makes its lasting id, ``warned`` sets alarms before it."""

    key: str
    on: date
    title: str
    warned: bool = False


def written(
    entries: Iterable[Entry], url: str, now: datetime, language: str, sequence: int = 0
) -> bytes:
    """Write a calendar; the id of an event stays, so that a later import replaces an earlier."""
    host = url.partition("://")[2].partition("/")[0].partition(":")[0]
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//Foerderportal Kommunale Praevention//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in entries:
        event = Event()
        event.add("uid", f"{one.key}@{host}")
        event.add("dtstamp", now)
        event.add("dtstart", one.on)
        event.add("dtend", one.on + DAY)
        event.add("summary", one.title)
        event.add("url", url)
        event.add("transp", "TRANSPARENT")
        if sequence:
            event.add("sequence", sequence)
        for before in WARNINGS if one.warned else ():
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"{one.title} ({short_date(one.on, language)})")
            alarm.add("trigger", -before)
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
