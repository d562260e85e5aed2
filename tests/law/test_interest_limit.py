"""Which interest has lapsed, by a table; and that nothing of it is lost or counted twice."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law.interest import Span
from funding.law.interest_limit import by_year, claimable, next_limit
from funding.law.outstanding import Owed, interest_on_balance
from funding.services.administration.load_programme import known_values
from tests.law.tables import table

BASE = known_values("base_rate_basis_points")
RATE = 365
DAYS = st.dates(date(2016, 7, 1), date(2026, 6, 29))
SUMS = st.integers(1, 10**9)


def owed(first: date, last: date, euros: int) -> Owed:
    days = (last - first).days + 1
    return Owed(euros * 100, Span(first, last, RATE, Fraction(euros * 100 * days, 10_000)))


def exact(parts) -> Fraction:
    return sum((part.span.exact for part in parts), Fraction(0))


@pytest.mark.parametrize("row", table("interest_limit"), ids=lambda row: str(row["name"]))
def test_interest_lapses_as_the_table_says(row: dict[str, Any]) -> None:
    parts = [owed(*part) for part in row["parts"]]
    found = by_year(parts, row["arises"], row["claimed"], row["years"])
    assert claimable(found).cents == row["total"] * 100
    assert [one.year for one in found if one.barred] == row["barred"]
    assert next_limit(found) == row["limit"]


@given(st.lists(st.tuples(DAYS, SUMS), min_size=1, max_size=4), DAYS, DAYS, DAYS)
def test_what_is_barred_and_what_can_be_claimed_are_the_whole(changes, last, arises, on):
    whole = interest_on_balance(changes, last, BASE, 500)
    found = by_year(whole.parts, arises, on, 3)
    barred = [part for one in found if one.barred for part in one.parts]
    left = claimable(found)
    assert exact(barred) + exact(left.parts) == exact(whole.parts)
    days = sum(part.span.days for part in (*barred, *left.parts))
    assert days == sum(part.span.days for part in whole.parts)
    if not barred:
        assert left.cents == whole.cents


@given(st.lists(st.tuples(DAYS, SUMS), min_size=1, max_size=4), DAYS, DAYS, DAYS)
def test_time_never_makes_more_of_it_and_no_piece_lies_in_two_years(changes, last, one, other):
    parts = interest_on_balance(changes, last, BASE, 500).parts
    first = parts[0].span.first if parts else last
    sooner, later = sorted((one, other))
    early, late = (by_year(parts, first, day, 3) for day in (sooner, later))
    assert claimable(early).cents >= claimable(late).cents
    pieces = [piece for year in early for piece in year.parts]
    assert all(piece.span.first.year == piece.span.last.year for piece in pieces)
    assert [year.year for year in early] == sorted({year.year for year in early})
