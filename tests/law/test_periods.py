from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law import periods, workdays
from funding.law.periods import deemed_notified, end_of_period
from tests.law.tables import table

TABLE = table("periods")
LENGTHS = ("days", "weeks", "months", "years", "inclusive", "fixed", "backwards")
DAYS = st.dates(date(2018, 1, 1), date(2060, 1, 1))


def named(row: dict[str, Any]) -> str:
    return str(row["name"])


@pytest.mark.parametrize("row", TABLE["remedy"], ids=named)
def test_the_period_of_remedy_runs_from_the_deemed_day(row: dict[str, Any]) -> None:
    notified = deemed_notified(row["posted"], "post")
    month = end_of_period(notified, months=1)
    assert notified == row["notified"]
    assert (month.raw_end, month.end) == (row["raw"], row["end"])
    assert end_of_period(notified, years=1).end == row["year"]


@pytest.mark.parametrize("row", TABLE["periods"], ids=named)
def test_periods_end_as_the_table_says(row: dict[str, Any]) -> None:
    period = end_of_period(row["event"], **{k: row[k] for k in LENGTHS if k in row})
    assert (period.raw_end, period.end) == (row["raw"], row["end"])


@pytest.mark.parametrize("row", TABLE["notification"], ids=named)
def test_each_channel_has_its_day(row: dict[str, Any]) -> None:
    assert deemed_notified(row["sent"], row["channel"]) == row["notified"]


def test_values_of_the_rule_of_notification_are_given() -> None:
    sent = date(2027, 3, 1)
    assert deemed_notified(sent, "post", switch_on=date(2028, 1, 1)) == date(2027, 3, 4)
    assert deemed_notified(sent, "post", days_after=6) == date(2027, 3, 7)
    with pytest.raises(ValueError, match="pigeon"):
        deemed_notified(sent, "pigeon")


def test_a_notice_not_retrieved_falls_away_after_ten_days() -> None:
    assert periods.retrieval_ends(date(2026, 5, 11)) == date(2026, 5, 21)  # V27


def test_a_waiver_makes_a_notice_final_at_once() -> None:
    end = end_of_period(deemed_notified(date(2026, 1, 27), "post"), months=1).end
    assert periods.final_on(end) == date(2026, 3, 3)
    assert periods.final_on(end, date(2026, 2, 5)) == date(2026, 2, 5)  # V31


def test_an_extension_runs_on_from_the_lawful_end() -> None:
    old = end_of_period(date(2026, 3, 20), weeks=2)
    longer = periods.extended(old.end, weeks=1)
    assert (old.end, longer.end) == (date(2026, 4, 7), date(2026, 4, 14))
    assert longer.steps[0].basis.startswith("§ 190 BGB")


def test_the_way_to_the_end_is_told_with_its_paragraphs() -> None:
    steps = end_of_period(date(2025, 3, 18), months=1).steps
    assert [step.basis for step in steps] == [
        "§ 187 Abs. 1 BGB",
        "§ 188 Abs. 2 BGB",
        "§ 31 Abs. 3 Satz 1 VwVfG, § 193 BGB",
    ]
    assert "Karfreitag" in steps[-1].text
    assert "Dienstag, 22.04.2025" in steps[-1].text
    clamped = end_of_period(date(2026, 8, 31), months=6).steps
    assert clamped[1].basis == "§ 188 Abs. 3 BGB"
    assert end_of_period(date(2026, 3, 2), days=3).steps[1].basis == "§ 188 Abs. 1 BGB"


def test_no_period_has_a_negative_length() -> None:
    with pytest.raises(ValueError, match="negative"):
        end_of_period(date(2026, 1, 1), days=-1)


@given(DAYS, st.integers(0, 90), st.integers(0, 30))
def test_a_period_ends_on_a_working_day_and_never_early(day: date, days: int, months: int) -> None:
    period = end_of_period(day, days=days, months=months)
    assert period.end >= period.raw_end >= day
    assert workdays.is_working_day(period.end)
    between = (period.raw_end + timedelta(n) for n in range((period.end - period.raw_end).days))
    assert not any(workdays.is_working_day(skipped) for skipped in between)
    assert period.steps[-1].date == period.end


@given(DAYS, DAYS, st.integers(0, 24))
def test_a_later_event_never_ends_sooner(one: date, other: date, months: int) -> None:
    first, last = sorted((one, other))
    assert end_of_period(first, months=months).end <= end_of_period(last, months=months).end
    assert end_of_period(first, months=months).end <= end_of_period(first, months=months + 1).end


@given(DAYS, st.integers(0, 90))
def test_backwards_never_too_late(day: date, days: int) -> None:
    period = end_of_period(day, days=days, backwards=True)
    assert period.end <= period.raw_end == day - timedelta(days=days)
    assert workdays.is_working_day(period.end)
    assert end_of_period(day, days=days, fixed=True).end == day + timedelta(days=days)


@given(DAYS, st.sampled_from(periods.CHANNELS))
def test_nobody_is_notified_before_the_letter_left(day: date, channel: str) -> None:
    assert day <= deemed_notified(day, channel) <= day + timedelta(days=4)
