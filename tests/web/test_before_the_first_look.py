"""Who may take part in a case answers the question of bias before they see anything of it."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import Account, BiasDeclaration
from funding.services.reviewing.declare_bias import declare_bias
from tests.stages import FIRST, REVIEWER, SECOND, bring
from workflows.application import State, Trigger

LEAD, SCORER = "teamleitung@smi.example", "zweitbewertung@smi.example"
BUDGET, PROOFS = "haushalt@smi.example", "nachweispruefung@smi.example"
OTHER, AUDIT = "sachbearbeitung2@smi.example", "revision@smi.example"
OFFICE = (
    *("", "/ablauf", "/fassungen", "/notizen", "/nachrichten", "/stellungnahmen"),
    *("/formale-pruefung", "/bewertung", "/vorschlag", "/nachfordern"),
)


@pytest.fixture
def given(play):
    """Let the lead give a case to the reviewer, who has not said anything about bias."""
    reference = bring(play, State.SUBMITTED)
    with reading() as session:
        holder = session.scalars(select(Account.id).where(Account.email == REVIEWER)).one()
    play.step(LEAD, reference, Trigger.ASSIGN, new_holder_id=holder, reason="Regel 1")
    return reference


@pytest.mark.parametrize("page", OFFICE)
def test_every_page_of_the_case_leads_to_the_question_first(given, play, as_, page):
    office, way = as_(REVIEWER, silent=True), f"/vorgaenge/{given}"
    answer = office.get(way + page)
    asked = f"{way}/befangenheit?weiter={way}{page}"
    assert (answer.status_code, answer.location) == (303, asked)
    play.act(REVIEWER, lambda s, a: declare_bias(s, a, given, biased=False))
    assert office.get(way + page).status_code == 200


@pytest.mark.parametrize("page", ["druck", "antrag.pdf"])
def test_the_application_on_paper_does_so_too(given, as_, page):
    answer = as_(REVIEWER, silent=True).get(f"/antraege/{given}/{page}")
    assert answer.status_code == 303
    assert "/befangenheit?weiter=" in answer.location


def test_the_question_itself_and_giving_back_stay_open(given, as_):
    office = as_(REVIEWER, silent=True)
    assert office.get(f"/vorgaenge/{given}/befangenheit").status_code == 200
    assert office.get(f"/vorgaenge/{given}/schritt/give_back").status_code == 200


def declared(email):
    """Return what somebody has declared, of whichever case."""
    own = select(BiasDeclaration.biased).join(
        Account, Account.person_id == BiasDeclaration.person_id
    )
    with reading() as session:
        return session.scalars(own.where(Account.email == email)).all()


@pytest.mark.parametrize("who", [LEAD, SCORER, OTHER, FIRST, SECOND, BUDGET, PROOFS])
def test_whoever_may_take_part_is_asked_and_goes_on_to_the_page_they_wanted(play, as_, who):
    office, way = as_(who, silent=True), f"/vorgaenge/{bring(play, State.REVIEWED)}"
    asked = office.get(f"{way}/ablauf").location
    assert asked == f"{way}/befangenheit?weiter={way}/ablauf"
    assert "Zurück zum Vorgang" not in office.get(asked).text
    assert office.send(asked, {"biased": "no"}).location == f"{way}/ablauf"
    assert office.get(f"{way}/ablauf").status_code == 200
    assert declared(who) == [False]


def test_the_page_of_the_decision_asks_first_and_a_biased_person_never_sees_it(play, as_):
    first, reference = as_(FIRST, silent=True), bring(play, State.REVIEWED)
    page = f"/entscheidungen/{reference}"
    asked = first.get(page).location
    assert asked.startswith(f"/vorgaenge/{reference}/befangenheit?")
    sent = {"biased": "yes", "reason": "Schwägerschaft"}
    assert first.send(asked, sent).location == "/arbeitsvorrat"
    assert first.get(page).status_code == 404


@pytest.mark.parametrize("page", ["bescheid", "zahlung", "fristverlaengerung"])
def test_the_pages_of_money_and_time_ask_first_too(play, as_, page):
    reference = bring(play, State.IN_PROGRESS)
    for who in (REVIEWER, BUDGET):
        play.act(who, lambda s, a: s.query(BiasDeclaration).delete())
        answer = as_(who, silent=True).get(f"/vorgaenge/{reference}/{page}")
        assert "/befangenheit?" in (answer.location or "")


def test_who_only_looks_over_the_shoulder_is_not_asked(play, as_):
    reference = bring(play, State.REVIEWED)
    assert as_(AUDIT, silent=True).get(f"/vorgaenge/{reference}").status_code == 200


@pytest.mark.parametrize("onward", ["https://fremd.example", "//fremd.example", "/gibt-es-nicht"])
def test_the_answer_leads_nowhere_outside(play, as_, onward):
    first, reference = as_(FIRST, silent=True), bring(play, State.REVIEWED)
    way = f"/vorgaenge/{reference}"
    answer = first.send(f"{way}/befangenheit?weiter={onward}", {"biased": "no"})
    assert answer.location == way


def test_deciding_together_declares_of_each_case_that_was_not_looked_at(play, as_):
    first = as_(FIRST, silent=True)
    seen, unseen = bring(play, State.REVIEWED), bring(play, State.REVIEWED, "graffiti")
    first.send(f"/vorgaenge/{seen}/befangenheit", {"biased": "no"})
    way = f"/entscheidungen/sammel?vorgang={seen}&vorgang={unseen}"
    page = first.get(way).text
    assert "1 dieser Vorgänge noch nicht angesehen" in page
    assert f"{unseen}/befangenheit" in page
    assert f"{seen}/befangenheit" not in page
    assert "Ich bin nicht befangen – 2 Freigaben erteilen" in page
    assert declared(FIRST) == [False]
    sent = first.fields(way) | {"vorgang": re.findall(r'name="vorgang"\s+value="([^"]+)"', page)}
    first.post("/entscheidungen/sammel", data=sent)
    assert declared(FIRST) == [False, False]
