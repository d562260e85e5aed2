from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law import grants
from funding.law.financing import Award, Financing, final
from funding.law.grants import Figures
from tests.law.tables import table

TABLE = table("grants")
CENTS = st.integers(0, 10**9)


def cents(euros: float) -> int:
    return round(euros * 100)


PLAN = TABLE["plan"]
PLANNED, APPROVED = Figures(cents(PLAN["eligible"])), cents(PLAN["approved"])


@pytest.mark.parametrize("row", TABLE["final"], ids=lambda row: str(row["name"]))
def test_the_final_grant_of_the_worked_examples(row: dict[str, Any]) -> None:
    award = Award(Financing.SHARE, PLANNED, APPROVED, PLAN["rate"])
    found = final(award, Figures(cents(row["spent"]), cents(row["income"])), APPROVED)
    assert found.grant_cents == cents(row["grant"])
    assert found.recovery_cents == cents(row["repay"])


@pytest.mark.parametrize(
    ("planned", "actual", "eased"),
    [((400, 50), (400, 50), 0), ((400, 50), (390, 60), 20), ((400, 50), (410, 40), 0),
     ((400, 50), (420, 80), 10), ((400, 50), (380, 40), 10)],
)  # fmt: skip
def test_planned_income_is_set_off_against_what_came_in(planned, actual, eased) -> None:
    assert grants.relief(Figures(*planned), Figures(*actual)) == eased


@pytest.mark.parametrize("row", TABLE["lines"], ids=lambda row: str(row["name"]))
def test_a_line_may_exceed_its_plan_by_a_fifth(row: dict[str, Any]) -> None:
    found = grants.recognised(cents(row["planned"]), cents(row["spent"]), 20)
    assert found == cents(row["recognised"])


def test_all_lines_together_stay_within_the_plan() -> None:
    lines = [(cents(row["planned"]), cents(row["spent"])) for row in TABLE["lines"]]
    assert grants.recognised_in_all(lines, 20) == cents(TABLE["in_all"])
    assert grants.recognised_in_all([(100, 120), (100, 120)], 20) == 200
    assert grants.recognised(0, 500, 20) == 0


def test_rate_and_own_share_never_round_in_the_towns_favour() -> None:
    assert grants.highest_grant(6_800_000, 90) == 6_120_000
    assert grants.own_share_needed(6_800_000, 10) == 680_000
    assert (grants.highest_grant(101, 90), grants.own_share_needed(101, 10)) == (90, 11)


def test_the_floor_is_exceeded_or_excepted() -> None:
    floor = 1_000_000
    assert grants.above_floor(1_000_001, floor)
    assert not grants.above_floor(floor, floor)
    assert grants.above_floor(floor, floor, exception=True)
    assert grants.above_floor(1, floor, exception=True)
    assert not grants.above_floor(0, floor, exception=True)
    assert not grants.above_floor(0, floor, exception=True)


@given(CENTS, st.integers(0, 100))
def test_highest_grant_and_own_share_make_the_whole(eligible: int, rate: int) -> None:
    grant = grants.highest_grant(eligible, rate)
    assert grant + grants.own_share_needed(eligible, 100 - rate) == eligible
