"""Several cases are taken over at once: a tick for each, one lost is one lost."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import Account, Application, BiasDeclaration
from funding.services.reviewing.declare_bias import declare_bias
from tests.services.attempts import OTHER
from tests.services.racing import copies
from tests.stages import REVIEWER, bring
from workflows.application import State, Trigger

QUEUE, SEVERAL = "/arbeitsvorrat", "/arbeitsvorrat/mehrere"


@pytest.fixture
def three(play):
    """Three cases that nobody holds."""
    reference = bring(play, State.SUBMITTED)
    with transaction() as session:
        copies(session, reference, 2)
        return sorted(session.scalars(select(Application.reference)))


def way(references):
    return SEVERAL + "?" + "&".join(f"vorgang={one}" for one in references)


def held_by(email):
    with reading() as session:
        own = select(Account.id).where(Account.email == email).scalar_subquery()
        held = select(Application.reference).where(Application.holder_id == own)
        return sorted(session.scalars(held))


def ticked(text):
    return re.findall(r'name="chosen" value="([^"]+)" checked', text)


def test_rows_that_nobody_holds_can_be_ticked_and_lead_to_the_page(three, as_):
    page = as_(REVIEWER).get(f"{QUEUE}?ansicht=neu").text
    assert sorted(re.findall(r'name="vorgang" value="([^"]+)" form="mehrere"', page)) == three
    assert f'action="{SEVERAL}"' in page


def test_what_is_ticked_is_taken_over_and_the_rest_is_left(three, as_):
    office = as_(REVIEWER)
    page = office.get(way(three)).text
    assert "fällig in" in page
    assert ticked(page) == []
    answer = office.send(way(three), {"chosen": three[:2]}, follow_redirects=True)
    assert "Sie bearbeiten jetzt 2 Vorgänge mehr" in answer.text
    assert held_by(REVIEWER) == three[:2]
    with reading() as session:
        assert [d.biased for d in session.scalars(select(BiasDeclaration))] == [False, False]


def test_without_a_tick_nothing_is_taken_and_the_page_says_so(three, as_):
    answer = as_(REVIEWER).send(way(three), {})
    assert answer.status_code == 422
    assert "Bitte kreuzen Sie mindestens einen Vorgang an." in answer.text
    assert held_by(REVIEWER) == []


def test_one_that_somebody_quicker_holds_is_named_and_the_others_are_taken(three, play, as_):
    office = as_(REVIEWER)
    sent = office.fields(way(three)) | {"chosen": three}
    play.act(OTHER, lambda s, a: declare_bias(s, a, three[0], biased=False))
    play.step(OTHER, three[0], Trigger.CLAIM)
    answer = office.post(way(three), data=sent, follow_redirects=True)
    assert answer.status_code == 200
    assert f"{three[0]} wurde inzwischen von jemand anderem übernommen" in answer.text
    assert (held_by(REVIEWER), held_by(OTHER)) == (three[1:], three[:1])
    assert "bearbeitet diesen Vorgang bereits" in office.get(way(three)).text


def test_a_case_that_has_changed_since_it_was_shown_is_not_taken_blindly(three, as_):
    office = as_(REVIEWER)
    sent = office.fields(way(three)) | {"chosen": three}
    with transaction() as session:
        changed = select(Application).where(Application.reference == three[0])
        session.scalars(changed).one().version += 1
    office.post(way(three), data=sent)
    assert held_by(REVIEWER) == three[1:]


def test_a_second_click_takes_nothing_twice_and_finds_what_the_first_has_done(three, as_):
    office = as_(REVIEWER)
    sent = office.fields(way(three)) | {"chosen": three}
    answers = [office.post(way(three), data=sent, follow_redirects=True) for _ in range(2)]
    for answer in answers:
        assert answer.status_code == 200
        assert "Sie bearbeiten jetzt 3 Vorgänge mehr" in answer.text
        assert "von jemand anderem" not in answer.text
    with reading() as session:
        assert len(session.scalars(select(BiasDeclaration)).all()) == 3


def test_a_case_of_which_one_is_biased_is_not_offered(three, play, as_):
    play.act(
        REVIEWER, lambda s, a: declare_bias(s, a, three[0], biased=True, reason="Schwägerschaft")
    )
    page = as_(REVIEWER).get(way(three)).text
    assert three[0] not in page
    assert three[1] in page


def test_numbers_that_there_are_not_lead_to_a_sentence(three, as_):
    page = as_(REVIEWER).get(way(["KP-2022-9999", "'; --"])).text
    assert "Kreuzen Sie im Arbeitsvorrat zuerst Vorgänge an" in page


@pytest.mark.parametrize("who", ["teamleitung@smi.example", "zweitbewertung@smi.example"])
def test_who_may_not_take_cases_over_has_no_boxes_and_no_page(three, as_, who):
    office = as_(who)
    assert 'form="mehrere"' not in office.get(f"{QUEUE}?ansicht=alle").text
    assert office.get(way(three)).status_code == 403
