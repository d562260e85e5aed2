"""The page on which a notice is taken back: who may, what is asked, and where it leads."""

from __future__ import annotations

from funding.law.notifying import deemed_notified
from funding.words.grounds import CHANNELS
from tests.hearings import comment
from tests.recoveries import settle_with_recovery
from tests.services.reporting.redoing import redo
from tests.stages import AUDITOR, FIRST, GRANT, REVIEWER, SIGNATORY, bring
from tests.web.browsing import PASSWORD
from workflows.application import State, Trigger

FACTS = "Der Beschluss des Stadtrats lag nicht vor."


def plain(answer):
    return answer.text.replace("\xa0", " ")


def at_stake(play, as_, ground="unlawful"):
    """Let the auditor hear the town about its notice, with money paid."""
    reference = bring(play, State.IN_PROGRESS)
    play.pay(reference, GRANT)
    path = f"/vorgaenge/{reference}/aufhebung"
    answer = as_(AUDITOR).send(path, {"ground": ground, "reason": FACTS})
    assert answer.status_code == 303
    return reference


def test_the_case_leads_its_auditor_there_and_nobody_else(play, as_):
    reference = bring(play, State.IN_PROGRESS)
    path = f"/vorgaenge/{reference}/aufhebung"
    assert path in as_(AUDITOR).get(f"/vorgaenge/{reference}").text
    assert path not in as_(REVIEWER).get(f"/vorgaenge/{reference}").text
    assert as_(REVIEWER).get(path).status_code == 403


def test_ground_and_facts_are_both_asked_for(play, as_):
    reference = bring(play, State.IN_PROGRESS)
    path = f"/vorgaenge/{reference}/aufhebung"
    auditor = as_(AUDITOR)
    for typed in ({"reason": FACTS}, {"ground": "unlawful", "reason": " "}, {"ground": "pity"}):
        assert auditor.send(path, typed).status_code == 422
    assert play._read(reference).state == State.IN_PROGRESS


def test_the_town_reads_why_comments_and_the_office_withdraws(play, as_):
    reference = at_stake(play, as_)
    town = as_(SIGNATORY)
    page = plain(town.get(f"/antraege/{reference}/anhoerung"))
    for words in ("Bescheid von Anfang an rechtswidrig", FACTS, "20.000,00 €"):
        assert words in page
    assert "Verwendungsnachweis schreiben" not in page
    said = {"comment": "Er lag vor.", "password": PASSWORD, "aktion": "senden"}
    assert town.send(f"/antraege/{reference}/anhoerung", said).status_code == 303
    office = f"/vorgaenge/{reference}/nachweis"
    auditor = as_(AUDITOR)
    assert "Bescheid aufheben" in plain(auditor.get(office))
    assert auditor.send(office, {"reason": "Er lag nicht vor."}, office).status_code == 303
    settle = plain(as_(FIRST).get(f"/vorgaenge/{reference}/abrechnung"))
    for words in ("Rücknahme der Bewilligung", "zurückgenommen", "Rücknahme zeichnen"):
        assert words in settle
    settle_with_recovery(play, reference)
    page = plain(as_(AUDITOR).get(f"/vorgaenge/{reference}"))
    assert "Rücknahmebescheid</h3>" in page
    assert "ohne Verwendungsnachweis" not in page


def test_where_an_audit_settles_it_the_page_says_so(play, as_):
    reference = bring(play, State.REPORTED)
    page = plain(as_(AUDITOR).get(f"/vorgaenge/{reference}/aufhebung"))
    assert "wird mit dem Nachweis abgerechnet" in page
    assert "<textarea" not in page


def test_the_pages_are_complete_in_english(play, as_):
    reference = bring(play, State.IN_PROGRESS)
    auditor = as_(AUDITOR)
    auditor.get("/sprache/en")
    page = plain(auditor.get(f"/vorgaenge/{reference}/aufhebung"))
    assert "Take the notice back" in page
    assert "Notice unlawful from the start" in page


def test_after_its_notice_the_town_reads_what_no_longer_applies(play, as_):
    reference = at_stake(play, as_)
    comment(play, reference)
    play.step(AUDITOR, reference, Trigger.FINISH_AUDIT, reason="Er lag nicht vor.")
    settle_with_recovery(play, reference)
    before = plain(as_(SIGNATORY).get(f"/antraege/{reference}"))
    assert "zurückgenommen" not in before
    assert "Was der Bescheid von Ihnen verlangt" in before
    play.go(deemed_notified(play.today, "post"))
    town = as_(SIGNATORY)
    after = plain(town.get(f"/antraege/{reference}"))
    assert "ihre Auflagen gelten nicht mehr" in after
    assert "Was der Bescheid von Ihnen verlangt" not in after
    repay = plain(town.get(f"/antraege/{reference}/rueckforderung"))
    for words in ("Verwendungszweck", reference, "ganz oder zum Teil zurückgefordert"):
        assert words in repay


def test_of_a_settlement_that_is_made_anew_the_town_reads_that_it_need_not_pay(play, as_):
    reference = bring(play, State.RECOVERING)
    play.go(deemed_notified(play.today, "post"))
    page = plain(as_(FIRST).get(f"/vorgaenge/{reference}/schritt/redo_settlement"))
    assert "Was er zurückfordert, entfällt, auch Zinsen darauf" in page
    redo(play, reference)
    town = plain(as_(SIGNATORY).get(f"/antraege/{reference}"))
    assert "gilt seit dem" in town
    assert "Bis dahin müssen Sie nicht zahlen" in town
    listed = plain(as_(REVIEWER).get("/bescheide"))
    assert "aufgehoben am" in listed


def test_of_one_that_reclaimed_nothing_it_reads_nothing_about_paying(play, as_):
    reference = bring(play, State.SETTLING)
    play.go(deemed_notified(play.today, "post"))
    redo(play, reference)
    town = plain(as_(SIGNATORY).get(f"/antraege/{reference}"))
    assert "es wird neu abgerechnet" in town
    assert "was er zurückforderte" not in town
    assert CHANNELS["receipt"].de == "Gegen Empfangsbekenntnis"  # on paper or in the portal
