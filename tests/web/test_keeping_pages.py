"""Retention and deletion on pages: whose turn, why not, and what is said of what is gone."""

from __future__ import annotations

import re
from datetime import timedelta
from difflib import unified_diff

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import Proof
from funding.notices.letters import long_date
from funding.services.closing import keep_case
from funding.services.closing.delete_case import confirm_deletion
from tests.services.closing.keeping import (
    ADMIN,
    KEEPER,
    SIGNATURE,
    act,
    disposal,
    due,
    proposed,
    wait,
)
from tests.stages import EDITOR, FIRST, REVIEWER, bring
from tests.web.test_access import path_of, routes
from workflows.application import State as CaseState
from workflows.disposal import State

LIST = "/aufbewahrung"


def boxes(page: str) -> list[str]:
    return re.findall(r'name="(day[^"]*)"', page)


def typed(page: str, on) -> dict[str, str]:
    return dict(zip(boxes(page), (str(on.day), str(on.month), str(on.year)), strict=True))


def test_the_whole_way_on_pages(play, as_):
    reference = bring(play, CaseState.WITHDRAWN)
    path = f"{LIST}/{reference}"
    keeper, admin = as_(KEEPER), as_(ADMIN)
    assert reference in keeper.get(f"{LIST}?ansicht=kept").text
    assert reference not in keeper.get(LIST).text
    due(play, reference)
    keeper, admin = as_(KEEPER), as_(ADMIN)
    page = keeper.get(LIST).text
    for words in (reference, "Frist abgelaufen", "Dem Staatsarchiv anbieten", "Datenschutz oder"):
        assert words in page
    page = keeper.get(path).text
    assert "Löschung anhalten" in page
    answer = keeper.send(path, {"aktion": "offer"})
    assert answer.status_code == 422
    assert "Datum" in answer.text or "Tag" in answer.text
    assert keeper.send(path, {"aktion": "offer", **typed(page, play.today)}).status_code == 303
    assert reference in keeper.get(f"{LIST}?ansicht=offered").text
    page = keeper.get(path).text
    answer = keeper.send(path, {"aktion": "take_over", **typed(page, play.today)})
    assert answer.status_code == 422
    given = {"aktion": "take_over", "archive_reference": SIGNATURE, **typed(page, play.today)}
    assert keeper.send(path, given).status_code == 303
    assert SIGNATURE in keeper.get(path).text
    assert keeper.send(path, {"aktion": "propose"}).status_code == 303
    page = keeper.get(path).text
    assert 'value="confirm"' not in page
    assert "Sie haben an diesem Vorgang schon mitgewirkt" in page
    assert keeper.send(path, {"aktion": "confirm"}).status_code == 409
    assert admin.send(path, {"aktion": "return_proposal"}).status_code == 422
    assert disposal(reference).state == State.PROPOSED
    assert admin.send(path, {"aktion": "confirm"}).status_code == 303
    page = admin.get(path).text
    for words in ("Was gelöscht ist", "Vorgeschlagen von Datenschutz", "bestätigt von Admin"):
        assert words in page
    assert "Mitteilungen und E-Mails" in page
    assert 'name="aktion"' not in page
    assert reference in keeper.get(f"{LIST}?ansicht=deleted").text


def test_a_hold_is_set_and_lifted_with_a_reason(play, as_):
    reference = bring(play, CaseState.WITHDRAWN)
    path, keeper = f"{LIST}/{reference}", as_(KEEPER)
    assert keeper.send(path, {"aktion": "hold"}).status_code == 422
    sent = {"aktion": "hold", "hold_reason": "Prüfung durch den Rechnungshof"}
    assert keeper.send(path, sent).status_code == 303
    assert reference in keeper.get(f"{LIST}?ansicht=held").text
    due(play, reference)
    keeper = as_(KEEPER)
    page = keeper.get(path).text
    assert "Die Löschung ist angehalten: Prüfung durch den Rechnungshof" in page
    assert 'value="offer"' not in page
    sent = {"aktion": "lift", "hold_reason": "Prüfung beendet"}
    assert keeper.send(path, sent).status_code == 303
    assert 'value="offer"' in keeper.get(path).text


def test_english_pages_are_english(play, as_):
    reference = bring(play, CaseState.WITHDRAWN)
    due(play, reference)
    keeper = as_(KEEPER)
    keeper.get("/sprache/en")
    page = keeper.get(f"{LIST}/{reference}").text
    for words in ("To be kept until", "Offer to the State Archive", "Hold the deletion"):
        assert words in page
    assert "Retention and deletion" in keeper.get(LIST).text


def test_the_list_and_the_case_are_for_those_who_keep_and_the_audit_reads(play, as_):
    reference = bring(play, CaseState.WITHDRAWN)
    for email, status in (
        (KEEPER, 200),
        (ADMIN, 200),
        ("revision@smi.example", 200),
        (REVIEWER, 403),
        (FIRST, 403),
        (EDITOR, 404),
    ):
        for path in (LIST, f"{LIST}/{reference}"):
            assert as_(email).get(path).status_code == status, (email, path)
    auditor = as_("revision@smi.example")
    assert 'name="aktion"' not in auditor.get(f"{LIST}/{reference}").text
    sent = {"aktion": "hold", "hold_reason": "x"} | auditor.form(0)
    assert auditor.post(f"{LIST}/{reference}", data=sent).status_code == 403
    assert as_(KEEPER).get(f"{LIST}?ansicht=alles").status_code == 404
    assert as_(KEEPER).get(f"{LIST}/KP-2022-9999").status_code == 404


