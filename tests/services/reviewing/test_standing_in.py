"""Somebody is away: a deputy does what a holder does, under their own name, and then no more."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.errors import Invalid, NotFound, NotPermitted
from funding.models import Absence, Account, AuditEntry, BiasDeclaration, Hand, Notice, RoleGrant
from funding.queries.accounts.actors import by_email
from funding.queries.deciding.signing import could_sign, limit_of
from funding.queries.find import case as find_case
from funding.queries.operations.verify_deeds import deeds
from funding.queries.reviewing import queue
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.reviewing.declare_mandate import declare_mandate
from funding.services.reviewing.enter_absence import enter_absence, lift_absence
from funding.services.reviewing.judge_points import judge_points
from funding.services.reviewing.score_case import score_case
from funding.words.checkpoints import CHECKPOINTS
from funding.words.criteria import CRITERIA
from tests.away import LEAD, SCORER, away
from tests.services.attempts import OTHER
from tests.stages import BUDGET, FIRST, REVIEWER, SECOND, THIRD, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused

MET = dict.fromkeys(CHECKPOINTS, ("met", ""))
MARKS = dict.fromkeys(CRITERIA, (4, "Nachvollziehbar dargelegt."))


def unbiased(story, email, reference):
    story.act(email, lambda s, a: declare_bias(s, a, reference, biased=False))


def refusal(story, email, reference, trigger, **details):
    with pytest.raises(StepRefused) as refused:
        story.step(email, reference, trigger, **details)
    return {reason.code for reason in refused.value.reasons}


def entry(trigger):
    with reading() as session:
        found = select(AuditEntry).where(AuditEntry.trigger == trigger)
        return session.scalars(found.order_by(AuditEntry.at.desc())).first()


def in_view(email, view):
    with reading() as session:
        return [row.reference for row in queue.cases(session, by_email(session, email), view)]


def hands(email):
    with reading() as session:
        person = by_email(session, email).person_id
        return set(session.scalars(select(Hand.deed).where(Hand.person_id == person)))


def test_a_deputy_takes_the_steps_of_the_holder_and_the_audit_says_for_whom(story):
    reference = bring(story, State.IN_CHECK)
    assert refusal(story, OTHER, reference, Trigger.REQUEST_INFO, items=["Bitte"]) >= {"is_holder"}
    away(story, REVIEWER, OTHER)
    assert refusal(story, OTHER, reference, Trigger.REQUEST_INFO, items=["Bitte"]) == {
        "bias_declared"
    }
    unbiased(story, OTHER, reference)
    story.act(OTHER, lambda s, a: judge_points(s, a, reference, MET))
    story.step(OTHER, reference, Trigger.ACCEPT_COMPLETE)
    done = entry(Trigger.ACCEPT_COMPLETE)
    assert done.on_behalf == "Sachbearbeitung 1"
    with reading() as session:
        assert done.person_id == by_email(session, OTHER).person_id
        assert list(deeds(session)) == []
    assert hands(OTHER) == {"held"}
    # The holder works on as well, in nobody's place.
    story.act(REVIEWER, lambda s, a: score_case(s, a, reference, MARKS, finish=True))


def test_who_judged_the_points_in_place_of_the_holder_has_had_a_hand_in_the_case(play):
    reference = bring(play, State.IN_CHECK)
    away(play, REVIEWER, OTHER)
    with pytest.raises(StepRefused):
        play.act(OTHER, lambda s, a: judge_points(s, a, reference, MET))
    unbiased(play, OTHER, reference)
    play.act(OTHER, lambda s, a: judge_points(s, a, reference, MET))
    assert hands(OTHER) == {"held"}


def test_when_the_absence_is_over_everything_is_as_before(story):
    reference = bring(story, State.IN_CHECK)
    away(story, REVIEWER, OTHER, days=2)
    unbiased(story, OTHER, reference)
    assert in_view(OTHER, "vertretung") == [reference]
    assert in_view(OTHER, "meine") == []
    story.moved.instant += timedelta(days=2)
    assert in_view(OTHER, "vertretung") == []
    assert in_view(REVIEWER, "meine") == [reference]
    assert refusal(story, OTHER, reference, Trigger.REQUEST_INFO, items=["Bitte"]) == {"is_holder"}
    story.step(REVIEWER, reference, Trigger.REQUEST_INFO, items=["Bitte"])
    assert entry(Trigger.REQUEST_INFO).on_behalf == ""


def test_an_absence_to_come_and_one_that_was_lifted_give_nothing(play):
    bring(play, State.IN_CHECK)
    away(play, REVIEWER, OTHER, after=1)
    assert in_view(OTHER, "vertretung") == []
    play.moved.instant += timedelta(days=1)
    assert len(in_view(OTHER, "vertretung")) == 1
    with reading() as session:
        key = session.scalars(select(Absence.id)).one()
    with pytest.raises(NotFound):
        play.act(OTHER, lambda s, a: lift_absence(s, a, key))
    play.act(REVIEWER, lambda s, a: lift_absence(s, a, key))
    assert in_view(OTHER, "vertretung") == []


def test_the_notices_of_the_holder_go_to_the_deputy_as_well(story):
    reference = bring(story, State.INFO_REQUESTED)
    away(story, REVIEWER, OTHER)
    story.answer(reference, "Hier ist er.")
    with reading() as session:
        told = select(Notice.email).where(Notice.kind == "answer_available")
        assert set(session.scalars(told)) == {REVIEWER, OTHER}


def test_a_deputy_who_is_biased_or_sits_in_the_town_is_told_nothing(story):
    reference = bring(story, State.INFO_REQUESTED)
    away(story, REVIEWER, OTHER)
    story.act(OTHER, lambda s, a: declare_mandate(s, a, "14522140", "Stadtrat"))
    story.answer(reference, "Hier ist er.")
    with reading() as session:
        told = select(Notice.email).where(Notice.kind == "answer_available")
        assert set(session.scalars(told)) == {REVIEWER}
    assert in_view(OTHER, "vertretung") == []


def test_a_deputy_who_gave_the_second_marks_does_not_act_as_the_holder(play):
    reference = bring(play, State.IN_CHECK)
    play.act(REVIEWER, lambda s, a: judge_points(s, a, reference, MET))
    play.step(REVIEWER, reference, Trigger.ACCEPT_COMPLETE)
    play.act(REVIEWER, lambda s, a: score_case(s, a, reference, MARKS, finish=True))
    unbiased(play, OTHER, reference)
    play.act(OTHER, lambda s, a: score_case(s, a, reference, MARKS, finish=True))
    away(play, REVIEWER, OTHER)
    assert refusal(play, OTHER, reference, Trigger.RECOMMEND) == {"is_holder"}


def test_a_deputy_gives_the_first_marks_only_while_the_holder_has_given_none(play):
    reference = bring(play, State.IN_CHECK)
    play.act(REVIEWER, lambda s, a: judge_points(s, a, reference, MET))
    play.step(REVIEWER, reference, Trigger.ACCEPT_COMPLETE)
    away(play, REVIEWER, OTHER)
    unbiased(play, OTHER, reference)
    mine = play.act(OTHER, lambda s, a: score_case(s, a, reference, MARKS, finish=True))
    assert mine.first
    play.act(SCORER, lambda s, a: score_case(s, a, reference, MARKS, finish=True))
    play.step(OTHER, reference, Trigger.RECOMMEND)
    assert entry(Trigger.RECOMMEND).on_behalf == "Sachbearbeitung 1"
    assert hands(OTHER) >= {"scored", "proposed"}
    play.step(FIRST, reference, Trigger.APPROVE_FIRST)


def test_whoever_stands_in_through_a_deputy_who_is_away_acts_too(play):
    reference = bring(play, State.IN_CHECK)
    third = another_reviewer()
    away(play, REVIEWER, OTHER)
    away(play, OTHER, third)
    assert in_view(third, "vertretung") == [reference]
    unbiased(play, third, reference)
    play.step(third, reference, Trigger.REQUEST_INFO, items=["Bitte"])
    assert entry(Trigger.REQUEST_INFO).on_behalf == "Sachbearbeitung 1"
    assert hands(third) == {"held"}


def another_reviewer() -> str:
    """Let the second scorer review as well."""
    with transaction() as session:
        account = session.scalars(select(Account).where(Account.email == SCORER)).one()
        session.add(RoleGrant(account_id=account.id, role="reviewer", municipality_key=None))
    return SCORER


# Signing


def test_a_deputy_signs_up_to_the_limit_of_who_is_away_and_only_these_days(story):
    reference = bring(story, State.REVIEWED, "coordination", 6_000_000)
    assert refusal(story, THIRD, reference, Trigger.APPROVE_FIRST) == {"within_limit"}
    away(story, FIRST, THIRD, days=2)
    with reading() as session:
        case = find_case(session, by_email(session, SECOND), reference)
        assert could_sign(case) == ["Entscheidung 1", "Entscheidung 2", "Entscheidung 3"]
    story.moved.instant += timedelta(days=2)
    assert refusal(story, THIRD, reference, Trigger.APPROVE_FIRST) == {"within_limit"}
    away(story, FIRST, THIRD, days=2)
    story.step(THIRD, reference, Trigger.APPROVE_FIRST)
    assert entry(Trigger.APPROVE_FIRST).on_behalf == "Entscheidung 1"


def test_within_their_own_limit_a_deputy_signs_as_themselves(play):
    reference = bring(play, State.REVIEWED)
    away(play, FIRST, THIRD)
    play.step(THIRD, reference, Trigger.APPROVE_FIRST)
    assert entry(Trigger.APPROVE_FIRST).on_behalf == ""


def test_a_deputy_signs_neither_twice_nor_after_who_is_away(story):
    reference = bring(story, State.FIRST_APPROVED)  # signed by the first
    away(story, FIRST, SECOND)
    assert refusal(story, SECOND, reference, Trigger.APPROVE_SECOND) == {"absent_not_signed"}
    with reading() as session:
        case = find_case(session, by_email(session, THIRD), reference)
        assert could_sign(case) == ["Entscheidung 3"]
    other = bring(story, State.REVIEWED)
    story.step(SECOND, other, Trigger.APPROVE_FIRST)
    assert refusal(story, SECOND, other, Trigger.APPROVE_SECOND) == {"another_person"}
    story.step(THIRD, reference, Trigger.APPROVE_SECOND)


def test_who_is_away_does_not_sign_after_the_deputy_as_if_nobody_had(play):
    reference = bring(play, State.REVIEWED)
    away(play, FIRST, THIRD)
    play.step(THIRD, reference, Trigger.APPROVE_FIRST)
    play.step(FIRST, reference, Trigger.APPROVE_SECOND)  # another natural person, back at work
    assert play._read(reference).state == State.APPROVED


def test_the_limit_of_a_deputy_is_never_less_than_their_own(play):
    away(play, THIRD, FIRST)
    with reading() as session:
        limit = limit_of(session, by_email(session, FIRST).person_id, play.today)
        assert (limit.cents, limit.of) == (25_000_000, None)


# The calendar


def code_of(refused) -> set[str]:
    return {fault.code for fault in refused.value.faults}


def test_two_do_not_stand_in_for_each_other_in_the_same_days(story):
    away(story, REVIEWER, OTHER, days=5)
    with pytest.raises(Invalid) as refused:
        away(story, OTHER, REVIEWER, after=4)
    assert code_of(refused) == {"deputy_in_a_circle"}
    away(story, OTHER, REVIEWER, after=5)


def test_two_who_enter_at_once_make_no_circle_either(story):
    begins = story.today

    def enter(who, deputy):
        with transaction() as session:
            absent = by_email(session, who)
            stands_in = by_email(session, deputy).person_id
            if at_once:  # on SQLite the second waits before it begins
                ready.wait(timeout=10)
            enter_absence(session, absent, absent.person_id, begins, begins, stands_in)

    with reading() as session:
        at_once = session.get_bind().dialect.name == "postgresql"
    ready = threading.Barrier(2)
    pairs = ((REVIEWER, OTHER), (OTHER, REVIEWER))
    with ThreadPoolExecutor(2) as pool:
        tries = [pool.submit(enter, *pair) for pair in pairs]
    assert sorted(type(one.exception()).__name__ for one in tries) == ["Invalid", "NoneType"]


def test_a_circle_of_three_is_found_too(play):
    third = another_reviewer()
    away(play, REVIEWER, OTHER)
    away(play, OTHER, third)
    with pytest.raises(Invalid):
        away(play, third, REVIEWER)


def test_a_deputy_is_there_on_all_these_days(play):
    third = another_reviewer()
    away(play, OTHER, third, after=3, days=1)
    with pytest.raises(Invalid) as refused:
        away(play, REVIEWER, OTHER, days=5)
    assert code_of(refused) == {"deputy_away"}
    away(play, REVIEWER, OTHER, days=3)


@pytest.mark.parametrize(
    ("deputy", "code"),
    [(SCORER, "deputy_without_role"), (None, "deputy_missing"), (REVIEWER, "deputy_oneself")],
)
def test_a_deputy_has_the_role(play, deputy, code):
    with pytest.raises(Invalid) as refused:
        away(play, REVIEWER, deputy)
    assert code_of(refused) == {code}


def test_who_alone_has_a_role_is_away_without_a_deputy(play):
    away(play, BUDGET, None)


@pytest.mark.parametrize(
    ("days", "after", "code"),
    [(0, 0, "ends_before_it_begins"), (1, -1, "day_past"), (367, 0, "absence_too_long")],
)
def test_days_that_cannot_be_are_refused(play, days, after, code):
    with pytest.raises(Invalid) as refused:
        away(play, REVIEWER, OTHER, days=days, after=after)
    assert code in code_of(refused) | ({"ends_before_it_begins"} if days == 0 else set())


def test_nobody_is_away_twice_in_the_same_days(play):
    away(play, REVIEWER, OTHER, days=3)
    with pytest.raises(Invalid) as refused:
        away(play, REVIEWER, OTHER, after=2)
    assert code_of(refused) == {"absence_overlaps"}


def test_the_lead_enters_others_and_nobody_else_does(play):
    away(play, REVIEWER, OTHER, by=LEAD)
    with pytest.raises(NotPermitted):
        away(play, OTHER, REVIEWER, after=20, by=SCORER)


def test_bias_of_a_deputy_leaves_the_case_with_its_holder(play):
    reference = bring(play, State.IN_CHECK)
    away(play, REVIEWER, OTHER)
    play.act(OTHER, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    case = play._read(reference)
    assert case.state == State.IN_CHECK
    with reading() as session:
        assert case.holder_id == by_email(session, REVIEWER).account_id
        said = select(BiasDeclaration.biased).order_by(BiasDeclaration.at)
        assert session.scalars(said).all() == [False, True]
