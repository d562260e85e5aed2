"""Final grants of every type of financing, by a table; what holds of all of them, by properties."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law.financing import Award, Final, Financing, Units, final, half_up
from funding.law.grants import Figures, relief
from tests.law.tables import table

TABLE = table("financing")
CENTS = st.integers(0, 10**9)
LUMP = (Financing.FIXED, Financing.UNIT)


def cents(euros: float) -> int:
    return round(euros * 100)


def computed(row: dict[str, Any]) -> Final:
    base = TABLE["bases"][row["base"]]
    award = Award(
        Financing(base["type"]),
        Figures(cents(base.get("eligible", 0)), cents(base.get("income", 0))),
        cents(base["grant"]),
        row.get("cap"),
    )
    units = None
    if award.financing is Financing.UNIT:
        units = Units(cents(base["rate"]), base["planned"], row["units"])
    actual = Figures(cents(row.get("spent", 0)), cents(row.get("earned", 0)))
    return final(award, actual, cents(row.get("paid", base["grant"])), units)


def test_the_table_has_at_least_forty_cases_and_every_type() -> None:
    assert len(TABLE["rows"]) >= 40
    used = {TABLE["bases"][row["base"]]["type"] for row in TABLE["rows"]}
    assert used == {one.value for one in Financing}


@pytest.mark.parametrize("row", TABLE["rows"], ids=lambda row: str(row["name"]))
def test_a_final_grant_is_what_the_table_says(row: dict[str, Any]) -> None:
    found = computed(row)
    relieved = cents(row["relief"]) if "relief" in row else None
    told = (found.grant_cents, found.recovery_cents, found.relief_cents)
    assert told == (cents(row["final"]), cents(row["recovery"]), relieved)


@pytest.mark.parametrize("row", TABLE["rows"], ids=lambda row: str(row["name"]))
def test_the_lines_explain_it_in_both_languages(row: dict[str, Any]) -> None:
    found = computed(row)
    assert all(step.basis and step.in_("de") != step.in_("en") for step in found.steps)
    result, _paid, back = found.steps[-3:]
    assert (result.rounded_cents, back.rounded_cents) == (found.grant_cents, found.recovery_cents)
    least = min(step.cents for step in found.steps[:-3])
    assert found.grant_cents == half_up(max(Fraction(0), least))


def test_by_unit_nothing_is_computed_without_units() -> None:
    with pytest.raises(ValueError, match="rate and units"):
        final(Award(Financing.UNIT, Figures(0), 0), Figures(0), 0)


def test_the_share_of_no_plan_is_nothing() -> None:
    assert final(Award(Financing.SHARE, Figures(0), 0), Figures(500), 0).grant_cents == 0


PLANS = st.tuples(CENTS, CENTS, CENTS, CENTS, CENTS, st.integers(1, 100) | st.none())


@given(st.sampled_from(Financing), PLANS, CENTS, st.integers(0, 100), st.integers(0, 100))
def test_no_type_grants_more_than_was_awarded_or_than_the_rate(
    kind: Financing, plan: tuple[Any, ...], paid: int, planned: int, actual: int
) -> None:
    eligible, income, spent, earned, wish, cap = plan
    award = Award(kind, Figures(eligible, income), min(wish, eligible), cap)
    found = final(award, Figures(spent, earned), paid, Units(300, planned, actual))
    assert 0 <= found.grant_cents <= award.grant_cents
    assert found.recovery_cents == max(0, paid - found.grant_cents)
    assert (found.relief_cents is None) == (kind in LUMP)
    if cap is not None:
        assert found.grant_cents <= half_up(Fraction(spent * cap, 100))


@given(st.sampled_from([Financing.SHARE, Financing.GAP, Financing.FULL]), PLANS)
def test_more_income_never_raises_a_grant_and_higher_costs_never_lower_one(
    kind: Financing, plan: tuple[Any, ...]
) -> None:
    eligible, income, spent, earned, wish, cap = plan
    award = Award(kind, Figures(eligible, income), min(wish, eligible), cap)

    def grant(spent: int, earned: int) -> int:
        return final(award, Figures(spent, earned), 0).grant_cents

    assert grant(spent, earned + 1) <= grant(spent, earned) <= grant(spent + 1, earned)


@given(CENTS, CENTS, CENTS, CENTS)
def test_what_is_missing_is_the_same_by_relief_and_by_balance(
    own: int, income: int, grant: int, spent: int
) -> None:
    """2.2 of the domain notes gives both formulas for a plan that is balanced."""
    planned = Figures(own + income + grant, income)
    found = final(Award(Financing.GAP, planned, grant), Figures(spent, income), 0)
    assert found.grant_cents == max(0, min(grant, spent - income - own))
    assert found.relief_cents == relief(planned, Figures(spent, income))
