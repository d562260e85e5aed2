"""The page of a decision says how many approve it, up to what one may sign, and who could."""

from __future__ import annotations

from tests.services.deciding.test_signing import limit, threshold
from tests.stages import FIRST, GRANT, SECOND, THIRD, bring
from workflows.application import State, Trigger


def shown(browser, reference):
    text = browser.get(f"/entscheidungen/{reference}").text
    return " ".join(text.replace("\xa0", " ").split())


def test_it_names_the_limit_its_source_and_who_can_sign_instead(play, as_):
    reference = bring(play, State.REVIEWED)
    limit(THIRD, GRANT - 1)
    page = shown(as_(THIRD), reference)
    assert "Sie dürfen bis 19.999,99 € zeichnen." in page
    assert "Gültig seit 01.01.2022; Quelle: Zeichnungsregelung." in page
    assert "Die nächste Freigabe erteilen können: Entscheidung 1, Entscheidung 2." in page
    assert "sind mehr als Ihre Zeichnungsbefugnis von 19.999,99 €" in page
    inbox = " ".join(as_(THIRD).get("/entscheidungen").text.replace("\xa0", " ").split())
    assert "20.000,00 € sind mehr als Ihre Zeichnungsbefugnis von 19.999,99 €" in inbox


def test_it_says_in_words_how_many_approve_in_which_order(play, as_):
    threshold(GRANT)
    reference = bring(play, State.FIRST_APPROVED)
    play.step(SECOND, reference, Trigger.APPROVE_SECOND)
    page = shown(as_(THIRD), reference)
    assert "Dieser Betrag braucht 3 Freigaben verschiedener Personen" in page
    parts = ("erteilt von Entscheidung 1", "erteilt von Entscheidung 2", "steht noch aus")
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert "nötig ab 20.000,00 €" in page
    assert "Ihre Freigabe wäre die letzte; mit ihr ist entschieden." in page


def test_it_says_so_where_nobody_can_sign(play, as_):
    reference = bring(play, State.REVIEWED)
    for email in (FIRST, SECOND, THIRD):
        limit(email, 1)
    assert "Zurzeit kann niemand die nächste Freigabe erteilen." in shown(as_(FIRST), reference)


def test_the_administration_reads_all_limits_with_their_source(play, as_):
    page = as_("verwaltung@smi.example").get("/verwaltung/regeln").text.replace("\xa0", " ")
    assert "250.000,00 €" in page
    assert "Zeichnungsregelung der Demo (Beispiel)" in page
    assert "Betrag, ab dem eine dritte Freigabe nötig ist" in page