@pytest.fixture
def deleted(play) -> str:
    reference = bring(play, CaseState.CLOSED)
    proposed(play, reference)
    act(play, ADMIN, confirm_deletion, reference)
    return reference


@pytest.mark.slow
def test_every_page_of_a_deleted_case_says_what_was_deleted_and_what_remained(
    app, play, as_, deleted
):
    reviewer, town = as_(REVIEWER), as_(EDITOR)
    for who, other in ((reviewer, "/antraege"), (town, "/vorgaenge")):
        told = 0
        for rule in routes(app):
            if "reference" not in rule.arguments or "GET" not in rule.methods:
                continue
            answer = who.get(path_of(rule, deleted))
            assert answer.status_code in (403, 404, 410), (rule.rule, answer.status_code)
            told += answer.status_code == 410
        assert told > 5, other
    page = reviewer.get(f"/vorgaenge/{deleted}").text
    for words in ("Vorgeschlagen von Datenschutz", "Was geblieben ist", "20.000,00"):
        assert words in page
    page = town.get(f"/antraege/{deleted}").text
    assert "von zwei Personen des Amts" in page
    assert "Vorgeschlagen von" not in page


@pytest.mark.slow
def test_lists_and_sums_bear_a_deleted_case(play, as_, deleted):
    for email, paths in (
        (REVIEWER, ("/arbeitsvorrat?ansicht=alle", "/fristen?umfang=alle", "/mitteilungen")),
        (EDITOR, ("/antraege", "/mitteilungen", "/fristen")),
        ("haushalt@smi.example", ("/mittel?aufruf=2022", "/mittel/buchungen?aufruf=2022")),
        (FIRST, ("/rangliste?aufruf=2022", "/entscheidungen")),
        ("nachweispruefung@smi.example", ("/nachweise/stichprobe",)),
        (KEEPER, (LIST, "/mitteilungen")),
    ):
        person = as_(email)
        for path in paths:
            answer = person.get(path, follow_redirects=True)
            assert answer.status_code in (200, 404), (email, path, answer.status_code)
            assert "Fall im Stand" not in answer.text


def sums(as_) -> list[str]:
    """Return what the pages about money show of the call."""
    budget = as_("haushalt@smi.example")
    paths = ("/mittel", "/mittel/buchungen", "/mittel/jahre", "/mittel/umschichtung")
    pages = [budget.get(f"{path}?aufruf=2022") for path in paths]
    assert [page.status_code for page in pages] == [200] * len(paths)
    return [re.sub(r"<[^>]+>", "\n", page.text.partition("<main")[2]) for page in pages]


@pytest.mark.slow
def test_pages_about_money_are_the_same_before_and_after(play, as_):
    reference = bring(play, CaseState.CLOSED)
    proposed(play, reference)
    before = sums(as_)
    act(play, ADMIN, confirm_deletion, reference)
    for was, now in zip(before, sums(as_), strict=True):
        assert [*unified_diff(was.splitlines(), now.splitlines(), n=0)] == []


def test_a_long_list_has_pages(play, as_, monkeypatch):
    first = [bring(play, CaseState.EXPIRED) for _n in range(3)]
    monkeypatch.setattr("funding.queries.closing.disposals.PAGE", 2)
    page = as_(KEEPER).get(f"{LIST}?ansicht=kept").text
    onward = re.search(r'href="([^"]*nach=[^"]*)"', page)[1].replace("&amp;", "&")
    rest = as_(KEEPER).get(onward).text
    found = [[one for one in first if one in text] for text in (page, rest)]
    assert sorted(map(len, found)) == [1, 2]
    assert sorted([*found[0], *found[1]]) == sorted(first)


def test_the_letters_lead_to_the_page(play, as_):
    reference = bring(play, CaseState.WITHDRAWN)
    due(play, reference)
    wait(play, play.today + timedelta(days=1))
    act(play, KEEPER, keep_case.hold, reference, reason="Klage")
    assert "Löschung angehalten" in as_(ADMIN).get("/mitteilungen").text


def test_a_town_reads_until_when_it_keeps_its_receipts(play, as_):
    withdrawn = bring(play, CaseState.WITHDRAWN)
    reference = bring(play, CaseState.CLOSED)
    with reading() as session:
        handed_in = session.scalars(select(Proof)).one().handed_in_at
    last = handed_in.date().replace(year=handed_in.year + 5)
    page = as_(EDITOR).get(f"/antraege/{reference}").text
    assert f"Belege aufbewahren bis {long_date(last, 'de')}." in page
    assert "Belege aufbewahren" not in as_(EDITOR).get(f"/antraege/{withdrawn}").text


def test_the_notices_of_a_case_tell_of_its_disposal_too(play, as_):
    reference = bring(play, CaseState.WITHDRAWN)
    due(play, reference)
    act(play, KEEPER, keep_case.hold, reference, reason="Klage")
    page = as_(REVIEWER).get(f"/vorgaenge/{reference}/mitteilungen")
    assert page.status_code == 200
    assert "Aufbewahrungsfrist abgelaufen" in page.text
    assert "Löschung angehalten" in page.text
    assert "weil niemand erreichbar war" not in page.text
