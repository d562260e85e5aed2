"""The pages of a notice in the portal: frozen, signed, and hidden until it is retrieved."""

from __future__ import annotations

from tests.services.spending.issuing import drafted, issue_of, provided
from tests.stages import EDITOR, FIRST, REVIEWER, bring
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
    assert "läuft schon ein Bescheid im Portal" in page
