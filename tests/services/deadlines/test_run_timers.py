"""While the ball is with the town, the deadlines of the office stand still, and then run on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.law import berlin, workdays
from funding.models import Account, Deadline
from funding.services.reviewing.declare_bias import declare_bias
from tests.stages import TOWN, bring
from workflows.application import State, Trigger

LEAD, OTHER = "teamleitung@smi.example", "sachbearbeitung2@smi.example"
STOOD = timedelta(days=5)


def later(story, before):
    """Return the day of a deadline in working days that stood still for those five days."""
    ends = berlin.local_date(story.moved.instant)
    return workdays.add_working_days(
        before.due_on, workdays.working_days_between(ends - STOOD, ends)
    )


def deadline(story, reference, kind):
    """Return the newest deadline of a kind."""
    with reading() as session:
        return session.scalars(
            select(Deadline)
            .where(
                Deadline.application_id == story._read(reference).id,
                Deadline.kind == kind,
            )
            .order_by(Deadline.set_at.desc())
        ).first()


def waits_for(story, reference):
    case = story._read(reference)
    return case.due_kind, case.due_at


@pytest.fixture
def asked(story):
    """Ask a town in the middle of the check; return the case and the check's deadline before."""
    reference = bring(story, State.IN_CHECK)
    before = deadline(story, reference, "check")
    story.ask(reference, ["Bitte den Beschluss nachreichen."])
    return reference, before


def test_while_a_town_is_asked_the_check_stands_still_and_the_answer_is_waited_for(story, asked):
    reference, before = asked
    now = deadline(story, reference, "check")
    answer = deadline(story, reference, "answer")
    assert before.paused_at is None
    assert now.paused_at == answer.set_at
    assert (now.due_on, now.version, now.ended_at) == (before.due_on, before.version, None)
    assert answer.paused_at is None
    assert waits_for(story, reference) == ("answer", answer.due_at)


def test_the_limit_of_the_law_runs_on_whoever_has_the_ball(story, asked):
    reference, _before = asked
    before = deadline(story, reference, "vwgo75")
    story.moved.instant += STOOD
    story.answer(reference, "Hier ist er.")
    after = deadline(story, reference, "vwgo75")
    assert before.paused_at is None
    assert (after.due_on, after.version) == (before.due_on, before.version)


def test_after_the_answer_the_check_runs_on_by_the_working_days_it_stood_still(story, asked):
    reference, before = asked
    story.moved.instant += STOOD
    story.answer(reference, "Hier ist er.")
    after = deadline(story, reference, "check")
    assert after.paused_at is None
    assert after.due_on == later(story, before)
    assert after.due_at == berlin.end_of_day(after.due_on)
    assert after.version == before.version + 1
    assert waits_for(story, reference) == ("check", after.due_at)


def test_what_was_overdue_before_it_stood_still_stays_overdue_by_as_much(story):
    reference = bring(story, State.IN_ASSESSMENT)
    before = deadline(story, reference, "assess")
    story.go(before.due_on + timedelta(days=3))
    late = berlin.local_date(story.moved.instant) - before.due_on
    story.ask(reference, ["Bitte den Beschluss nachreichen."])
    story.moved.instant += STOOD
    story.answer(reference, "Hier ist er.")
    after = deadline(story, reference, "assess")
    assert berlin.local_date(story.moved.instant) - after.due_on == late > timedelta(0)


def test_the_answer_is_ended_by_what_answered_it_and_nothing_else_is(story, asked):
    reference, _before = asked
    story.answer(reference, "Hier ist er.")
    answer = deadline(story, reference, "answer")
    assert (answer.ended_at, answer.ended_by) == (story._read(reference).last_act_at, "answer")
    assert [deadline(story, reference, k).ended_at for k in ("check", "vwgo75")] == [None, None]


def test_days_stood_still_are_days_in_berlin(story):
    reference = bring(story, State.IN_CHECK)
    before = deadline(story, reference, "check")
    # 23:00 in UTC is the next day already in Berlin.
    story.moved.instant = berlin.start_of_day(story.today + timedelta(days=1)) + timedelta(hours=1)
    assert story.moved.instant.date() < story.today
    story.ask(reference, ["Bitte den Beschluss nachreichen."])
    story.moved.instant = berlin.at_hour(story.today, 9)
    story.answer(reference, "Hier ist er.")
    assert deadline(story, reference, "check").due_on == before.due_on


def test_a_night_counts_as_a_day_however_few_its_hours(story):
    reference = bring(story, State.IN_CHECK)
    before = deadline(story, reference, "check")
    story.moved.instant = berlin.at_hour(story.today, 18)
    story.ask(reference, ["Bitte den Beschluss nachreichen."])
    story.moved.instant = berlin.at_hour(story.today + timedelta(days=1), 9)
    story.answer(reference, "Hier ist er.")
    after = deadline(story, reference, "check")
    assert after.due_on == before.due_on + timedelta(days=1)


def test_a_new_holder_does_not_make_the_standing_still_begin_anew(story, asked):
    reference, before = asked
    paused_at = deadline(story, reference, "check").paused_at
    with reading() as session:
        other = session.scalars(select(Account.id).where(Account.email == OTHER)).one()
    story.act(OTHER, lambda s, a: declare_bias(s, a, reference, biased=False))
    story.moved.instant += STOOD
    story.step(LEAD, reference, Trigger.HAND_OVER, reason="Urlaub", new_holder_id=other)
    assert story._read(reference).state == State.INFO_REQUESTED
    assert deadline(story, reference, "check").paused_at == paused_at
    story.answer(reference, "Hier ist er.")
    assert deadline(story, reference, "check").due_on == later(story, before)


def test_the_assessment_stands_still_as_the_check_does(story):
    reference = bring(story, State.IN_ASSESSMENT)
    kinds = [k for k in ("assess", "opinion") if deadline(story, reference, k).ended_at is None]
    before = {k: deadline(story, reference, k) for k in kinds}
    story.ask(reference, ["Bitte den Beschluss nachreichen."])
    assert all(deadline(story, reference, k).paused_at for k in kinds)
    story.moved.instant += STOOD
    story.answer(reference, "Hier ist er.")
    after = {k: deadline(story, reference, k) for k in kinds}
    assert "assess" in kinds
    assert [after[k].due_on for k in kinds] == [later(story, before[k]) for k in kinds]
    assert waits_for(story, reference) == ("assess", after["assess"].due_at)


def test_who_withdraws_while_asked_ends_every_deadline_as_it_stood(story, asked):
    reference, before = asked
    answer = deadline(story, reference, "answer")
    story.moved.instant += STOOD
    story.withdraw(reference, "anders finanziert")
    assert story._town(reference) == TOWN
    for old in (before, answer):
        now = deadline(story, reference, old.kind)
        assert (now.ended_by, now.due_on, now.version) == ("withdraw", old.due_on, old.version)
    assert waits_for(story, reference)[0] not in {"check", "answer"}


def test_a_deadline_that_is_set_anew_is_the_same_one_in_a_new_version(story):
    reference = bring(story, State.DRAFT)
    before = deadline(story, reference, "call")
    later = date(2022, 9, 12)
    story.step(LEAD, reference, Trigger.EXTEND, reason="Hochwasser", ends_on=later)
    after = deadline(story, reference, "call")
    assert (after.id, after.due_on, after.version) == (before.id, later, before.version + 1)
    assert waits_for(story, reference) == ("call", berlin.end_of_day(later))
