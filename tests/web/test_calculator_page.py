"""The calculator of deadlines: what is asked stands in the address, every step has its paragraph."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select, update

from funding.db import reading, transaction
from funding.models import AuditEntry, RuleValue
from tests.stages import EDITOR, REVIEWER

PAGE = "/fristen/rechner"
STAFF = (REVIEWER, "haushalt@smi.example", "revision@smi.example", "verwaltung@smi.example")


def day(name, on):
    year, month, number = on.split("-")
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


def period(event, length, unit, *ticked):
    asked = {"art": "frist", "length": length, "unit": unit, "rechnen": "1"}
    return f"{PAGE}?{urlencode(asked | day('event', event) | dict.fromkeys(ticked, 'y'))}"


def notification(channel, district="", **days):
    asked = {"art": "bekanntgabe", "channel": channel, "issuer": "ministry", "rechnen": "1"}
    for name, on in days.items():
        asked |= day(name, on)
    return f"{PAGE}?{urlencode(asked | {'district': district})}"


def said(answer):
    """Return what the page says, without its markup."""
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.parametrize("email", STAFF)
def test_the_staff_finds_it_in_the_navigation(as_, email):
    person = as_(email)
    assert ">Rechner</a>" in person.get("/konto").text
    assert person.get(PAGE).status_code == 200


@pytest.mark.parametrize("email", [EDITOR, "zeichnung@rodewisch.example"])
def test_for_towns_it_does_not_exist(as_, email):
    town = as_(email)
    assert ">Rechner</a>" not in town.get("/konto").text
    for path in (
        PAGE,
        period("2025-03-18", 1, "months"),
        notification("post", posted="2025-03-14"),
    ):
        assert town.get(path).status_code == 404


def test_a_period_is_explained_step_by_step(as_):
    page = said(as_(REVIEWER).get(period("2025-03-18", 1, "months")))
    assert "Die Frist endet am Dienstag, 22. April 2025." in page
    assert "Rechnerisch endete sie am Freitag, 18. April 2025." in page
    assert "Das Ende fällt auf Karfreitag" in page
    assert "( § 31 Abs. 3 Satz 1 VwVfG, § 193 BGB )" in page


def test_it_is_explained_in_english_too(as_):
    person = as_(REVIEWER)
    person.get("/sprache/en")
    page = said(person.get(period("2025-03-18", 1, "months")))
    assert "The period ends on Tuesday, 22 April 2025." in page
    assert "The end falls on Good Friday; the next working day counts" in page


@pytest.mark.parametrize(
    ("asked", "end"),
    [
        (period("2026-07-01", 6, "months", "inclusive"), "Donnerstag, 31. Dezember 2026"),
        (period("2028-10-01", 14, "days"), "Montag, 16. Oktober 2028"),
        (period("2028-10-01", 14, "days", "fixed"), "Sonntag, 15. Oktober 2028"),
        (period("2028-10-01", 14, "days", "benefit"), "Sonntag, 15. Oktober 2028"),
        (period("2026-11-25", 1, "weeks", "backwards"), "Dienstag, 17. November 2026"),
        (period("2026-08-31", 1, "half_years"), "Montag, 1. März 2027"),
        (period("2026-05-31", 3, "quarters"), "Montag, 1. März 2027"),
        (period("2026-02-14", 1, "half_months"), "Montag, 2. März 2026"),
        (period("2024-02-29", 1, "years"), "Freitag, 28. Februar 2025"),
    ],
)
def test_every_option_of_a_period_counts(as_, asked, end):
    assert f"Die Frist endet am {end}." in said(as_(REVIEWER).get(asked))


def test_a_notice_by_post_has_its_days(as_):
    page = said(as_(REVIEWER).get(notification("post", "14523", posted="2025-03-14")))
    assert "Der Bescheid ist bekannt gegeben am Dienstag, 18. März 2025." in page
    assert "Letzter Tag für Rechtsbehelfe Dienstag, 22. April 2025" in page
    assert "Mittwoch, 23. April 2025" in page  # final
    assert "Mittwoch, 18. März 2026" in page  # without instruction
    assert "Klage: Verwaltungsgericht Chemnitz" in page


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (notification("portal", posted="2026-05-11", retrieved="2026-05-12"), "13. Mai 2026"),
        (notification("mailbox", posted="2026-05-11"), "Donnerstag, 14. Mai 2026"),
        (notification("electronic", posted="2024-12-31"), "Freitag, 3. Januar 2025"),
        (notification("receipt", received="2026-05-12"), "Dienstag, 12. Mai 2026"),
        (notification("portal", posted="2026-05-11"), "Der Bescheid ist nicht bekannt gegeben"),
    ],
)
def test_every_channel_has_its_day(as_, asked, told):
    answer = as_(REVIEWER).get(asked)
    assert answer.status_code == 200
    assert told in said(answer)


@pytest.mark.parametrize(
    ("asked", "cure"),
    [
        (period("2025-03-18", "", "months"), "Geben Sie an, wie lang die Frist ist"),
        (period("2025-03-18", 0, "months"), "Geben Sie an, wie lang die Frist ist"),
        (period("2025-03-18", "viele", "months"), "Geben Sie eine ganze Zahl ein"),
        (period("2025-03-18", "-1", "months"), "Geben Sie eine ganze Zahl ein"),
        (period("2025-03-18", 101, "years"), "höchstens 100 Jahren"),
        (period("2025-03-18", 999999999, "years"), "höchstens 100 Jahren"),
        (period("2025-02-30", 1, "months"), "30.02.2025"),
        (period("2100-12-31", 1, "days"), "Feiertage sind nur von 1991 bis 2100 bekannt"),
        (period("2025-03-18", 1, "fortnights"), "Wählen Sie einen Eintrag der Liste."),
        (f"{PAGE}?art=frist&rechnen=1", "Bitte prüfen Sie 1 Angabe"),
        (notification("pigeon", posted="2025-03-14"), "Wählen Sie einen Eintrag der Liste."),
        (notification("post"), "Geben Sie den Tag an"),
        (notification("post", posted="2025-03-14", retrieved="2025-03-15"), "nur aus einem Portal"),
        (notification("portal", posted="2025-03-14", retrieved="2025-03-13"), "14.03.2025"),
    ],
)
def test_what_cannot_be_computed_is_told_at_its_field(as_, asked, cure):
    answer = as_(REVIEWER).get(asked)
    assert answer.status_code == 422
    assert "<title>Fehler:" in answer.text
    assert 'id="ergebnis"' not in answer.text
    assert cure in said(answer)


def test_a_district_that_is_none_names_no_court(as_):
    answer = as_(REVIEWER).get(notification("post", "99999", posted="2025-03-14"))
    assert answer.status_code == 200
    assert "Verwaltungsgericht" not in said(answer)


def test_what_was_entered_stands_in_the_form_again(as_):
    page = as_(REVIEWER).get(period("2026-07-01", 6, "half_years", "inclusive")).text
    assert re.search(r'name="length" value="6"', page)
    assert re.search(r'name="inclusive" value="y" checked', page)
    assert re.search(r'value="half_years" selected', page)
    assert 'name="csrf_token"' not in page.partition("<main")[2]


def test_the_values_of_the_rules_are_those_of_the_day_of_posting(as_, play):
    person = as_(REVIEWER)
    with transaction() as session:
        four = RuleValue.key == "notified_days", RuleValue.value == 4
        assert session.execute(update(RuleValue).where(*four).values(value=6)).rowcount == 1
    told = said(person.get(notification("post", posted="2025-03-14")))
    assert "bekannt gegeben am Donnerstag, 20. März 2025" in told
    told = said(person.get(notification("post", posted="2024-12-31")))
    assert "bekannt gegeben am Freitag, 3. Januar 2025" in told


def test_computing_writes_nothing(as_):
    person = as_(REVIEWER)
    with reading() as session:
        before = session.scalar(select(func.count()).select_from(AuditEntry))
    person.get(period("2025-03-18", 1, "months"))
    person.get(notification("post", posted="2025-03-14"))
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == before
