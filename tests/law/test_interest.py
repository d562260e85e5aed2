"""Interest day by day, by a table; split at each new base rate; never with a rate unknown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law.interest import RateMissing, interest
from funding.services.administration.load_programme import known_values
from tests.law.tables import table

BASE = known_values("base_rate_basis_points")
POINTS = 500
FIRST, LAST = date(2016, 7, 1), date(2026, 6, 30)
DAYS = st.dates(FIRST, LAST)


def cents(euros: float) -> int:
    return round(euros * 100)


@pytest.mark.parametrize("row", table("interest"), ids=lambda row: str(row["name"]))
def test_interest_is_what_the_table_says(row: dict[str, Any]) -> None:
    found = interest(cents(row["amount"]), row["from"], row["to"], BASE, POINTS)
    assert found.cents == cents(row["total"])
    told = [[one.days, one.basis_points / 100, one.cents / 100] for one in found.spans]
    assert told == row["periods"]


@given(st.integers(0, 10**9), DAYS, DAYS)
def test_spans_cover_every_day_once_and_the_total_is_rounded_once(amount, one, other):
    first, last = min(one, other), max(one, other)
    found = interest(amount, first, last, BASE, POINTS)
    assert (found.spans[0].first, found.spans[-1].last) == (first, last)
    for before, after in zip(found.spans, found.spans[1:], strict=False):
        assert after.first == before.last + timedelta(days=1)
        assert after.first in BASE
    assert sum(span.days for span in found.spans) == (last - first).days + 1
    assert abs(found.cents - sum(span.exact for span in found.spans)) <= 0.5


@given(st.integers(1, 10**9), DAYS, DAYS)
def test_one_more_day_never_costs_less(amount, one, other):
    first, last = min(one, other), max(one, other)
    if last < LAST:
        longer = interest(amount, first, last + timedelta(days=1), BASE, POINTS)
        assert longer.cents >= interest(amount, first, last, BASE, POINTS).cents


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 6, 30), date(2026, 7, 1), "Basiszinssatz ab 01.07.2026 fehlt"),
        (date(2030, 1, 1), date(2030, 1, 2), "Basiszinssatz ab 01.07.2026 fehlt"),
        (date(2016, 6, 30), date(2016, 7, 1), "Basiszinssatz vor dem 01.07.2016 fehlt"),
    ],
)
def test_past_the_rates_that_are_known_it_stops_with_a_sentence(first, last, said):
    with pytest.raises(RateMissing, match=said):
        interest(100_000, first, last, BASE, POINTS)


def test_a_base_rate_far_below_zero_makes_no_negative_interest():
    first, last = date(2025, 1, 1), date(2025, 1, 2)
    assert interest(100_000, first, last, {first: -600}, POINTS).cents == 0
