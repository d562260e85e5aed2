"""A proposal that came back is not lost: the form begins with it, and says why it came back."""

from __future__ import annotations

import re

import pytest

from tests.stages import FIRST, REVIEWER, bring
from workflows.application import State, Trigger

WHY = "Bitte die Honorare noch einmal prüfen."
CUT = [
    {"position": 1, "label": "x", "eligible_cents": 2_000_000, "cents": 50_000, "reason": "zu hoch"}
]
OWN = {"code": "own", "text": "Der Plakatentwurf wird vorgelegt."}


@pytest.fixture
def came_back(play):
    reference = bring(play, State.IN_ASSESSMENT)
    words = {"amount_cents": 1_700_000, "reason": "Weniger genügt.", "cuts": CUT}
    play.step(REVIEWER, reference, Trigger.RECOMMEND, **words, conditions=[OWN])
    play.step(FIRST, reference, Trigger.RETURN_CASE, reason=WHY)
    return reference


def plain(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


def test_amount_reason_cut_and_own_condition_stand_in_the_form_again(came_back, as_):
    page = as_(REVIEWER).get(f"/vorgaenge/{came_back}/vorschlag").text
    assert 'value="17.000,00"' in page
    assert 'value="500,00"' in page
    assert 'value="zu hoch"' in page
    assert "Weniger genügt." in page
    assert OWN["text"] in page
    told = plain(page)
    assert "Der frühere Vorschlag kam zurück. Am" in told
    assert f"Grund: {WHY}" in told
    assert "von Entscheidung 1." in told


def test_a_rejection_that_came_back_begins_with_ground_and_reasons(play, as_):
    reference = bring(play, State.IN_CHECK)
    words = {"ground": "merit", "reason": "nicht überzeugend", "facts_put": True}
    play.step(REVIEWER, reference, Trigger.RECOMMEND_REJECTION, **words)
    play.step(FIRST, reference, Trigger.RETURN_CASE, reason=WHY)
    page = as_(REVIEWER).get(f"/vorgaenge/{reference}/vorschlag").text
    assert "nicht überzeugend" in page
    assert re.search(r'value="merit"[^>]*checked', page)
    assert 'name="facts_put" value="y" checked' not in page  # that is to be said anew


def test_before_the_first_proposal_and_while_one_is_out_nothing_came_back(play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    office, way = as_(REVIEWER), f"/vorgaenge/{reference}/vorschlag"
    assert "Der frühere Vorschlag" not in office.get(way).text
    play.recommend(reference)
    assert "Der frühere Vorschlag" not in office.get(way).text


def test_a_rejection_is_read_as_a_notice_before_it_is_proposed_and_before_it_is_decided(play, as_):
    reference = bring(play, State.IN_CHECK)
    office, way = as_(REVIEWER), f"/vorgaenge/{reference}/vorschlag"
    assert "wird abgelehnt" not in office.get(way).text
    typed = {"reasons": "Das Vorhaben ist begonnen.", "aktion": "ablehnung_ansehen"}
    shown = office.send(way, typed)
    assert shown.status_code == 200
    assert "wird abgelehnt. Gründe Das Vorhaben ist begonnen." in plain(shown.text)
    assert play._read(reference).state == State.IN_CHECK, "looking proposes nothing"
    words = {"ground": "merit", "reason": "Das Vorhaben ist begonnen.", "facts_put": True}
    play.step(REVIEWER, reference, Trigger.RECOMMEND_REJECTION, **words)
    told = plain(as_(FIRST).get(f"/entscheidungen/{reference}").text)
    assert "Vorschau des Ablehnungsbescheids" in told
    assert "wird abgelehnt. Gründe Fachlich nicht förderfähig. Das Vorhaben ist begonnen." in told
    assert "Erste Freigabe erteilen" not in told, "there is nothing to approve, whoever signs"
    assert "Ablehnung als erste Person zeichnen" in told
