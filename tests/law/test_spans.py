"""Parts of months and of years, appointments, and Fronleichnam by place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law import appointments, corpus_christi, workdays
from funding.law.periods import end_of_period, extended
from funding.law.spans import part_of_month
from tests.law.tables import table
from tests.law.test_workdays import easter

TABLE = table("vectors_other")
NEBELSCHUETZ, BAUTZEN, DRESDEN = "14625350", "14625020", "14612000"


def named(row: dict[str, Any]) -> str:
    return str(row["name"])


@pytest.mark.parametrize("row", TABLE["parts"], ids=named)
def test_the_parts_of_a_month_are_days(row: dict[str, Any]) -> None:
    told = part_of_month(row["year"], row["month"], row["part"])
    assert (told.date, told.basis) == (row["day"], "§ 192 BGB")


@pytest.mark.parametrize("row", TABLE["extended"], ids=named)
def test_an_extension_runs_on_from_the_old_end(row: dict[str, Any]) -> None:
    units = {unit: row[unit] for unit in ("days", "weeks", "months") if unit in row}
    found = extended(row["old"], decided_on=row.get("decided"), **units)
    assert (found.raw_end, found.end) == (row["raw"], row["end"])


@given(st.dates(date(2018, 1, 1), date(2060, 1, 1)))
def test_an_appointment_stays_where_it_was_set(day: date) -> None:
    steps = appointments.appointment(day, NEBELSCHUETZ)
    assert {step.date for step in steps} == {day}
    assert steps[0].basis == "§ 31 Abs. 5 VwVfG"
    off = [step.basis for step in steps[1:]]
    assert ("§ 1 SächsSFG" in off) == (not workdays.is_working_day(day))


def test_an_appointment_on_a_holiday_is_warned_of() -> None:
    [_kept, warned] = appointments.appointment(date(2026, 11, 18))
    assert "Buß- und Bettag" in warned.text
    assert "Repentance" in warned.english


@pytest.mark.parametrize(("year", "day"), TABLE["corpus_christi"].items())
def test_corpus_christi_is_sixty_days_after_easter(year: int, day: date) -> None:
    assert corpus_christi.corpus_christi(year) == day == easter(year) + timedelta(days=60)


def test_corpus_christi_is_kept_in_named_places_only() -> None:
    day = date(2026, 6, 4)
    assert len(corpus_christi.PLACES) == 14
    assert corpus_christi.is_kept(day, NEBELSCHUETZ)
    assert not corpus_christi.is_kept(day, DRESDEN)
    assert not corpus_christi.is_kept(day + timedelta(days=1), NEBELSCHUETZ)
    assert "Feiertag." in appointments.appointment(day, NEBELSCHUETZ)[-1].text
    assert "(Bolbritz, Salzenforst)" in appointments.appointment(day, BAUTZEN)[-1].text
    assert len(appointments.appointment(day, DRESDEN)) == 1


def test_the_places_stand_in_the_register() -> None:
    from funding.services.administration.load_programme import REGISTER

    keys = {row.split(";")[0] for row in REGISTER.read_text("utf-8").splitlines()}
    assert set(corpus_christi.PLACES) <= keys


def test_corpus_christi_never_moves_the_end_of_a_period() -> None:
    for year in range(2018, 2061):
        day = corpus_christi.corpus_christi(year)
        assert end_of_period(day - timedelta(days=14), weeks=2).end == day
