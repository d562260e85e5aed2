"""Days of the law are days in Berlin; instants are UTC. This is where one becomes the other."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def local_date(instant: datetime) -> date:
    """Return the day in Berlin on which an aware instant falls."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(BERLIN).date()


def start_of_day(day: date) -> datetime:
    """Return the instant (UTC) at which a day begins in Berlin."""
    return datetime.combine(day, time.min, BERLIN).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Return the instant (UTC) of 24:00 of a day in Berlin, the first no longer belonging to it."""
    return start_of_day(day + timedelta(days=1))


def at_hour(day: date, hour: int) -> datetime:
    """Return the instant (UTC) of a full hour of a day in Berlin."""
    return datetime.combine(day, time(hour), BERLIN).astimezone(UTC)


def last_day(end: datetime) -> date:
    """Return the last day (Berlin) that lies wholly or partly before an end instant."""
    return local_date(end - timedelta(microseconds=1))
