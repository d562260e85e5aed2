"""The calculator of grants and interest: same results as the console, explained, nothing stored."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from sqlalchemy import delete, func, select

from funding.db import reading, transaction
from funding.models import AuditEntry, RuleValue
from tests.law.tables import table
from tests.stages import EDITOR, REVIEWER
from tests.web.browsing import Stage, chromium, server
from tests.web.test_calculator_page import STAFF, day, said

__all__ = ["chromium", "server"]
GRANT, INTEREST = "/rechner/zuwendung", "/rechner/zinsen"
TABLE = table("financing")
NAMES = {
    "eligible": "plan_eligible",
    "grant": "plan_grant",
    "income": "plan_income",
    "spent": "actual_eligible",
    "earned": "actual_income",
    "paid": "paid",
    "cap": "cap_rate",
    "rate": "rate",
    "planned": "planned_units",
    "units": "actual_units",
}


def written(value):
    return f"{value:.2f}".replace(".", ",") if isinstance(value, float) else str(value)


def grant(row):
    figures = TABLE["bases"][row["base"]] | row
    asked = {NAMES[name]: written(value) for name, value in figures.items() if name in NAMES}
    return f"{GRANT}?{urlencode(asked | {'kind': figures['type'], 'rechnen': '1'})}"


def interest(amount, first, last):
    asked = {"amount": amount, "rechnen": "1"} | day("first", first) | day("last", last)
    return f"{INTEREST}?{urlencode(asked)}"


def euro(value):
    whole, part = f"{value:,.2f}".split(".")
    return f"{whole.replace(',', '.')},{part} €"


@pytest.mark.parametrize("email", STAFF)
@pytest.mark.parametrize("path", [GRANT, INTEREST])
def test_the_staff_finds_both_beside_the_periods(as_, email, path):
    person = as_(email)
    assert f'href="{path}"' in person.get("/fristen/rechner").text
    assert person.get(path).status_code == 200


@pytest.mark.parametrize("path", [GRANT, INTEREST])
def test_for_towns_they_do_not_exist(as_, path):
    assert as_(EDITOR).get(path).status_code == 404


def test_every_row_of_the_table_is_computed_as_at_the_console(as_):
    person = as_(REVIEWER)
    for row in TABLE["rows"]:
        page = said(person.get(grant(row))).replace("\xa0", " ")
        assert f"Die endgültige Zuwendung beträgt {euro(row['final'])}." in page, row["name"]
        back = f"Zu erstatten sind {euro(row['recovery'])}." if row["recovery"] else "ist nichts."
        assert back in page, row["name"]


def test_a_grant_is_explained_in_both_languages(as_):
    person, way = as_(REVIEWER), grant(TABLE["rows"][0])
    page = said(person.get(way)).replace("\xa0", " ")
    assert "Anteilig ermäßigt um 5.000,00 € × 36.000,00 € / 40.000,00 €" in page
    assert "Nr. 2 ANBest-K" in page
    person.get("/sprache/en")
    page = said(person.get(way)).replace("\xa0", " ")
    assert "The final grant is €31,500.00." in page
    assert "Reduced in proportion by €5,000.00" in page


def test_interest_is_split_at_each_base_rate(as_):
    page = said(as_(REVIEWER).get(interest("12.000", "2024-11-16", "2025-08-15")))
    page = page.replace("\xa0", " ")
    assert "Die Zinsen betragen 654,02 €." in page
    for line in ("46 8,37 % 126,58 €", "181 7,27 % 432,61 €", "46 6,27 % 94,82 €"):
        assert line in page


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (f"{GRANT}?kind=share&rechnen=1", "Geben Sie diesen Wert an"),
        (f"{GRANT}?kind=loan&rechnen=1", "Wählen Sie"),
        (f"{GRANT}?kind=share&plan_eligible=0&plan_grant=0&actual_eligible=1&rechnen=1",
         "Ein Anteil an nichts ist nichts"),
        (f"{GRANT}?kind=gap&plan_eligible=1&plan_grant=2&actual_eligible=1&rechnen=1",
         "darf nicht höher sein als"),
        (f"{GRANT}?kind=fixed&plan_grant=1&actual_eligible=1&cap_rate=101&rechnen=1",
         "einen Satz von 1 bis 100"),
        (f"{GRANT}?kind=fixed&plan_grant=1&actual_eligible=1&cap_rate=0&rechnen=1",
         "einen Satz von 1 bis 100"),
        (f"{GRANT}?kind=fixed&plan_grant=eins&actual_eligible=1&rechnen=1", "1.234,50"),
        (interest("", "2025-01-01", "2025-01-02"), "Geben Sie diesen Wert an"),
        (interest("1", "2025-01-02", "2025-01-01"), "Der letzte Tag liegt vor dem ersten"),
        (interest("1", "2026-06-30", "2026-07-01"), "Basiszinssatz ab 01.07.2026 fehlt"),
        (interest("1", "2016-06-30", "2016-07-01"), "Basiszinssatz vor dem 01.07.2016 fehlt"),
        (interest("1", "2025-02-30", "2025-03-01"), "Tag"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(as_, path, told):
    answer = as_(REVIEWER).get(path)
    assert answer.status_code == 422
    assert told in said(answer)
    assert "beträgt" not in said(answer).partition("Art")[0]


def test_rates_come_from_the_database(as_):
    with transaction() as session:
        newest = RuleValue.key == "base_rate_basis_points", RuleValue.value == 227
        session.execute(delete(RuleValue).where(newest[0], newest[1]))
    page = said(as_(REVIEWER).get(interest("12.000", "2024-11-16", "2025-06-30")))
    assert "654,02" not in page
    assert "8,37" in page


def test_nothing_is_stored(as_):
    person = as_(REVIEWER)
    with reading() as session:
        before = session.scalar(select(func.count(AuditEntry.id)))
    person.get(grant(TABLE["rows"][0]))
    person.get(interest("1", "2025-01-01", "2025-01-02"))
    with reading() as session:
        assert session.scalar(select(func.count(AuditEntry.id))) == before


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
def test_both_are_used_in_a_browser_in_either_language(chromium, server, play, settings, scripts):
    stage = Stage(chromium, server, play, settings, scripts=scripts, checked=scripts)
    with stage.person(REVIEWER) as reviewer:
        for speech in ("de", "en"):
            reviewer.page.goto(f"{server}/sprache/{speech}")
            reviewer.look(GRANT)
            reviewer.fill(plan_eligible="40000", plan_grant="36000", actual_eligible="35000")
            reviewer.press("1", name="rechnen")
            reviewer.look()
            assert "500" in reviewer.page.inner_text("#ergebnis")
            reviewer.look(interest("12000", "2024-11-16", "2025-08-15"))
            assert "654" in reviewer.page.inner_text("#ergebnis")
            reviewer.fill(**{"last-year": "2029"})
            reviewer.page.locator("main form button").last.click()
            reviewer.page.wait_for_selector("#fehler")
            reviewer.look()
    assert stage.findings == []
