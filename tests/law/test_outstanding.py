"""Interest on what is owed while it changes, by a table; which of the payments were too much."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law.interest import RateMissing, interest
from funding.law.outstanding import interest_on_balance, overpaid_parts
from funding.services.administration.load_programme import known_values
from tests.law.tables import table

BASE = known_values("base_rate_basis_points")
POINTS = 500
DAYS = st.dates(date(2016, 7, 1), date(2026, 6, 29))
SUMS = st.integers(1, 10**9)


def cents(euros: float) -> int:
    return round(euros * 100)


@pytest.mark.parametrize("row", table("outstanding"), ids=lambda row: str(row["name"]))
def test_interest_on_a_balance_is_what_the_table_says(row: dict[str, Any]) -> None:
    changes = [(day, cents(euros)) for day, euros in row["changes"]]
    found = interest_on_balance(changes, row["last"], BASE, POINTS)
    assert found.cents == cents(row["total"])
    assert [part.span.days for part in found.parts] == row["days"]


@given(SUMS, DAYS, DAYS)
def test_what_is_paid_once_bears_the_interest_of_its_days(amount, one, other):
    paid, last = min(one, other), max(one, other)
    found = interest_on_balance([(paid, amount)], last, BASE, POINTS)
    first = paid + timedelta(days=1)
    assert found.cents == (interest(amount, first, last, BASE, POINTS).cents if last > paid else 0)


@given(st.lists(st.tuples(DAYS, SUMS), max_size=5), DAYS)
def test_parts_bear_what_each_bears_and_their_order_does_not_matter(changes, last):
    found = interest_on_balance(changes, last, BASE, POINTS)
    assert found == interest_on_balance(changes[::-1], last, BASE, POINTS)
    alone = [interest_on_balance([one], last, BASE, POINTS) for one in changes]
    assert abs(found.cents - sum(one.cents for one in alone)) <= len(changes)


@given(SUMS, DAYS, DAYS, DAYS)
def test_paying_back_earlier_never_costs_more(amount, paid, one, other):
    last = date(2026, 6, 30)
    sooner, later = (
        interest_on_balance([(paid, amount), (max(day, paid), -amount)], last, BASE, POINTS)
        for day in sorted((one, other))
    )
    assert sooner.cents <= later.cents


def test_a_balance_past_the_last_known_rate_stops():
    with pytest.raises(RateMissing, match=r"ab 01\.07\.2026 fehlt"):
        interest_on_balance([(date(2026, 6, 1), 1)], date(2026, 7, 1), BASE, POINTS)


MARCH, MAY, JULY = date(2025, 3, 1), date(2025, 5, 1), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("payments", "claim", "parts"),
    [
        ([(MARCH, 500), (MAY, 300)], 200, [(MAY, 200)]),
        ([(MARCH, 500), (MAY, 300)], 300, [(MAY, 300)]),
        ([(MARCH, 500), (MAY, 300)], 400, [(MARCH, 100), (MAY, 300)]),
        ([(MARCH, 500), (MAY, -100), (JULY, 50)], 100, [(MARCH, 50), (JULY, 50)]),
        ([(MARCH, 500), (MAY, 300), (JULY, -350)], 100, [(MARCH, 100)]),
        ([(MARCH, 500)], 900, [(MARCH, 500)]),
        ([], 100, []),
    ],
)
def test_the_latest_euros_are_those_that_were_too_much(payments, claim, parts):
    assert overpaid_parts(payments, claim) == tuple(parts)


@given(st.lists(st.tuples(DAYS, SUMS), min_size=1, max_size=5), SUMS)
def test_the_parts_add_up_to_the_claim_where_so_much_was_paid(payments, claim):
    ordered, paid = sorted(payments), sum(cents for _day, cents in payments)
    found = overpaid_parts(ordered, claim)
    assert sum(cents for _day, cents in found) == min(claim, paid)
    assert list(found) == sorted(found)
