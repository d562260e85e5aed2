"""Sending a notice page by page, the posting log and its file, and who reads it."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from funding.services.reviewing.declare_bias import declare_bias
from tests.pdf import attached
from tests.services.spending.issuing import ADDRESS, came_back, issue_of, sent, to_send
from tests.stages import AUDITOR, BUDGET, EDITOR, FIRST, REVIEWER, SIGNATORY, bring
from workflows.application import State as CaseState
from workflows.decision_notice import State

LOG, FILE = "/postausgang", "/postausgang/postausgang.csv"


def day(on, name="day"):
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


@pytest.fixture
def reference(play):
    return bring(play, CaseState.APPROVED)


def test_a_notice_is_signed_sent_and_logged_page_by_page(play, as_, reference):
    office, town = f"/vorgaenge/{reference}/bescheid/portal", f"/antraege/{reference}"
    reviewer = as_(REVIEWER)
    before = as_(EDITOR).get(town).text.count("Bescheid")
    way = {"aktion": "freeze", "way": "registered", "address": ADDRESS}
    assert reviewer.send(office, way | {"address": "Rathaus"}, office).status_code == 422
    assert (
        reviewer.send(office, way | {"address": "a\n" * 7 + "08209 A"}, office).status_code == 422
    )
    assert reviewer.send(office, way, office).status_code == 303
    assert "Bescheid zeichnen, zum Versand geben" in as_(FIRST).get(office).text
    assert "bereitstellen" not in as_(FIRST).get(office).text
    assert as_(FIRST).send(office, {"aktion": "sign_to_send"}, office).status_code == 303
    assert as_(EDITOR).get(town).text.count("Bescheid") == before
    assert as_(EDITOR).get(f"{town}/bescheid/abrufen").status_code == 404
    deed = {"aktion": "dispatch"} | day(play.today)
    assert reviewer.send(office, {"aktion": "dispatch"}, office).status_code == 422
    missing = reviewer.send(office, deed, office)
    assert (missing.status_code, "Nummer der Sendung" in missing.text) == (422, True)
    late = deed | {"evidence": "RR 1 DE"} | day(play.today + timedelta(days=1))
    wrong = reviewer.send(office, late, office)
    assert wrong.status_code == 422
    assert "Der Tag kann nur heute sein" in wrong.text
    assert "RR 1 DE" in wrong.text  # nothing has to be typed again
    assert reviewer.send(office, deed | {"evidence": "RR 1 DE"}, office).status_code == 303
    page = reviewer.get(office).text
    for told in ("Postausgang 2022/0001", "RR 1 DE", "Markt 1", "Gilt als bekannt gegeben am"):
        assert told in page, told
    assert "Bescheid ist unterwegs" in as_(EDITOR).get(town).text
    recorded = reviewer.get(f"/vorgaenge/{reference}/bescheid").text
    assert "wie sie im Postausgang stehen" in recorded


@pytest.mark.parametrize("channel", ["receipt", "deed"])
def test_until_the_paper_is_back_a_town_reads_that_its_notice_is_sent(
    play, as_, reference, channel
):
    to_send(play, reference, channel)
    town = f"/antraege/{reference}"
    assert "Zwei Personen entscheiden" in as_(EDITOR).get(town).text
    sent(play, reference)
    page = as_(SIGNATORY).get(town).text
    assert "Bescheid ist abgesandt" in page
    assert "Zwei Personen entscheiden" not in page
    assert "Antrag zurückziehen" not in page
    assert "Bewilligt" not in page
    assert "Bescheid ist abgesandt" in as_(EDITOR).get("/antraege").text
    came_back(play, reference)
    assert "Zwei Personen entscheiden" in as_(EDITOR).get(town).text


def test_the_only_day_is_named_once_and_later_on_the_first_and_the_last(play, as_, reference):
    to_send(play, reference)
    office = f"/vorgaenge/{reference}/bescheid/portal"
    wrong = day(play.today - timedelta(days=1)) | {"aktion": "dispatch"}
    page = as_(REVIEWER).send(office, wrong, office).text
    assert "Der Tag kann nur heute sein" in page
    assert "Der Tag muss zwischen dem" not in page
    play.moved.instant += timedelta(days=1)
    page = as_(REVIEWER).send(office, wrong, office).text
    assert "Der Tag muss zwischen dem" in page
    assert "Der Tag kann nur heute sein" not in page


@pytest.mark.parametrize("sign", ["\u202e", "\u0007", "\u200b"])
def test_an_address_with_signs_that_nobody_sees_is_refused(play, as_, reference, sign):
    office = f"/vorgaenge/{reference}/bescheid/portal"
    way = {"aktion": "freeze", "way": "post", "address": ADDRESS.replace("Markt", f"Ma{sign}rkt")}
    page = as_(REVIEWER).send(office, way, office)
    assert page.status_code == 422
    assert "die man nicht sieht" in page.text
    assert as_(REVIEWER).send(office, way | {"address": ADDRESS}, office).status_code == 303


def test_who_signs_takes_a_signed_letter_back_and_who_drafted_it_reads_why_not(
    play, as_, reference
):
    to_send(play, reference)
    office = f"/vorgaenge/{reference}/bescheid/portal"
    reviewer = as_(REVIEWER)
    page = reviewer.get(office).text
    assert "schon gezeichnet und kein Entwurf mehr" in page
    assert 'value="withdraw"' not in page
    assert "vor der Bekanntgabe zurückziehen" in as_(FIRST).get(office).text
    recall = {"aktion": "recall", "reason": "Ein Betrag stimmt nicht."}
    assert as_(FIRST).send(office, recall, office).status_code == 303
    assert issue_of(reference).state == State.WITHDRAWN


def test_the_log_stands_in_the_navigation_of_who_may_read_it(as_):
    link = f'href="{LOG}"'
    for email in (REVIEWER, AUDITOR):
        assert link in as_(email).get("/mitteilungen").text.partition("<main")[0]
    for email in (BUDGET, EDITOR):
        assert link not in as_(email).get("/mitteilungen").text.partition("<main")[0]


def test_the_letter_carries_what_was_signed(play, as_, reference):
    to_send(play, reference, "receipt")
    office = f"/vorgaenge/{reference}/bescheid/portal.pdf"
    letter = as_(REVIEWER).get(office)
    assert letter.status_code == 200
    assert reference in attached(letter.data).decode()
    assert as_(FIRST).get(office).data == letter.data
    assert b"/StructTreeRoot" in letter.data
    assert as_(SIGNATORY).get(office).status_code in {403, 404}


def test_what_came_back_waits_for_another_way(play, as_, reference):
    to_send(play, reference)
    sent(play, reference)
    office = f"/vorgaenge/{reference}/bescheid/portal"
    reviewer = as_(REVIEWER)
    back = {"aktion": "come_back"} | day(play.today)
    assert reviewer.send(office, back, office).status_code == 422
    assert reviewer.send(office, back | {"reason": "verzogen"}, office).status_code == 303
    page = reviewer.get(office).text
    assert "Zurückgekommen" in page
    assert "Niemandem ist er bekannt gegeben" in page
    assert "kam am" in reviewer.get(f"/vorgaenge/{reference}").text
    assert "Anderen Weg wählen" in reviewer.get(f"/vorgaenge/{reference}").text
    again = {"aktion": "reroute", "way": "deed", "address": ADDRESS}
    assert reviewer.send(office, again | {"way": "portal"}, office).status_code == 422
    assert reviewer.send(office, again, office).status_code == 303
    assert issue_of(reference).state == State.SIGNED


def rows(answer):
    text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_log_of_a_year_is_read_filtered_and_saved(play, as_, reference):
    other = bring(play, CaseState.REJECTED, "graffiti")
    to_send(play, reference)
    to_send(play, other, "registered")
    sent(play, reference)
    sent(play, other, evidence="=RR 2")
    auditor = as_(AUDITOR)
    page = auditor.get(LOG).text
    assert reference in page
    assert other in page
    assert other not in auditor.get(f"{LOG}?jahr=2022&weg=post").text
    listed = rows(auditor.get(FILE))
    assert [(row["Nr."], row["Vorgang"]) for row in listed] == [
        ("0001", reference),
        ("0002", other),
    ]
    assert listed[1]["Nummer der Sendung"] == "'=RR 2"
    assert len(rows(auditor.get(f"{FILE}?weg=registered"))) == 1
    for asked in ("jahr=1999", "jahr=x", "weg=taube"):
        assert auditor.get(f"{LOG}?{asked}").status_code == 422
        assert auditor.get(f"{FILE}?{asked}").status_code == 422


@pytest.mark.parametrize("email", [SIGNATORY, BUDGET])
def test_nobody_else_reads_the_log(play, as_, reference, email):
    to_send(play, reference)
    sent(play, reference)
    for path in (LOG, FILE):
        assert as_(email).get(path).status_code in {403, 404}


def test_whoever_is_biased_finds_nothing_of_the_case_in_it(play, as_, reference):
    to_send(play, reference)
    sent(play, reference)
    play.act(AUDITOR, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    assert reference not in as_(AUDITOR).get(LOG).text
    assert rows(as_(AUDITOR).get(FILE)) == []
    assert reference in as_(FIRST).get(LOG).text


def test_a_signatory_confirms_receipt_and_then_reads_it(play, as_, reference):
    office, town = f"/vorgaenge/{reference}/bescheid/portal", f"/antraege/{reference}/bescheid"
    way = {"aktion": "freeze", "way": "portal_receipt"}
    assert as_(REVIEWER).send(office, way, office).status_code == 303
    assert as_(FIRST).send(office, {"aktion": "sign"}, office).status_code == 303
    editor = as_(EDITOR)
    page = editor.get(f"{town}/abrufen").text
    assert "password" not in page.partition("<main")[2]
    assert "ewilligt" not in page.partition("<main")[2]
    form = editor.form(play._read(reference).version)
    assert editor.post(f"{town}/abrufen", data=form).status_code == 403
    signatory = as_(SIGNATORY)
    assert "Empfang bestätigen" in signatory.get(f"{town}/abrufen").text
    assert signatory.get(f"{town}/abgerufen.pdf").status_code == 404
    assert signatory.send(f"{town}/abrufen", {"password": "falsch"}).status_code == 422
    assert signatory.get(f"{town}/abgerufen.pdf").status_code == 404
    assert signatory.send(f"{town}/abrufen", {"password": "praevention-2022"}).status_code == 303
    told = signatory.get(f"{town}/abrufen").text
    assert "Bewilligt sind" in told
    assert signatory.get(f"{town}/abgerufen.pdf").status_code == 200
    file = as_(REVIEWER).get(f"/vorgaenge/{reference}").text
    assert "Empfangsbekenntnis im Portal durch" in file
    shown = file.partition("Empfangsbekenntnis im Portal durch")[2][:120]
    assert f"{play.today:%d.%m.%Y} um " in shown  # as people in Saxony read it
    assert "+00:00" not in shown


def test_a_second_confirmation_finds_it_confirmed(play, as_, reference):
    office, town = f"/vorgaenge/{reference}/bescheid/portal", f"/antraege/{reference}/bescheid"
    way = {"aktion": "freeze", "way": "portal_receipt"}
    as_(REVIEWER).send(office, way, office)
    as_(FIRST).send(office, {"aktion": "sign"}, office)
    signatory = as_(SIGNATORY)
    fields = signatory.fields(f"{town}/abrufen") | {"password": "praevention-2022"}
    assert signatory.post(f"{town}/abrufen", data=fields).status_code == 303
    play.moved.instant += timedelta(minutes=1)
    late = signatory.form(play._read(reference).version) | {"password": "praevention-2022"}
    assert signatory.post(f"{town}/abrufen", data=late).status_code == 409


def test_the_log_says_from_when_a_letter_counts_or_what_it_waits_for(play, as_, reference):
    other = bring(play, CaseState.REJECTED, "graffiti")
    to_send(play, reference)
    sent(play, reference, evidence="")
    to_send(play, other, "receipt")
    sent(play, other, evidence="")
    page = as_(AUDITOR).get(LOG).text
    counts_on = play.today + timedelta(days=3)
    assert f"Gilt als bekannt gegeben am {counts_on:%d.%m.%Y}" in page
    assert "Der Empfang ist noch nicht bestätigt" in page
    rows = list(
        csv.DictReader(io.StringIO(as_(AUDITOR).get(FILE).data.decode("utf-8-sig")), delimiter=";")
    )
    assert [row["Gilt als bekannt gegeben am"] for row in rows] == [counts_on.isoformat(), ""]
    came_back(play, reference)
    page = as_(AUDITOR).get(LOG).text
    assert "Gilt als bekannt gegeben" not in page
    assert "Zurückgekommen oder verloren" in page


def test_a_mailbox_is_asked_for_its_name(as_, reference):
    office = f"/vorgaenge/{reference}/bescheid/portal"
    answer = as_(REVIEWER).send(
        office, {"aktion": "freeze", "way": "mailbox", "address": ""}, office
    )
    assert answer.status_code == 422
    assert "Geben Sie den Namen des Postfachs an." in answer.text
    assert "Postleitzahl und Ort." not in answer.text.partition("fp-form")[0]
