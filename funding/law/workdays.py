"""Working days: Monday to Friday without the statewide public holidays (§ 1 SächsSFG)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

from funding.law.explanation import ENGLISH_WEEKDAYS, WEEKDAYS

SATURDAY = 5
DAY = timedelta(days=1)
# The library knows no holidays of Saxony before and after these years.
FIRST_KNOWN, LAST_KNOWN = 1991, 2100


@cache
def public_holidays(year: int, language: str = "de") -> dict[date, str]:
    """Return the statewide public holidays of Saxony in a year, with their names.

    Fronleichnam is not among them: it is a holiday in named places only, and a
    period ends where the act is done, at the seat of the authority (see ``corpus_christi``).
    """
    speech = "de" if language == "de" else "en_US"
    return dict(holidays.country_holidays("DE", subdiv="SN", years=year, language=speech))


def is_working_day(day: date) -> bool:
    """Tell whether offices work on this day; 24 and 31 December count as working days."""
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


def name_of(day: date, language: str = "de") -> str:
    """Return the name of a public holiday, or the day of the week."""
    names = WEEKDAYS if language == "de" else ENGLISH_WEEKDAYS
    return public_holidays(day.year, language).get(day, names[day.weekday()])


def next_working_day(day: date) -> date:
    """Return the day itself or, if it is none, the next working day (§ 31 Abs. 3 VwVfG)."""
    while not is_working_day(day):
        day += DAY
    return day


def previous_working_day(day: date) -> date:
    """Return the day itself or, if it is none, the working day before."""
    while not is_working_day(day):
        day -= DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """Return the working day that lies ``count`` (>= 0) working days after ``day``."""
    if count < 0:
        raise ValueError("working days are counted forwards")
    for _ in range(count):
        day = next_working_day(day + DAY)
    return next_working_day(day)


def working_days_between(start: date, end: date) -> int:
    """Count the working days after ``start`` up to and including ``end``; negative never."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(1 for day in days if is_working_day(day))
