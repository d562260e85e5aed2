"""Changes after the decision on the pages of the town and of the office, old and new side by side."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.law import money
from funding.models import Change, Line
from funding.services.administration.set_up_demo import PASSWORD
from tests.services.spending import changing as c
from tests.stages import EDITOR, REVIEWER, SECOND, SIGNATORY, bring
from workflows.application import State

STRANGER = "zeichnung@rodewisch.example"
UNTIL = {"new_end-day": "31", "new_end-month": "3", "new_end-year": "2023"}


@pytest.fixture
def reference(play):
    return bring(play, State.IN_PROGRESS)


def main(answer):
    text = answer.text.partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def ways(reference, key=""):
    tail = f"/{key}" if key else ""
    return f"/antraege/{reference}/aenderungen{tail}", f"/vorgaenge/{reference}/aenderungen{tail}"


def only_change():
    with reading() as session:
        return session.scalars(select(Change)).one()


def begin(town, reference, kind="period"):
    listed, _office = ways(reference)
    answer = town.send(listed, {"kind": kind})
    assert answer.status_code == 303
    return answer.location


def sign(town, own, action="senden", password=PASSWORD):
    return town.send(f"{own}/{action}", {"password": password}, own)


def test_a_later_end_from_the_first_click_to_the_decision(reference, as_):
    town, signatory = as_(EDITOR), as_(SIGNATORY)
    assert "Es gibt noch keine Änderung." in main(town.get(ways(reference)[0]))
    own = begin(town, reference)
    unsaid = main(signatory.get(own))
    assert "Das neue Ende fehlt" in unsaid
    assert town.send(own, {"reason": c.WHY, **UNTIL}).status_code == 303
    page = main(town.get(own))
    assert "31.12.2022 31.03.2023" in page
    assert "Montag, 2. Oktober 2023" in page
    assert "Senden darf die Änderung nur, wer für die Kommune zeichnet." in page
    key = only_change().id
    office = as_(REVIEWER)
    assert office.get(ways(reference, key)[1]).status_code == 404  # a draft is the town's alone
    assert sign(signatory, own, password="falsch").status_code == 422
    assert sign(signatory, own).status_code == 303
    assert "Laufende Änderungen" in main(town.get(f"/antraege/{reference}"))
    file = office.get(f"/vorgaenge/{reference}").text
    assert ways(reference, key)[1] in file
    there = ways(reference, key)[1]
    page = main(office.get(there))
    assert c.WHY in page
    assert "Vorschlag zur Entscheidung" in page
    assert "Zur Kenntnis nehmen" not in page
    assert office.send(f"{there}/vorschlag", {"proposal": "grant"}, there).status_code == 422
    sent = {"proposal": "grant", "reason": "Nachvollziehbar."}
    assert office.send(f"{there}/vorschlag", sent, there).status_code == 303
    approver = as_(SECOND)
    page = main(approver.get(there))
    assert "Nachvollziehbar." in page
    refused = approver.send(f"{there}/entscheidung", {"aktion": "refuse"}, there)
    assert refused.status_code == 422
    assert approver.send(f"{there}/entscheidung", {"aktion": "grant"}, there).status_code == 303
    assert "Zugestimmt" in main(town.get(own))
    assert "Zu dieser Änderung folgt ein Bescheid" in main(town.get(own))
    assert "31.03.2023" in main(town.get(f"/antraege/{reference}"))
    assert "Nachvollziehbar." not in main(town.get(own))  # what the office says to itself


def test_an_approver_sends_a_change_back_on_its_page(reference, play, as_):
    key = c.requested(play, reference)
    c.assess(play, reference, key)
    own, there = ways(reference, key)
    approver = as_(SECOND)
    assert "An die Sachbearbeitung zurückgeben" in main(approver.get(there))
    assert "An die Sachbearbeitung zurückgeben" not in main(as_(REVIEWER).get(there))
    assert approver.send(f"{there}/rueckgabe", {"why": " "}, there).status_code == 422
    sent = {"why": "Bitte die Folgen für 2023 ergänzen."}
    assert approver.send(f"{there}/rueckgabe", sent, there).status_code == 303
    page = main(as_(REVIEWER).get(there))
    assert "Bitte die Folgen für 2023 ergänzen." in page
    assert "Vorschlag zur Entscheidung" in page
    assert "Bitte die Folgen" not in main(as_(EDITOR).get(own))


def test_a_shift_shows_what_may_be_noted_and_what_needs_consent(reference, as_):
    town, office = as_(EDITOR), as_(REVIEWER)
    own = begin(town, reference, "shift")
    with reading() as session:
        plan = [line.amount_cents for line in session.scalars(select(Line).order_by(Line.position))]
    new = [plan[0] - 100_000, plan[1] + 100_000, plan[2]]
    sent = {f"lines-{n}-amount": money.typed(cents, "de") for n, cents in enumerate(new)}
    assert town.send(own, {"reason": c.WHY, **sent}).status_code == 303
    page = main(town.get(own))
    assert "+1.000,00 €" in page.replace("\xa0", " ")
    assert "Die Verschiebung braucht eine Zustimmung." in page
    less = sent | {"lines-1-amount": money.typed(plan[1] + 10_000, "de")}
    assert town.send(own, {"reason": c.WHY, **less}).status_code == 303
    assert sign(as_(SIGNATORY), own).status_code == 303
    there = ways(reference, only_change().id)[1]
    page = main(office.get(there))
    assert "keine Zustimmung" in page
    assert "Vorschlag zur Entscheidung" not in page
    assert office.send(f"{there}/vermerk", {"note": ""}, there).status_code == 303
    assert "Zur Kenntnis genommen" in main(town.get(own))


def test_an_amount_left_empty_is_not_nothing(reference, as_):
    town = as_(EDITOR)
    own = begin(town, reference, "shift")
    answer = town.send(own, {"reason": c.WHY, "lines-0-amount": ""})
    assert answer.status_code == 422
    assert "Hier fehlt der Betrag." in main(answer)


def test_less_spending_tells_what_the_grant_becomes(reference, as_):
    town = as_(EDITOR)
    own = begin(town, reference, "less")
    with reading() as session:
        plan = [line.amount_cents for line in session.scalars(select(Line).order_by(Line.position))]
    halved = {f"lines-{n}-amount": money.typed(cents // 2, "de") for n, cents in enumerate(plan)}
    assert town.send(own, {"reason": c.WHY, **halved}).status_code == 303
    page = main(town.get(own)).replace("\xa0", " ")
    assert "sinkt die Zuwendung von 20.000,00 € auf 10.000,00 €" in page
    assert "So ist gerechnet" in page


def test_an_award_is_lowered_on_the_page_of_the_change(reference, play, as_):
    planned = c.case_of(reference)[2]
    lines = c.shifted(reference, *(now // 2 - now for now in planned))
    key = c.requested(play, reference, "less", lines=lines)
    own, there = ways(reference, key)
    office, approver = as_(REVIEWER), as_(SECOND)
    page = main(office.get(there)).replace("\xa0", " ")
    assert "Zur Kenntnis nehmen" in page
    assert "senkt die Zuwendung durch Änderungsbescheid auf 10.000,00 €" in page
    assert "Die Zuwendung senken" in page
    assert "Die Änderung ablehnen" not in page
    sent = {"proposal": "grant", "reason": "Wie mitgeteilt."}
    assert office.send(f"{there}/vorschlag", sent, there).status_code == 303
    page = main(approver.get(there)).replace("\xa0", " ")
    assert "Die Zuwendung von 20.000,00 € auf 10.000,00 € senken" in page
    assert "Änderung ablehnen" not in page
    assert approver.send(f"{there}/entscheidung", {"aktion": "grant"}, there).status_code == 303
    page = main(as_(EDITOR).get(own)).replace("\xa0", " ")
    assert "Die Zuwendung ist von 20.000,00 € auf 10.000,00 € gesenkt" in page
    assert "10.000,00" in main(as_(EDITOR).get(f"/antraege/{reference}"))


def test_a_lower_award_that_is_not_possible_says_why(reference, play, as_):
    planned = c.case_of(reference)[2]
    lines = c.shifted(reference, *(now // 2 - now for now in planned))
    key = c.requested(play, reference, "less", lines=lines)
    play.pay(reference, 1_500_000)
    page = main(as_(REVIEWER).get(ways(reference, key)[1])).replace("\xa0", " ")
    assert "geringer als das, was ausgezahlt und abgerufen ist (15.000,00 €)" in page
    assert "Zur Kenntnis nehmen" in page


def test_a_question_is_answered_on_the_page_of_the_change(reference, play, as_):
    key = c.requested(play, reference)
    own, there = ways(reference, key)
    office = as_(REVIEWER)
    assert office.send(f"{there}/rueckfrage", {"question": ""}, there).status_code == 422
    asked = {"question": "Wann beginnt die Stelle?"}
    assert office.send(f"{there}/rueckfrage", asked, there).status_code == 303
    town = as_(SIGNATORY)
    page = main(town.get(own))
    assert "Wann beginnt die Stelle?" in page
    assert "Die Rückfrage des Amts ist noch nicht beantwortet." in page
    assert town.send(own, {"reason": c.WHY, "answer": "Im November.", **UNTIL}).status_code == 303
    assert sign(town, own).status_code == 303
    assert "Im November." in main(office.get(there))


def test_a_change_is_taken_back_signed_and_a_draft_without(reference, play, as_):
    own = begin(as_(EDITOR), reference)
    assert as_(EDITOR).send(f"{own}/zurueckziehen", {}, own).status_code == 303
    key = c.requested(play, reference)
    own, _there = ways(reference, key)
    editor = as_(EDITOR)
    typed = {"password": PASSWORD, "csrf_token": editor.token("/konto")}
    assert editor.post(f"{own}/zurueckziehen", data=typed).status_code == 403
    signatory = as_(SIGNATORY)
    assert sign(signatory, own, "zurueckziehen", "falsch").status_code == 422
    assert sign(signatory, own, "zurueckziehen").status_code == 303
    assert c.change(key).state == "withdrawn"


def test_a_second_change_of_a_kind_is_refused_with_a_sentence(reference, as_):
    town = as_(EDITOR)
    begin(town, reference)
    answer = town.send(ways(reference)[0], {"kind": "period"})
    assert answer.status_code == 422
    assert "Eine Änderung dieser Art ist schon in Arbeit." in main(answer)


def test_before_its_notice_a_town_finds_no_page_of_changes(play, as_):
    reference = bring(play, State.APPROVED)
    assert as_(EDITOR).get(ways(reference)[0]).status_code == 404


def test_a_change_of_another_town_does_not_exist(reference, play, as_):
    key = c.requested(play, reference)
    own, there = ways(reference, key)
    stranger = as_(STRANGER)
    token = {"csrf_token": stranger.token("/konto")}
    for path in (own, there):
        assert stranger.get(path).status_code == 404
    for path in (own, f"{own}/senden", f"{own}/zurueckziehen", f"{there}/entscheidung"):
        assert stranger.post(path, data=token).status_code == 404


def test_the_pages_speak_english(reference, play, as_):
    key = c.requested(play, reference)
    own, there = ways(reference, key)
    for email, path in ((EDITOR, own), (REVIEWER, there)):
        person = as_(email)
        person.get("/sprache/en")
        page = main(person.get(path))
        assert "Old and new" in page
        assert "A later end always needs consent." in page
        assert "Zustimmung" not in page
