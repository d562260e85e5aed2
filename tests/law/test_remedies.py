"""Which remedy there is, where, until when, and when a notice is final."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law import periods, remedies, workdays
from funding.law.remedies import Issuer, remedy_against, remedy_period
from tests.law.tables import table

TABLE = table("vectors_other")
DAYS = st.dates(date(2018, 1, 1), date(2060, 1, 1))


def named(row: dict[str, Any]) -> str:
    return str(row["name"])


def test_against_the_ministry_there_is_no_objection() -> None:
    remedy = remedy_against(Issuer.MINISTRY, "14523")
    assert (remedy.kind, remedy.where) == ("action", "Verwaltungsgericht Chemnitz")
    told = [step.basis for step in remedy.steps]
    assert told == [
        "§ 68 Abs. 1 Satz 2 Nr. 1, § 74 Abs. 1 Satz 2 VwGO",
        "§ 52 Nr. 3 Satz 2 VwGO",
    ]


@pytest.mark.parametrize(
    ("issuer", "where"),
    [(Issuer.DIRECTORATE, "Landesdirektion Sachsen"), (Issuer.BANK, "Sächsische Aufbaubank")],
)
def test_against_others_the_objection_comes_first(issuer: Issuer, where: str) -> None:
    remedy = remedy_against(issuer, "14625")
    assert (remedy.kind, remedy.where.startswith(where)) == ("objection", True)


def test_after_an_objection_there_is_the_action() -> None:
    remedy = remedy_against(Issuer.OBJECTION, "14730")
    assert (remedy.kind, remedy.where) == ("action", "Verwaltungsgericht Leipzig")
    assert remedy.steps[0].basis == "§ 74 Abs. 1 Satz 1 VwGO"


@pytest.mark.parametrize(("district", "court"), TABLE["courts"])
def test_each_district_has_its_court(district: str, court: str) -> None:
    assert remedies.court_of(district) == f"Verwaltungsgericht {court}"


def test_every_district_of_the_register_has_a_court() -> None:
    from funding.services.administration.load_programme import REGISTER

    rows = REGISTER.read_text("utf-8").splitlines()[1:]
    assert {row.split(";")[3] for row in rows} == set(remedies.COURTS)
    with pytest.raises(ValueError, match="11000"):
        remedies.court_of("11000")


@pytest.mark.parametrize("row", table("vectors_remedy"), ids=named)
def test_without_a_correct_instruction_it_is_a_year(row: dict[str, Any]) -> None:
    found = remedy_period(row["notified"])
    assert found.end(instructed=True) == row["end"]
    assert found.end(instructed=False) == row["year"]
    assert (found.steps[-1].date, found.steps[-1].basis) == (row["year"], "§ 58 Abs. 2 VwGO")


def test_the_end_on_a_day_off_is_moved_by_the_rules_of_the_courts() -> None:
    steps = remedy_period(date(2025, 3, 18)).month.steps  # V7
    assert steps[0].basis.startswith("§ 57 Abs. 2 VwGO, § 222 Abs. 1 ZPO")
    assert steps[-1].basis == "§ 57 Abs. 2 VwGO, § 222 Abs. 2 ZPO"
    longer = remedy_period(date(2025, 3, 18), months=2, years=2)
    assert (longer.month.end, longer.year.end) == (date(2025, 5, 19), date(2027, 3, 18))


@pytest.mark.parametrize("row", TABLE["final"], ids=named)
def test_a_notice_is_final_as_the_table_says(row: dict[str, Any]) -> None:
    waived, filed = row.get("waived"), row.get("filed")
    assert remedies.finality(row["end"], waived_on=waived, filed_on=filed).date == row["day"]


def test_what_made_a_notice_final_is_told() -> None:
    end = remedy_period(date(2026, 1, 31)).month.end
    assert "Verzicht" in remedies.finality(end, waived_on=date(2026, 2, 5)).text
    assert "Ablauf" in remedies.finality(end).text
    assert "rechtzeitig" in remedies.finality(end, filed_on=end).text


@pytest.mark.parametrize("row", TABLE["reinstated"], ids=named)
def test_reinstatement_is_asked_for_in_two_weeks_and_within_a_year(row: dict[str, Any]) -> None:
    assert remedies.reinstatement_ends(row["gone"], row["missed"]).end == row["end"]


@given(DAYS)
def test_a_notice_is_final_on_the_day_after_a_working_day(notified: date) -> None:
    found = remedy_period(notified)
    for instructed in (True, False):
        final = remedies.final_on(found.end(instructed=instructed))
        assert workdays.is_working_day(final - timedelta(1))
    assert found.month.end < found.year.end


@given(DAYS)
def test_the_period_of_remedy_is_the_same_arithmetic(notified: date) -> None:
    assert remedy_period(notified).month.end == periods.end_of_period(notified, months=1).end
