"""Which reminders go, and when: only the latest, none too late, on working days from 7 to 6."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, insert, select, update

from funding.db import reading, transaction
from funding.law import berlin
from funding.models import Call, Deadline, Notice, Reminder
from funding.notices.reminders import REMINDERS
from funding.services.deadlines.remind import (
    due_deadlines,
    in_window,
    pending,
    remind,
    still_relevant,
)
from tests.stages import bring
from workflows.application import State

INSTANT = timedelta(microseconds=1)
FRIDAY, SATURDAY, SUNDAY = date(2022, 6, 3), date(2022, 6, 4), date(2022, 6, 5)
WHIT_MONDAY, TUESDAY = date(2022, 6, 6), date(2022, 6, 7)
DUE_ON = date(2022, 8, 31)


def seven(day):
    return berlin.at_hour(day, 7)


def six(day):
    return berlin.at_hour(day, 18)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (seven(FRIDAY) - INSTANT, seven(FRIDAY)),
        (berlin.start_of_day(FRIDAY), seven(FRIDAY)),
        (seven(FRIDAY), seven(FRIDAY)),
        (berlin.at_hour(FRIDAY, 12), berlin.at_hour(FRIDAY, 12)),
        (six(FRIDAY) - INSTANT, six(FRIDAY) - INSTANT),
        (six(FRIDAY), seven(TUESDAY)),
        (berlin.at_hour(SATURDAY, 12), seven(TUESDAY)),
        (berlin.at_hour(SUNDAY, 12), seven(TUESDAY)),
        (berlin.at_hour(WHIT_MONDAY, 12), seven(TUESDAY)),
        (six(TUESDAY), seven(date(2022, 6, 8))),
    ],
)
def test_reminders_go_on_working_days_between_seven_and_six(now, goes):
    assert in_window(now) == goes


def running(kind, due_on=DUE_ON, set_on=date(2022, 1, 10)):
    """Describe a deadline that was set at ten in the morning."""
    end = berlin.end_of_day(due_on)
    return Deadline(kind=kind, due_on=due_on, due_at=end, set_at=berlin.at_hour(set_on, 10))


def told_now(deadline, now, told=()):
    """Name what is told now, and what is passed over unsaid."""
    found = pending(deadline, set(told), now)
    relevant = [t.name for t in found if still_relevant(t, found, deadline, now)]
    return relevant, [t.name for t in found if t.name not in relevant]


def noon(day):
    return berlin.at_hour(day, 12)


@pytest.mark.parametrize("day", [FRIDAY, SATURDAY, SUNDAY, WHIT_MONDAY])
def test_what_would_be_told_on_a_free_day_is_told_on_the_working_day_before(day):
    deadline = running("answer", due_on=day + timedelta(days=2))
    wanted = next(t for t in REMINDERS["answer"] if t.days == -2)
    assert wanted.told_on(deadline.due_on, day) == FRIDAY
    assert told_now(deadline, seven(FRIDAY) - INSTANT, ["-7d"]) == ([], [])
    assert told_now(deadline, seven(FRIDAY), ["-7d"]) == (["-2d"], [])


def test_what_follows_a_deadline_is_told_on_the_working_day_after():
    deadline = running("remedy", due_on=FRIDAY)
    assert told_now(deadline, noon(WHIT_MONDAY), ["-7d"]) == ([], [])
    assert told_now(deadline, seven(TUESDAY), ["-7d"]) == (["+1d"], [])


def test_of_many_that_are_due_before_a_deadline_only_the_latest_is_told():
    day = DUE_ON - timedelta(days=6)
    assert told_now(running("call"), noon(day)) == (["-7d"], ["-30d", "-14d"])


def test_of_many_that_are_due_after_a_deadline_only_the_latest_is_told():
    day = DUE_ON + timedelta(days=40)
    assert told_now(running("proof"), noon(day)) == (["+30d"], ["-90d", "-30d", "-7d", "+1d"])


def test_a_reminder_goes_on_the_last_day_still_and_not_a_day_later():
    assert told_now(running("call"), berlin.end_of_day(DUE_ON) - INSTANT)[0] == ["-3d"]
    assert told_now(running("call"), berlin.end_of_day(DUE_ON))[0] == []


def test_ahead_and_overdue_do_not_stand_in_each_others_way():
    deadline = running("opinion")
    assert told_now(deadline, noon(DUE_ON)) == (["-4d", "+0d"], [])


def test_what_should_have_been_told_before_the_deadline_was_set_is_not_told():
    day = DUE_ON - timedelta(days=7)
    assert told_now(running("answer", set_on=day), noon(day)) == (["-7d"], [])
    late = day + timedelta(days=1)
    assert told_now(running("answer", set_on=late), noon(late)) == ([], ["-7d"])


def test_days_from_the_start_are_told_even_after_the_last_day():
    begun = date(2022, 6, 1)
    deadline = running("vwgo75", due_on=begun + timedelta(days=62), set_on=begun)
    seventy_six = noon(begun + timedelta(days=76))
    assert told_now(deadline, seventy_six) == (["start+75d"], ["start+60d"])


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
    story.moved.instant = noon(found.due_on - timedelta(days=2))
    return found


def change(deadline, **values):
    with transaction() as session:
        session.execute(update(Deadline).where(Deadline.id == deadline.id).values(**values))


def listed(deadline, now):
    with reading() as session:
        return deadline.id in {key for _at, key in due_deadlines(session, now)}


def reminded(key, now):
    """Remind of a deadline; return how many notices are owed and what was recorded."""
    with transaction() as session:
        owed = remind(session, key, now)
    with reading() as session:
        kept = session.scalars(select(Reminder.threshold).where(Reminder.deadline_id == key))
        return owed, sorted(kept)


def test_an_open_deadline_is_listed_and_told(answer, story):
    assert listed(answer, story.moved.instant)
    assert reminded(answer.id, story.moved.instant) == (2, ["-2d", "-7d"])


@pytest.mark.parametrize("column", ["paused_at", "ended_at"])
def test_a_deadline_that_stands_still_or_has_ended_is_neither_listed_nor_told(
    answer, story, column
):
    change(answer, **{column: story.moved.instant})
    assert not listed(answer, story.moved.instant)
    assert reminded(answer.id, story.moved.instant) == (0, [])


def test_a_deadline_that_is_not_there_is_not_told(answer, story):
    assert reminded(uuid4(), story.moved.instant) == (0, [])


def test_a_deadline_is_listed_from_the_hour_of_its_next_telling_and_not_before(answer, story):
    first = seven(REMINDERS["answer"][0].told_on(answer.due_on, story.today))
    change(answer, tell_at=first)
    assert listed(answer, first)
    assert not listed(answer, first - INSTANT)


def test_the_clock_does_not_look_again_before_the_next_telling_and_never_after_the_last(
    answer, story
):
    early = seven(REMINDERS["answer"][0].told_on(answer.due_on, story.today))
    assert reminded(answer.id, early)[1] == ["-7d"]
    with reading() as session:
        again = session.get_one(Deadline, answer.id).tell_at
    assert again == seven(REMINDERS["answer"][1].told_on(answer.due_on, story.today))
    assert not listed(answer, again - INSTANT)
    reminded(answer.id, again)
    assert not listed(answer, again + timedelta(days=400))


def test_a_deadline_of_a_call_reminds_nobody(answer, story):
    own = running("closing")
    with transaction() as session:
        call_id = session.scalars(select(Call.id)).first()
        values = {"id": uuid4(), "call_id": call_id, "role": "admin", "version": 1}
        rest = {c: getattr(own, c) for c in ("kind", "due_on", "due_at", "set_at")}
        own.id = values["id"]
        session.execute(insert(Deadline).values(**values, **rest))
    assert not listed(own, story.moved.instant)


def test_what_a_clock_finds_in_the_evening_goes_out_the_next_morning(answer, story):
    story.moved.instant = six(story.today)
    assert reminded(answer.id, story.moved.instant)[0] == 2
    with reading() as session:
        rows = select(func.min(Notice.next_at), func.max(Notice.next_at))
        times = session.execute(rows.where(Notice.deadline_id == answer.id)).one()
    assert set(times) == {in_window(story.moved.instant)}
    assert times[0] > story.moved.instant


def test_what_was_recorded_is_not_told_again_but_a_new_version_is(answer, story):
    assert reminded(answer.id, story.moved.instant)[0] == 2
    assert reminded(answer.id, story.moved.instant)[0] == 0
    change(answer, version=answer.version + 1)
    assert reminded(answer.id, story.moved.instant)[0] == 2
