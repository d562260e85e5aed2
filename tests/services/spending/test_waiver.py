"""A town waives remedies: its notice is final on that day, and money can be drawn at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.demo.drawing import open_account
from funding.demo.story import REVIEWER
from funding.errors import NotFound, NotPermitted
from funding.models import Deadline, DecisionNotice, Notice
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from funding.tasks.tick import tick
from tests.drawing import sent, written
from tests.services.spending.issuing import provided, retrieved
from tests.stages import EDITOR, SIGNATORY, TOWN, bring
from workflows.application import State
from workflows.application import Trigger as T
from workflows.core import StepRefused

STRANGER = "zeichnung@rodewisch.example"


def waive(story, reference, who=SIGNATORY, *, signs=True):
    story.step(who, reference, T.WAIVE_REMEDY, reauthenticated=signs)


def fetched(story, state=State.APPROVED):
    """Return a case whose town has retrieved its notice, which counts from the day after."""
    reference = bring(story, state)
    story.moved.instant += timedelta(minutes=10)
    provided(story, reference)
    retrieved(story, reference, EDITOR)
    return reference


@pytest.fixture
def notified(story):
    reference = fetched(story)
    story.moved.instant += timedelta(days=1)
    return reference


def codes(act):
    with pytest.raises(StepRefused) as refusal:
        act()
    return {reason.code for reason in refusal.value.reasons}


def notice():
    with reading() as session:
        found = session.scalars(select(DecisionNotice)).one()
        session.expunge(found)
        return found


def kinds():
    with reading() as session:
        return [(n.kind, n.email) for n in session.scalars(select(Notice))]


def sound():
    with reading() as session:
        assert differences(session, digest) == []


def test_the_notice_is_final_on_the_day_the_waiver_is_received(story, notified):
    before = notice()
    assert before.final_on == before.remedy_ends_on + timedelta(days=1)
    waive(story, notified)
    after = notice()
    assert (after.waived_on, after.final_on) == (story.today, story.today)
    assert after.waived_by_id is not None
    assert after.remedy_ends_on == before.remedy_ends_on
    with reading() as session:
        open_ = select(Deadline.kind).where(Deadline.ended_at.is_(None))
        assert "remedy" not in session.scalars(open_).all()
    told = {email for kind, email in kinds() if kind == "remedy_waived"}
    assert told >= {EDITOR}
    assert REVIEWER in {email for kind, email in kinds() if kind == "remedy_waived_office"}
    assert codes(lambda: waive(story, notified)) == {"remedy_open"}
    sound()


def test_nobody_waives_before_the_notice_counts_as_notified(story):
    reference = fetched(story)
    assert codes(lambda: waive(story, reference)) == {"notified"}
    story.moved.instant += timedelta(days=1)
    waive(story, reference)


def test_only_a_signatory_of_the_town_who_has_given_the_password_waives(story, notified):
    assert codes(lambda: waive(story, notified, signs=False)) == {"reauthenticated"}
    for who, refusal in ((EDITOR, NotPermitted), (REVIEWER, NotPermitted), (STRANGER, NotFound)):
        with pytest.raises(refusal):
            waive(story, notified, who)
    assert notice().waived_on is None


def test_after_a_waiver_nobody_is_reminded_of_the_period(story, notified):
    waive(story, notified)
    for _week in range(6):
        story.moved.instant += timedelta(days=7)
        tick()
    assert not {kind for kind, _email in kinds()} & {"remedy_ending", "notice_final"}


def test_without_one_the_signatory_is_reminded_a_week_before(story, notified):
    for _week in range(6):
        story.moved.instant += timedelta(days=7)
        tick()
    assert {email for kind, email in kinds() if kind == "remedy_ending"} == {SIGNATORY}
    assert codes(lambda: waive(story, notified)) == {"remedy_open"}


def test_money_is_drawn_at_once(story):
    reference = bring(story, State.APPROVED)
    story.go(date(2022, 8, 26))
    provided(story, reference)
    retrieved(story, reference, EDITOR)
    story.go(date(2022, 9, 5))
    assert story._read(reference).state == State.IN_PROGRESS
    open_account(story.act, TOWN)
    written(story, reference, 100_000)
    assert codes(lambda: sent(story, reference)) == {"notice_final"}
    waive(story, reference)
    sent(story, reference)
    sound()


def test_a_waived_rejection_closes_with_the_next_tick(story):
    reference = fetched(story, State.REJECTED)
    story.moved.instant += timedelta(days=1)
    waive(story, reference)
    sound()
    tick()
    assert story._read(reference).state == State.CLOSED
    sound()


def test_a_waiver_that_the_audit_does_not_know_is_found(story, notified):
    with transaction() as session:
        today = {"waived_on": story.today, "final_on": story.today}
        session.execute(update(DecisionNotice).values(**today))
    with reading() as session:
        assert any("not as it was recorded" in one for one in differences(session, digest))
