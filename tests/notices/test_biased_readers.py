"""Nobody is told what is no longer theirs to know, and nobody is reminded of a day that has moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.law import berlin
from funding.models import Deadline, Notice
from funding.services.reviewing.declare_bias import declare_bias
from funding.tasks.post import deliver_all
from funding.tasks.tick import tick
from tests.services.attempts import OTHER
from tests.stages import EDITOR, FIRST, REVIEWER, SECOND, SIGNATORY, THIRD, bring
from workflows.application import State, Trigger

LEAD = "teamleitung@smi.example"


def declare(story, email, reference):
    story.act(
        email, lambda s, a: declare_bias(s, a, reference, biased=True, reason="Schwägerschaft")
    )


def told(kind):
    with reading() as session:
        return set(session.scalars(select(Notice.email).where(Notice.kind == kind)))


def reminded(kind):
    with reading() as session:
        rows = select(Notice.email).where(Notice.kind == kind, Notice.deadline_id.is_not(None))
        return set(session.scalars(rows))


def at(story, day, hour=9):
    story.moved.instant = berlin.at_hour(day, hour)


def test_who_is_biased_is_told_of_no_further_step(play):
    reference = bring(play, State.IN_CHECK)
    declare(play, OTHER, reference)
    declare(play, SECOND, reference)
    play.step(REVIEWER, reference, Trigger.GIVE_BACK, reason="Urlaub")
    assert told("queue_returned") == {LEAD, REVIEWER}
    play.step(REVIEWER, reference, Trigger.CLAIM)
    play.check_and_score(reference)
    play.recommend(reference)
    assert told("decision_requested") == {FIRST, THIRD}


def test_who_is_biased_is_reminded_of_nothing_any_more(play):
    reference = bring(play, State.SUBMITTED)
    declare(play, OTHER, reference)
    # To be taken within three working days from 7 June; overdue on the last of them.
    at(play, date(2022, 6, 10))
    tick()
    assert reminded("task_overdue") == {LEAD, REVIEWER}


def test_who_is_biased_knew_of_the_case_before_and_still_hears_of_others(play):
    reference = bring(play, State.SUBMITTED)
    assert told("queue_new") == {LEAD, REVIEWER, OTHER}
    declare(play, OTHER, reference)
    bring(play, State.SUBMITTED)
    with reading() as session:
        rows = select(Notice).where(Notice.kind == "queue_new", Notice.email == OTHER)
        assert len({n.application_id for n in session.scalars(rows)}) == 2


TOWN = {EDITOR, SIGNATORY}
LAST_DAY, LATER = date(2022, 8, 31), date(2022, 9, 12)


def reminders():
    """Return who is reminded of the end of the call, and what became of it."""
    with reading() as session:
        rows = session.scalars(
            select(Notice)
            .where(Notice.kind == "draft_reminder")
            .order_by(Notice.created_at, Notice.email)
        )
        return [(n.email, n.deadline_version, n.state, n.trouble) for n in rows]


@pytest.fixture
def on_its_way(play):
    """Have a town reminded of a draft, and the letters still in the house; return the draft."""
    reference = bring(play, State.DRAFT)
    at(play, LAST_DAY - timedelta(days=6))
    tick()
    assert reminders() == [(email, 1, "owed", None) for email in sorted(TOWN)]
    return reference


def test_a_reminder_whose_deadline_has_moved_meanwhile_does_not_leave_the_house(play, on_its_way):
    play.step(LEAD, on_its_way, Trigger.EXTEND, reason="Hochwasser", ends_on=LATER)
    with reading() as session:
        [moved] = session.scalars(select(Deadline).where(Deadline.kind == "call")).all()
        assert (moved.due_on, moved.version, moved.ended_at) == (LATER, 2, None)
    dropped = ("dropped", "deadline moved or ended")
    assert reminders() == [(email, 1, *dropped) for email in sorted(TOWN)]
    at(play, LATER - timedelta(days=6))
    tick()
    deliver_all(play.postman)
    anew = [(email, 2, "sent", None) for email in sorted(TOWN)]
    assert [row for row in reminders() if row[1] == 2] == anew


@pytest.mark.usefixtures("on_its_way")
def test_a_reminder_whose_deadline_stands_leaves_the_house(play):
    deliver_all(play.postman)
    assert reminders() == [(email, 1, "sent", None) for email in sorted(TOWN)]
