"""What is planned for later years and what is cash now are always the line together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.errors import Invalid, NotPermitted
from funding.models import BudgetLine, Call
from funding.queries.budget.years import YearOfLine, spread, years
from funding.queries.operations.verify import differences
from funding.services.budget.plan_year import plan_year
from funding.services.operations.write_audit import digest
from tests.money import line, planned, propose, released
from tests.stages import FIRST, bring
from workflows.application import State


def told(story, field: str) -> dict[int, YearOfLine]:
    with reading() as session:
        call = session.scalars(select(Call).where(Call.code == story.call)).one()
        rows = years(session, call, story.today)
        return {row.year: row for row in rows if row.field.code == field}


def found() -> list[str]:
    with reading() as session:
        return differences(session, digest)


def test_cash_and_authorisations_are_always_the_allocation(story):
    assert planned(story, 4_000_000) == 4_000_000
    assert {y: r.planned_cents for y, r in told(story, "littering").items()} == {
        2022: 11_000_000,
        2023: 4_000_000,
    }
    assert planned(story, 1_000_000) == -3_000_000
    assert planned(story, 1_000_000) == 0
    released(story, propose(story, 2_000_000, "littering"))
    rows = told(story, "littering").values()
    assert sum(row.planned_cents for row in rows) == line("littering").total_cents == 13_000_000
    assert found() == []


def test_no_more_is_planned_than_the_line_holds(story):
    planned(story, 15_000_000)
    with pytest.raises(Invalid) as refused:
        planned(story, 15_000_001)
    (fault,) = refused.value.faults
    assert (fault.code, fault.params) == (
        "years_above_line",
        {"highest": 15_000_000, "total": 15_000_000},
    )


@pytest.mark.parametrize("year", [2021, 2022, 2024])
def test_only_a_later_year_that_grants_may_reach_is_planned(story, year):
    with pytest.raises(Invalid) as refused:
        planned(story, 1, year=year)
    assert [fault.code for fault in refused.value.faults] == ["not_a_later_year"]


def test_what_is_planned_for_later_years_is_not_moved_to_another_line(story):
    planned(story, 14_000_000)
    with pytest.raises(Invalid) as refused:
        propose(story, 1_000_001, "littering")
    (fault,) = refused.value.faults
    assert (fault.params["highest"], fault.params["later"]) == (1_000_000, 14_000_000)
    released(story, propose(story, 1_000_000, "littering"))
    assert found() == []


def test_only_the_budget_officer_plans(story):
    with pytest.raises(NotPermitted):
        story.act(
            FIRST,
            lambda s, a: plan_year(
                s, a, story.call, line="drugs", year=2023, amount_cents=1, reason="x"
            ),
        )


def test_a_grant_binds_the_years_in_which_the_town_spends_it(story):
    bring(story, State.REVIEWED, "violence", 3_000_000)
    rows = told(story, "violence")
    assert sum(row.bound_cents for row in rows.values()) == 3_000_000


def test_a_counter_that_was_changed_is_found(story):
    planned(story)
    with transaction() as session:
        session.execute(update(BudgetLine).where(BudgetLine.later_cents > 0).values(later_cents=1))
    assert any("is planned later" in sentence for sentence in found())


@given(
    st.integers(0, 10**10),
    st.dictionaries(st.integers(2022, 2026), st.integers(0, 10**9), min_size=1),
)
def test_what_is_spread_over_years_adds_up_to_the_cent(cents, parts):
    shares = spread(cents, parts)
    assert sum(shares.values()) == cents
    assert min(shares.values()) >= 0
