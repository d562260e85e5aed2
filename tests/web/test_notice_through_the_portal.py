"""The pages of a notice in the portal: frozen, signed, and hidden until it is retrieved."""

from __future__ import annotations

from datetime import timedelta

from tests.services.spending.issuing import drafted, issue_of, provided, retrieved, signed
from tests.stages import EDITOR, FIRST, REVIEWER, SIGNATORY, bring
from workflows.application import State as CaseState
from workflows.decision_notice import State


def test_office_and_town_pass_a_notice_on_page_by_page(play, as_):
    reference = bring(play, CaseState.APPROVED)
    office, town = f"/vorgaenge/{reference}/bescheid/portal", f"/antraege/{reference}/bescheid"
    for email, deed in ((REVIEWER, "freeze"), (FIRST, "sign")):
        assert as_(EDITOR).get(f"{town}/abrufen").status_code == 404
        assert as_(email).send(office, {"aktion": deed}, office).status_code == 303
    assert as_(FIRST).get(f"{office}.pdf").status_code == 200
    assert as_("zeichnung@rodewisch.example").get(f"{town}/abrufen").status_code == 404
    editor = as_(EDITOR)
    page = editor.get(f"/antraege/{reference}").text
    assert "Bescheid liegt bereit" in page
    for path in (f"{town}/abrufen", f"/antraege/{reference}"):
        shown = editor.get(path).text
        assert "20.000,00" not in shown.replace("200.000,00", "") or path != f"{town}/abrufen"
        assert "ewilligt" not in shown or path != f"{town}/abrufen"
    assert editor.get(f"{town}/abgerufen.pdf").status_code == 404
    assert editor.send(f"{town}/abrufen", {}, f"{town}/abrufen").status_code == 303
    assert issue_of(reference).state == State.RETRIEVED
    assert "Gilt als bekannt gegeben am" in editor.get(f"{town}/abrufen").text
    overview = editor.get(f"/antraege/{reference}").text
    assert f'href="{town}/abrufen">Zum Bescheid</a>' in overview
    assert "Bewilligt" not in overview  # what it says stands in the notice until it counts
    partner = as_("zeichnung@rodewisch.example").get(f"/antraege/{reference}")
    assert f"{town}/abrufen" not in partner.text
    assert editor.get(f"{town}/abgerufen.pdf").status_code == 200


def test_before_the_signature_the_pages_of_the_town_do_not_change(play, as_):
    reference = bring(play, CaseState.APPROVED)
    before = as_(EDITOR).get(f"/antraege/{reference}").text.count("Bescheid abrufen")
    drafted(play, reference)
    assert as_(EDITOR).get(f"/antraege/{reference}").text.count("Bescheid abrufen") == before
    assert as_(EDITOR).get(f"/antraege/{reference}/bescheid/abrufen").status_code == 404


def test_sending_back_needs_words(play, as_):
    reference = bring(play, CaseState.APPROVED)
    drafted(play, reference)
    page = f"/vorgaenge/{reference}/bescheid/portal"
    assert as_(FIRST).send(page, {"aktion": "send_back"}, page).status_code == 422
    assert as_(FIRST).send(page, {"aktion": "send_back", "reason": "so"}, page).status_code == 303


def test_the_page_for_other_channels_says_that_a_notice_is_open(play, as_):
    reference = bring(play, CaseState.APPROVED)
    provided(play, reference)
    page = as_(REVIEWER).get(f"/vorgaenge/{reference}/bescheid").text
    assert "gibt es schon einen Bescheid im Portal" in page


def test_the_file_of_the_case_leads_to_its_notice_and_says_whose_turn_it_is(play, as_):
    reference = bring(play, CaseState.APPROVED)
    way = f'href="/vorgaenge/{reference}/bescheid/portal"'

    def file(who):
        return as_(who).get(f"/vorgaenge/{reference}").text

    assert "Bescheid zur Zeichnung vorlegen" in file(REVIEWER)
    drafted(play, reference)
    assert "Bescheid zeichnen und bereitstellen" in file(FIRST)
    assert way in file(REVIEWER)
    signed(play, reference)
    page = file(REVIEWER)
    assert way in page
    assert "Liegt zum Abruf bereit" in page
    assert "Abruf des Bescheids" in page
    auditor = file("revision@smi.example")
    assert way not in auditor
    assert "Liegt zum Abruf bereit" in auditor


def test_a_signatory_waives_on_a_page_that_says_what_follows(play, as_):
    reference = bring(play, CaseState.APPROVED)
    page = f"/antraege/{reference}/bescheid/rechtsbehelfsverzicht"
    provided(play, reference)
    signatory = as_(SIGNATORY)
    assert signatory.get(page).status_code == 404
    retrieved(play, reference, EDITOR)
    assert signatory.get(page).status_code == 404
    play.moved.instant += timedelta(days=1)
    signatory = as_(SIGNATORY)  # the session is over
    shown = signatory.get(page).text
    assert "Ohne Verzicht" in shown
    assert "§§ 70, 74 VwGO" in shown
    assert page in signatory.get(f"/antraege/{reference}").text
    assert page in signatory.get(f"/antraege/{reference}/mittelabrufe").text
    assert "password" not in as_(EDITOR).get(page).text.partition("<main")[2]
    assert as_("zeichnung@rodewisch.example").get(page).status_code == 404
    assert signatory.send(page, {"password": "falsch"}).status_code == 422
    assert signatory.send(page, {"password": "praevention-2022"}).status_code == 303
    told = signatory.get(f"/antraege/{reference}").text
    assert page not in told
    assert "weil Sie auf Rechtsbehelfe verzichtet haben" in told
    assert "im Portal verzichtet am" in as_(REVIEWER).get(f"/vorgaenge/{reference}").text


def test_a_rejection_says_whom_to_ask(play, as_):
    reference = bring(play, CaseState.REJECTED)
    provided(play, reference)
    retrieved(play, reference, EDITOR)
    page = as_(EDITOR).get(f"/antraege/{reference}/bescheid/abrufen").text
    assert "nicht bewilligt" in page
    assert "Sachbearbeitung 1" in page
