"""Notices on changes, of settlements and about interest page by page: made, signed, retrieved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from funding.queries.spending.papers import THE_SETTLEMENT, About
from tests import interest
from tests.pdf import attached
from tests.services.spending import changing
from tests.services.spending.issuing import (
    ADDRESS,
    came_back,
    drafted,
    provided,
    retrieved,
    sent,
    to_send,
)
from tests.stages import AUDITOR, EDITOR, FIRST, REVIEWER, SECOND, SIGNATORY, bring
from workflows.application import State

PORTAL = {"aktion": "freeze", "way": "portal"}


@pytest.fixture
def audited(play):
    return bring(play, State.AUDITED)


@pytest.fixture
def changed(play):
    reference = bring(play, State.IN_PROGRESS)
    return reference, changing.granted(play, reference)


def test_a_final_notice_goes_from_the_audit_to_the_town_page_by_page(play, as_, audited):
    office, town = f"/vorgaenge/{audited}/schlussbescheid/portal", f"/antraege/{audited}"
    auditor = as_(AUDITOR)
    assert office in auditor.get(f"/vorgaenge/{audited}/nachweis").text
    assert auditor.send(office, PORTAL, office).status_code == 303
    assert "Entwurf" in auditor.get(f"{office}.pdf").headers["Content-Disposition"]
    assert office in as_(FIRST).get(f"/vorgaenge/{audited}/abrechnung").text
    assert "Schlussbescheid" not in as_(EDITOR).get(town).text
    assert as_(EDITOR).get(f"{town}/schlussbescheid/abrufen").status_code == 404
    assert as_(FIRST).send(office, {"aktion": "sign"}, office).status_code == 303
    page = as_(EDITOR).get(town).text
    assert "liegt bis" in page
    assert f"{town}/schlussbescheid/abrufen" in page
    assert "Sie: Ein Bescheid liegt zum Abruf bereit" in page
    reading = as_(EDITOR).get(f"{town}/schlussbescheid/abrufen").text
    assert "Schlussbescheid" in reading
    assert "20.000,00" not in reading
    assert as_(EDITOR).get(f"{town}/schlussbescheid/abgerufen.pdf").status_code == 404
    fetch = f"{town}/schlussbescheid/abrufen"
    assert as_(EDITOR).send(fetch, {}, fetch).status_code == 303
    assert "Gilt als bekannt gegeben" in as_(EDITOR).get(fetch).text
    assert fetch in as_(EDITOR).get(town).text
    play.go(play.today + timedelta(days=1))
    assert fetch not in as_(EDITOR).get(town).text
    document = as_(EDITOR).get(f"{town}/schlussbescheid/abgerufen.pdf")
    assert audited in attached(document.data).decode()
    assert "Abgerufen" in as_(REVIEWER).get(f"/vorgaenge/{audited}").text


def test_a_signed_settlement_waits_for_the_town_and_not_for_the_approvers(play, as_, audited):
    drafted(play, audited, about=THE_SETTLEMENT)
    assert audited in as_(FIRST).get("/entscheidungen").text
    as_(FIRST).send(
        f"/vorgaenge/{audited}/schlussbescheid/portal",
        {"aktion": "sign"},
        f"/vorgaenge/{audited}/schlussbescheid/portal",
    )
    assert audited not in as_(SECOND).get("/entscheidungen").text


def test_a_notice_on_a_change_is_made_on_its_page_and_retrieved_by_the_town(play, as_, changed):
    reference, key = changed
    office = f"/vorgaenge/{reference}/bescheide/{key}/portal"
    fetch = f"/antraege/{reference}/bescheide/{key}/abrufen"
    reviewer = as_(REVIEWER)
    assert office in reviewer.get(f"/vorgaenge/{reference}/aenderungen/{key}").text
    assert reviewer.send(office, PORTAL, office).status_code == 303
    inbox = as_(FIRST).get("/entscheidungen").text
    assert "Zeichnung des Änderungs- oder Zinsbescheids" in inbox
    assert "Änderungsbescheid: Bescheid zeichnen" in as_(FIRST).get(f"/vorgaenge/{reference}").text
    assert as_(FIRST).send(office, {"aktion": "sign"}, office).status_code == 303
    tasks = as_(EDITOR).get("/antraege").text
    assert "Bescheid abrufen bis" in tasks
    assert "Verwendungsnachweis bis" not in tasks
    assert fetch in as_(EDITOR).get(f"/antraege/{reference}").text
    assert as_(EDITOR).send(fetch, {}, fetch).status_code == 303
    assert as_(EDITOR).get(fetch.replace("abrufen", "abgerufen.pdf")).status_code == 200
    assert "Zum Bescheid" in as_(EDITOR).get(f"/antraege/{reference}").text
    assert "liegt bis" not in as_(EDITOR).get(f"/antraege/{reference}").text


def test_a_letter_about_a_change_has_its_words_and_the_address(play, as_, changed):
    reference, key = changed
    to_send(play, reference, "receipt", About("change", key))
    letter = as_(REVIEWER).get(f"/vorgaenge/{reference}/bescheide/{key}/portal.pdf")
    assert letter.status_code == 200
    assert reference in attached(letter.data).decode()
    sent(play, reference, about=About("change", key))
    log = as_(REVIEWER).get("/postausgang").text
    assert "Änderungsbescheid" in log
    assert ADDRESS.splitlines()[0] in log


def test_interest_is_told_by_its_notice_only(play, as_):
    reference = interest.paid_late(play)
    interest.proposed(play, reference)
    interest.commented(play, reference)
    key = interest.proposal(reference).id
    office = f"/vorgaenge/{reference}/bescheide/{key}/portal"
    assert office in as_(AUDITOR).get(f"/vorgaenge/{reference}/zinsen").text
    provided(play, reference, About("interest", key), SECOND)
    retrieved(play, reference, EDITOR, About("interest", key))
    page = as_(SIGNATORY).get(f"/antraege/{reference}/bescheide/{key}/abrufen").text
    assert "Zinsbescheid" in page


def test_another_town_finds_no_such_notice(play, as_, changed):
    reference, key = changed
    provided(play, reference, About("change", key))
    stranger = as_("zeichnung@rodewisch.example")
    for page in (f"/antraege/{reference}/bescheide/{key}/abrufen", f"/antraege/{reference}"):
        assert stranger.get(page).status_code == 404
    for page in (f"/vorgaenge/{reference}/bescheide/{key}/portal",):
        assert as_(EDITOR).get(page).status_code in {403, 404}


def test_a_key_of_nothing_is_unknown(play, as_, audited):
    nothing = "00000000-0000-0000-0000-000000000000"
    assert as_(REVIEWER).get(f"/vorgaenge/{audited}/bescheide/{nothing}/portal").status_code == 404
    assert as_(EDITOR).get(f"/antraege/{audited}/bescheide/{nothing}/abrufen").status_code == 404


def test_the_posting_log_and_the_page_say_when_a_change_counts(play, as_, changed):
    reference, key = changed
    about = About("change", key)
    to_send(play, reference, about=about)
    sent(play, reference, about=about)
    counts = f"{play.today + timedelta(days=3):%d.%m.%Y}"
    assert f"Gilt als bekannt gegeben am {counts}" in as_(REVIEWER).get("/postausgang").text
    page = as_(REVIEWER).get(f"/vorgaenge/{reference}/bescheide/{key}/portal").text
    assert "5. September 2022" in page
    assert "berichtigen Sie den erfassten Bescheid" not in page


def test_what_is_signed_goes_no_way_back_into_the_portal(play, as_, changed):
    reference, key = changed
    about = About("change", key)
    to_send(play, reference, about=about)
    sent(play, reference, about=about)
    came_back(play, reference, about=about)
    office = f"/vorgaenge/{reference}/bescheide/{key}/portal"
    wrong = as_(REVIEWER).send(office, {"aktion": "reroute", "way": "portal"}, office)
    assert wrong.status_code == 422
    assert "Weg außerhalb des Portals" in wrong.text
