"""How much may be drawn by type of financing, and until when, by a table and by properties."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law.drawing import drawable, last_day_to_draw, last_need
from funding.law.financing import Award, Financing
from funding.law.grants import Figures
from tests.law.tables import table

TABLE = table("drawing")
CENTS = st.integers(0, 10**9)


def cents(euros: float) -> int:
    return round(euros * 100)


def award_of(base: dict[str, Any]) -> Award:
    return Award(Financing(base["type"]), Figures(cents(base["eligible"])), cents(base["grant"]))


@pytest.mark.parametrize("row", TABLE["rows"], ids=lambda row: str(row["name"]))
def test_what_may_be_drawn_is_what_the_table_says(row: dict[str, Any]) -> None:
    award = award_of(TABLE["bases"][row["base"]])
    assert drawable(award, cents(row["spent"]), cents(row["need"])) == cents(row["most"])


@given(st.sampled_from(Financing), CENTS, CENTS, CENTS, CENTS, CENTS)
def test_more_spent_never_lets_less_be_drawn_nor_ever_more_than_the_award(
    kind: Financing, eligible: int, grant: int, spent: int, need: int, more: int
) -> None:
    award = Award(kind, Figures(eligible), grant)
    found = drawable(award, spent, need)
    assert 0 <= found <= grant
    assert found <= drawable(award, spent + more, need)
    assert found == drawable(award, need, spent)


def test_the_share_of_no_plan_is_nothing() -> None:
    assert drawable(Award(Financing.SHARE, Figures(0), 500), 100, 100) == 0


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 1, 15), date(2026, 3, 15)),
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2027, 12, 31), date(2028, 2, 29)),
    ],
)
def test_money_is_needed_within_two_months_by_the_calendar(day: date, last: date) -> None:
    assert last_need(day, 2) == last


def test_the_last_day_for_drawdowns_is_month_and_day_of_the_rule() -> None:
    assert last_day_to_draw(2026, 1115) == date(2026, 11, 15)
