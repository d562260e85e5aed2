from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law import periods, workdays
from funding.law.berlin import local_date
from funding.law.notifying import deemed_notified
from funding.law.periods import end_of_period
from tests.law.tables import table

TABLE = table("periods")
UNITS = ("days", "weeks", "months", "years", "half_years", "quarters", "half_months")
LENGTHS = (*UNITS, "inclusive", "fixed", "backwards")
DAYS = st.dates(date(2018, 1, 1), date(2060, 1, 1))


def named(row: dict[str, Any]) -> str:
    return str(row["name"])


@pytest.mark.parametrize("row", TABLE["remedy"] + table("vectors_remedy"), ids=named)
def test_the_period_of_remedy_runs_from_the_deemed_day(row: dict[str, Any]) -> None:
    notified = deemed_notified(row["posted"], "post")
    month = end_of_period(notified, months=1)
    assert notified == row["notified"]
    assert (month.raw_end, month.end) == (row["raw"], row["end"])
    assert end_of_period(notified, years=1).end == row["year"]


@pytest.mark.parametrize("row", TABLE["periods"] + table("vectors_periods"), ids=named)
def test_periods_end_as_the_table_says(row: dict[str, Any]) -> None:
    period = end_of_period(row["event"], **{k: row[k] for k in LENGTHS if k in row})
    assert (period.raw_end, period.end) == (row["raw"], row["end"])


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


@given(DAYS, st.integers(1, 60), st.integers(0, 14))
def test_an_extension_is_counted_from_the_old_end(day: date, weeks: int, late: int) -> None:
    old = periods.set_by_office(day, weeks=weeks)
    longer = periods.extended(old.end, decided_on=old.end + timedelta(late), weeks=weeks)
    alone = end_of_period(old.end, weeks=weeks)
    assert (longer.raw_end, longer.end) == (alone.raw_end, alone.end)
    assert longer.end > old.end
    told = [step.basis for step in longer.steps]
    assert ("§ 31 Abs. 7 Satz 2 VwVfG" in told) == (late > 0)


@given(DAYS, st.integers(0, 90), st.integers(0, 30))
def test_a_first_day_that_counts_brings_the_end_nearer_by_a_day_at_most(
    day: date, days: int, months: int
) -> None:
    without = end_of_period(day, days=days + 1, months=months).raw_end
    counting = end_of_period(day, days=days + 1, months=months, inclusive=True).raw_end
    assert without - timedelta(1) <= counting <= without


@given(DAYS, st.integers(0, 400))
def test_neither_a_fixed_day_nor_the_end_of_a_benefit_is_shifted(day: date, days: int) -> None:
    for kept in ({"fixed": True}, {"benefit": True}):
        period = end_of_period(day, days=days, **kept)
        assert period.end == period.raw_end == day + timedelta(days)


def test_a_benefit_ends_on_its_last_day_and_says_so() -> None:
    period = end_of_period(date(2026, 1, 31), months=9, benefit=True)
    assert (period.end, period.steps[-1].basis) == (date(2026, 10, 31), "§ 31 Abs. 4 VwVfG")
    fixed = end_of_period(date(2026, 1, 31), months=9, fixed=True)
    assert fixed.steps[-1].basis == "§ 31 Abs. 3 Satz 2 VwVfG"


def test_a_period_that_the_office_has_set_cites_its_own_paragraphs() -> None:
    steps = periods.set_by_office(date(2026, 3, 20), weeks=2).steps  # V18
    told = [step.basis for step in steps]
    assert told == ["§ 31 Abs. 2 VwVfG", "§ 188 Abs. 2 BGB", "§ 31 Abs. 3 Satz 1 VwVfG"]
    assert steps[0].date == date(2026, 3, 21)


def test_half_a_month_after_months_comes_last_and_is_explained() -> None:
    period = end_of_period(date(2026, 1, 30), months=1, half_months=1)
    assert period.raw_end == date(
        2026, 3, 15
    )  # 28 February and 15 days, not 14 February and a month
    told = [step.basis for step in period.steps]
    assert told[1:4] == ["§ 189 BGB", "§ 188 Abs. 3 BGB", "§ 188 Abs. 2 BGB"]


@pytest.mark.parametrize("day", [date(2026, 3, 27), date(2026, 10, 23)])
def test_a_period_is_over_at_midnight_in_berlin_on_the_nights_of_the_clocks_too(day: date) -> None:
    period = end_of_period(day, weeks=1)
    assert local_date(period.over_at) == period.end + timedelta(1)
    assert local_date(period.over_at - timedelta(microseconds=1)) == period.end


@given(DAYS, st.integers(0, 60), st.integers(0, 30), st.booleans(), st.booleans())
def test_every_step_is_told_in_both_languages_with_a_paragraph(
    day: date, days: int, months: int, inclusive: bool, backwards: bool
) -> None:
    flags = {"inclusive": inclusive, "backwards": backwards}
    for step in end_of_period(day, days=days, months=months, half_years=1, **flags).steps:
        assert step.basis.startswith("§")
        assert step.in_("de") == step.text != step.english == step.in_("en")
        assert step.text.endswith(".")
        assert step.english.endswith(".")
