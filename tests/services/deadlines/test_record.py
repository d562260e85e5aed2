"""What is due is recorded, in bulk and once: what is told is open, what is passed over is done."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select, update

from funding.db import reading, transaction
from funding.law import berlin
from funding.models import Application, Call, Deadline, Notice, Reminder
from funding.notices.reminders import REMINDERS
from funding.services.deadlines.record import due_deadlines, record
from tests.services.racing import copies
from tests.stages import bring
from workflows.application import State

INSTANT = timedelta(microseconds=1)


def seven(day):
    return berlin.at_hour(day, 7)


@pytest.fixture
def answer(story):
    """Ask a town, and go on to a day on which it is to be reminded; return its deadline."""
    reference = bring(story, State.INFO_REQUESTED)
    with reading() as session:
        found = session.scalars(
            select(Deadline).where(
                Deadline.application_id == story._read(reference).id, Deadline.kind == "answer"
            )
        ).one()
    story.moved.instant = berlin.at_hour(found.due_on - timedelta(days=2), 12)
    return found


def change(key, **values):
    with transaction() as session:
        session.execute(update(Deadline).where(Deadline.id == key).values(**values))


def listed(key, now):
    with reading() as session:
        return key in {found for _at, found in due_deadlines(session, now)}


def recorded(key, now):
    """Record what is due of a deadline; return whether it was seen to, and what is known of it."""
    with transaction() as session:
        seen = record(session, [key], now)
    with reading() as session:
        rows = session.scalars(select(Reminder).where(Reminder.deadline_id == key)).all()
        return seen, {(row.deadline_version, row.threshold): row.telling for row in rows}


def tell_at(key):
    with reading() as session:
        return session.get_one(Deadline, key).tell_at


def test_what_is_due_is_recorded_and_nothing_is_owed_yet(answer, story):
    assert listed(answer.id, story.moved.instant)
    with reading() as session:
        before = len(session.scalars(select(Notice.id)).all())
    told = {(1, "-7d"): "done", (1, "-2d"): "open"}
    assert recorded(answer.id, story.moved.instant) == (1, told)
    with reading() as session:
        rows = session.scalars(select(Reminder)).all()
        assert len(session.scalars(select(Notice.id)).all()) == before
    assert {row.threshold: row.told for row in rows} == {"-7d": False, "-2d": True}
    assert {row.at for row in rows} == {story.moved.instant}
    assert len({row.id for row in rows}) == len(rows)
    assert all(isinstance(row.id, UUID) for row in rows)


def test_what_was_recorded_is_not_recorded_again_but_of_a_new_version_it_is(answer, story):
    first = recorded(answer.id, story.moved.instant)[1]
    assert recorded(answer.id, story.moved.instant) == (0, first)
    change(answer.id, tell_at=story.moved.instant)
    assert recorded(answer.id, story.moved.instant) == (1, first)
    assert tell_at(answer.id) is None
    early = story.moved.instant - timedelta(days=4)  # the clock was set back
    change(answer.id, tell_at=early)
    assert recorded(answer.id, early) == (1, first)
    assert tell_at(answer.id) is None
    change(answer.id, tell_at=story.moved.instant, version=2)
    again = {(2, "-7d"): "done", (2, "-2d"): "open"}
    assert recorded(answer.id, story.moved.instant) == (1, first | again)


@pytest.mark.parametrize("column", ["paused_at", "ended_at"])
def test_a_deadline_that_stands_still_or_has_ended_is_neither_listed_nor_recorded(
    answer, story, column
):
    change(answer.id, **{column: story.moved.instant})
    assert not listed(answer.id, story.moved.instant)
    assert recorded(answer.id, story.moved.instant) == (0, {})


def test_a_deadline_that_was_moved_since_it_was_listed_is_not_recorded(answer, story):
    change(answer.id, tell_at=story.moved.instant + INSTANT, version=2)
    assert recorded(answer.id, story.moved.instant) == (0, {})
    assert tell_at(answer.id) == story.moved.instant + INSTANT


def test_a_deadline_that_is_not_there_is_not_recorded(answer, story):
    assert recorded(uuid4(), story.moved.instant) == (0, {})


def test_a_deadline_is_listed_from_the_hour_of_its_next_telling_and_not_before(answer, story):
    first = seven(REMINDERS["answer"][0].told_on(answer.due_on, story.today))
    change(answer.id, tell_at=first)
    assert listed(answer.id, first)
    assert not listed(answer.id, first - INSTANT)


def test_the_clock_does_not_look_again_before_the_next_telling_and_never_after_the_last(
    answer, story
):
    early = seven(REMINDERS["answer"][0].told_on(answer.due_on, story.today))
    assert recorded(answer.id, early)[1] == {(1, "-7d"): "open"}
    again = tell_at(answer.id)
    assert again == seven(REMINDERS["answer"][1].told_on(answer.due_on, story.today))
    assert not listed(answer.id, again - INSTANT)
    recorded(answer.id, again)
    assert not listed(answer.id, again + timedelta(days=400))


def test_many_are_recorded_each_as_its_own_days_say(answer, story):
    with transaction() as session:
        copies(session, session.get_one(Application, answer.application_id).reference, 3)
    with reading() as session:
        keys = session.scalars(
            select(Deadline.id).where(Deadline.kind == "answer").order_by(Deadline.id)
        ).all()
    # One is set late, one is over, one has been told of already; the last is as it was.
    late, over, told, plain = keys
    now = story.moved.instant
    change(late, set_at=now - timedelta(hours=1))
    change(over, due_on=answer.due_on - timedelta(days=5))
    recorded(told, seven(REMINDERS["answer"][0].told_on(answer.due_on, story.today)))
    with transaction() as session:
        assert record(session, keys, now) == 4
    with reading() as session:
        rows = session.scalars(select(Reminder).where(Reminder.deadline_id.in_(keys))).all()
    found = {(row.deadline_id, row.threshold): row.telling for row in rows}
    assert found == {
        (late, "-7d"): "done",
        (late, "-2d"): "open",
        (over, "-7d"): "done",
        (over, "-2d"): "done",
        (told, "-7d"): "open",
        (told, "-2d"): "open",
        (plain, "-7d"): "done",
        (plain, "-2d"): "open",
    }
    assert {tell_at(key) for key in keys} == {None}


def test_a_right_that_is_over_ends_by_itself_when_all_is_told_of_it(answer, story):
    now = story.moved.instant
    on = berlin.local_date(now) - timedelta(days=1)
    right = {"kind": "last_draw", "due_on": on, "due_at": berlin.end_of_day(on)}
    change(answer.id, **right, set_at=now - timedelta(days=90))
    assert recorded(answer.id, now)[1] == {(1, "-30d"): "done", (1, "-10d"): "done"}
    with reading() as session:
        row = session.get_one(Deadline, answer.id)
        assert (row.ended_at, row.ended_by) == (now, "lapsed")


def test_a_deadline_of_a_call_is_not_listed(answer, story):
    key, day = uuid4(), date(2022, 8, 31)
    with transaction() as session:
        call_id = session.scalars(select(Call.id)).first()
        values = {"id": key, "call_id": call_id, "role": "admin", "version": 1, "kind": "closing"}
        days = {"due_on": day, "due_at": berlin.end_of_day(day), "set_at": story.moved.instant}
        session.execute(insert(Deadline).values(**values, **days))
    assert not listed(key, story.moved.instant)
