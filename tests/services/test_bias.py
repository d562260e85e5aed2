"""Who declares bias late has their part taken out, and somebody is told to go on without them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.errors import Invalid, NotFound
from funding.models import Account, Notice
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.reviewing.score_case import score_case
from funding.words.criteria import CRITERIA
from tests.services.attempts import OTHER, REVIEWER
from tests.stages import FIRST, SECOND, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused

LEAD, SCORER = "teamleitung@smi.example", "zweitbewertung@smi.example"


def declare(story, email: str, reference: str) -> None:
    story.act(
        email, lambda s, a: declare_bias(s, a, reference, biased=True, reason="Schwägerschaft")
    )


def told(kind: str) -> set[str]:
    with reading() as session:
        return set(session.scalars(select(Notice.email).where(Notice.kind == kind)))


def test_bias_without_a_reason_is_not_kept(play):
    reference = bring(play, State.IN_CHECK)
    with pytest.raises(Invalid):
        play.act(REVIEWER, lambda s, a: declare_bias(s, a, reference, biased=True))
    play.act(REVIEWER, lambda s, a: declare_bias(s, a, reference, biased=False))


def test_a_holder_biased_during_the_check_puts_the_case_back_into_the_queue(story):
    reference = bring(story, State.IN_CHECK)
    declare(story, REVIEWER, reference)
    case = story._read(reference)
    assert (case.state, case.holder_id) == (State.SUBMITTED, None)
    with pytest.raises(NotFound):
        story.step(REVIEWER, reference, Trigger.CLAIM)
    assert told("holder_biased") == set()


def test_a_holder_biased_later_keeps_the_case_only_until_the_lead_hands_it_over(story):
    reference = bring(story, State.IN_ASSESSMENT)
    declare(story, REVIEWER, reference)
    assert told("holder_biased") == {LEAD}
    assert story._read(reference).points == 300  # the mark of the other scorer alone


def test_a_proposal_of_a_biased_person_is_returned_and_made_anew_by_another(story):
    reference = bring(story, State.FIRST_APPROVED)
    declare(story, REVIEWER, reference)
    with pytest.raises(StepRefused) as refused:
        story.step(SECOND, reference, Trigger.APPROVE_SECOND)
    assert [reason.code for reason in refused.value.reasons] == ["hands_unbiased"]
    story.step(SECOND, reference, Trigger.RETURN_CASE, reason="Befangenheit")
    with reading() as session:
        other = session.scalars(select(Account.id).where(Account.email == OTHER)).one()
    story.step(LEAD, reference, Trigger.HAND_OVER, reason="Befangenheit", new_holder_id=other)
    story.act(OTHER, lambda s, a: declare_bias(s, a, reference, biased=False))
    with pytest.raises(StepRefused) as refused:
        story.step(OTHER, reference, Trigger.RECOMMEND)
    assert [reason.code for reason in refused.value.reasons] == ["own_score"]
    marks = dict.fromkeys(CRITERIA, (4, "Nachvollziehbar dargelegt."))
    story.act(OTHER, lambda s, a: score_case(s, a, reference, marks, finish=True))
    story.step(OTHER, reference, Trigger.RECOMMEND)
    story.step(FIRST, reference, Trigger.APPROVE_FIRST)
    story.step(SECOND, reference, Trigger.APPROVE_SECOND)
    assert story._read(reference).state == State.APPROVED
