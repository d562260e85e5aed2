"""Who is given a case answers the question of bias before they see anything of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import Account
from funding.services.reviewing.declare_bias import declare_bias
from tests.stages import REVIEWER, bring
from workflows.application import State, Trigger

LEAD = "teamleitung@smi.example"
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
    office, way = as_(REVIEWER), f"/vorgaenge/{given}"
    answer = office.get(way + page)
    assert (answer.status_code, answer.location) == (303, f"{way}/befangenheit")
    play.act(REVIEWER, lambda s, a: declare_bias(s, a, given, biased=False))
    assert office.get(way + page).status_code == 200


@pytest.mark.parametrize("page", ["druck", "antrag.pdf"])
def test_the_application_on_paper_does_so_too(given, as_, page):
    answer = as_(REVIEWER).get(f"/antraege/{given}/{page}")
    assert answer.status_code == 303
    assert answer.location.endswith("/befangenheit")


def test_the_question_itself_and_giving_back_stay_open(given, as_):
    office = as_(REVIEWER)
    assert office.get(f"/vorgaenge/{given}/befangenheit").status_code == 200
    assert office.get(f"/vorgaenge/{given}/schritt/give_back").status_code == 200
