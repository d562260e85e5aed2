from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law import workdays
from tests.law.tables import table

DAYS = st.dates(date(2019, 1, 1), date(2060, 1, 1))
YEARS = range(1996, 2101)


def easter(year: int) -> date:
    """Easter Sunday after the Gregorian rule, by Oudin's arithmetic: a second opinion."""
    century = year // 100
    golden = year % 19
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    since = moon - sunday
    month = 3 + (since + 40) // 44
    return date(year, month, since + 28 - 31 * (month // 4))


def repentance(year: int) -> date:
    """Buß- und Bettag: the Wednesday before 23 November."""
    day = date(year, 11, 22)
    while day.weekday() != 2:
        day -= timedelta(days=1)
    return day


def by_hand(year: int) -> set[date]:
    moving = {easter(year) + timedelta(days=n) for n in (-2, 1, 39, 50)}
    fixed = {(1, 1), (5, 1), (10, 3), (10, 31), (12, 25), (12, 26)}
    return moving | {date(year, month, day) for month, day in fixed} | {repentance(year)}


@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_are_those_of_the_statute(year: int) -> None:
    known = {day for day in workdays.public_holidays(year) if day.weekday() < 5}
    lawful = {day for day in by_hand(year) if day.weekday() < 5}
    assert known == lawful


@pytest.mark.parametrize(("year", "days"), table("holidays").items())
def test_the_holidays_are_those_that_two_other_libraries_name(year: int, days: list[date]) -> None:
    assert sorted(workdays.public_holidays(year)) == days


@pytest.mark.parametrize("year", [2018, 2026, 2060])
def test_every_holiday_has_a_name_in_both_languages(year: int) -> None:
    english = workdays.public_holidays(year, "en")
    assert english.keys() == workdays.public_holidays(year).keys()
    assert not set(english.values()) & set(workdays.public_holidays(year).values())


@pytest.mark.parametrize(("year", "days"), table("periods")["holidays"].items())
def test_the_moving_holidays_of_the_table(year: int, days: list[date]) -> None:
    names = ("Karfreitag", "Ostermontag", "Christi Himmelfahrt", "Pfingstmontag")
    by_name = {name: day for day, name in workdays.public_holidays(year).items()}
    assert [by_name[name] for name in (*names, "Buß- und Bettag")] == days


@pytest.mark.parametrize("day", [date(2026, 1, 6), date(2026, 6, 4), date(2027, 11, 1)])
def test_days_that_are_holidays_elsewhere_are_working_days(day: date) -> None:
    assert workdays.is_working_day(day)


def test_the_eves_are_working_days() -> None:
    assert workdays.is_working_day(date(2025, 12, 24))
    assert workdays.is_working_day(date(2025, 12, 31))


def test_working_days_are_counted_over_easter() -> None:
    thursday = date(2026, 4, 2)
    assert workdays.add_working_days(thursday, 1) == date(2026, 4, 7)
    assert workdays.working_days_between(thursday, date(2026, 4, 7)) == 1
    assert workdays.add_working_days(date(2026, 4, 3), 0) == date(2026, 4, 7)
    assert workdays.name_of(date(2026, 11, 18)) == "Buß- und Bettag"
    assert workdays.name_of(date(2026, 11, 21)) == "Samstag"
    assert workdays.name_of(date(2026, 11, 21), "en") == "Saturday"
    assert workdays.name_of(date(2026, 4, 3), "en") == "Good Friday"
    with pytest.raises(ValueError, match="forwards"):
        workdays.add_working_days(thursday, -1)


@given(DAYS, st.integers(0, 60))
def test_counting_forth_and_between_agree(day: date, count: int) -> None:
    end = workdays.add_working_days(day, count)
    assert workdays.is_working_day(end)
    start = day if count else end
    assert workdays.working_days_between(start, end) == count


@given(DAYS)
def test_the_working_days_around_a_day(day: date) -> None:
    before, after = workdays.previous_working_day(day), workdays.next_working_day(day)
    assert before <= day <= after
    assert (before == day) == (after == day) == workdays.is_working_day(day)
