"""A claim in parts: they add up, come month by month, and none is less than a euro."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law.instalments import due_by, instalments, next_due

SUMS = st.integers(1_000, 10**9)
COUNTS = st.integers(2, 10)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(SUMS, COUNTS, DAYS)
def test_the_parts_add_up_and_only_the_last_bears_cents(cents, count, first):
    plan = instalments(cents, count, first)
    assert sum(one.cents for one in plan) == cents
    assert len(plan) == count
    assert {one.cents for one in plan[:-1]} == {cents // count // 100 * 100}
    assert plan[-1].cents >= plan[0].cents
    assert [one.due_on for one in plan] == sorted({one.due_on for one in plan})


@given(SUMS, COUNTS, DAYS)
def test_what_is_due_grows_by_one_part_on_its_day(cents, count, first):
    plan = instalments(cents, count, first)
    assert due_by(plan, date(2019, 12, 31)) == 0
    assert due_by(plan, plan[0].due_on) == plan[0].cents
    assert due_by(plan, plan[-1].due_on) == cents


def test_a_plan_from_the_last_of_a_month_keeps_to_the_last():
    plan = instalments(60_001, 4, date(2023, 1, 31))
    assert [one.due_on for one in plan] == [
        date(2023, 1, 31),
        date(2023, 2, 28),
        date(2023, 3, 31),
        date(2023, 4, 30),
    ]
    assert [one.cents for one in plan] == [15_000, 15_000, 15_000, 15_001]


@pytest.mark.parametrize(
    ("paid", "day"),
    [
        (0, date(2023, 1, 31)),
        (14_999, date(2023, 1, 31)),
        (15_000, date(2023, 2, 28)),
        (45_000, date(2023, 4, 30)),
        (60_001, date(2023, 4, 30)),
    ],
)
def test_the_next_part_is_the_first_that_is_not_paid_in_full(paid, day):
    assert next_due(instalments(60_001, 4, date(2023, 1, 31)), paid) == day


@pytest.mark.parametrize(("cents", "count"), [(199, 2), (60_000, 0), (60_000, -1), (99, 1)])
def test_a_part_of_less_than_a_euro_is_no_plan(cents, count):
    with pytest.raises(ValueError, match=str(count)):
        instalments(cents, count, date(2023, 1, 31))
