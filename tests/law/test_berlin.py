from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law import berlin

DAYS = st.dates(date(1996, 1, 1), date(2060, 1, 1))


def test_the_end_of_a_day_is_midnight_in_berlin() -> None:
    assert berlin.end_of_day(date(2026, 10, 15)) == datetime(2026, 10, 15, 22, tzinfo=UTC)
    assert berlin.end_of_day(date(2026, 12, 31)) == datetime(2026, 12, 31, 23, tzinfo=UTC)


def test_the_days_on_which_the_clocks_change() -> None:
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    length = berlin.end_of_day(spring) - berlin.start_of_day(spring)
    assert length == timedelta(hours=23)
    length = berlin.end_of_day(autumn) - berlin.start_of_day(autumn)
    assert length == timedelta(hours=25)
    assert berlin.at_hour(spring, 7) == datetime(2026, 3, 29, 5, tzinfo=UTC)


def test_an_instant_without_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="zone"):
        berlin.local_date(datetime(2026, 1, 1, 12))  # noqa: DTZ001 - that is the point


@given(DAYS)
def test_a_day_begins_and_ends_with_itself(day: date) -> None:
    start, end = berlin.start_of_day(day), berlin.end_of_day(day)
    blink = timedelta(microseconds=1)
    assert berlin.local_date(start) == berlin.local_date(end - blink) == day
    assert berlin.local_date(start - blink) == day - timedelta(days=1)
    assert berlin.local_date(end) == day + timedelta(days=1)


@given(DAYS)
def test_a_period_that_ends_at_midnight_had_its_last_day_before(day: date) -> None:
    assert berlin.last_day(berlin.end_of_day(day)) == day
    assert berlin.last_day(berlin.at_hour(day, 12)) == day
