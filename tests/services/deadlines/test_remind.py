"""What is recorded is owed once, with the days that were recorded, if it still means anything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from funding.db import reading, transaction
from funding.law import berlin
from funding.models import Deadline, Notice, Reminder
from funding.services.deadlines.record import record
from funding.services.deadlines.remind import in_window, open_reminders, remind
from tests.stages import bring
from workflows.application import State

INSTANT = timedelta(microseconds=1)
FRIDAY, SATURDAY, SUNDAY = date(2022, 6, 3), date(2022, 6, 4), date(2022, 6, 5)
WHIT_MONDAY, TUESDAY = date(2022, 6, 6), date(2022, 6, 7)


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


@pytest.fixture
def answer(story):
    """Record that a town is to be reminded two days before its answer is due; return that day."""
    reference = bring(story, State.INFO_REQUESTED)
    with reading() as session:
        found = session.scalars(
            select(Deadline).where(
                Deadline.application_id == story._read(reference).id, Deadline.kind == "answer"
            )
        ).one()
    story.moved.instant = berlin.at_hour(found.due_on - timedelta(days=2), 12)
    recorded(found, story.moved.instant)
    return found


def recorded(deadline, now):
    with transaction() as session:
        assert record(session, [deadline.id], now) == 1


def change(deadline, **values):
    with transaction() as session:
        session.execute(update(Deadline).where(Deadline.id == deadline.id).values(**values))


def reminded(now):
    """Owe all that is open; return how many notices are owed, and how far each telling is."""
    with transaction() as session:
        places = open_reminders(session)
        owed = remind(session, [key for _at, key in places], now)
    with reading() as session:
        kept = session.scalars(select(Reminder).order_by(Reminder.at, Reminder.threshold))
        return owed, {row.threshold: row.telling for row in kept}


def notices():
    with reading() as session:
        return session.scalars(select(Notice).where(Notice.kind == "answer_reminder")).all()


def row_of(threshold):
    with reading() as session:
        return session.scalars(select(Reminder).where(Reminder.threshold == threshold)).one()


def test_what_is_open_is_owed_once_and_says_how_many_were_told(answer, story):
    assert reminded(story.moved.instant) == (2, {"-7d": "done", "-2d": "done"})
    assert (row_of("-2d").told, row_of("-2d").notices) == (True, 2)
    assert reminded(story.moved.instant)[0] == 0
    assert len(notices()) == 2
    assert {one.facts["due"] for one in notices()} == {answer.due_on.isoformat()}
    assert {one.deadline_version for one in notices()} == {answer.version}


def test_who_lists_what_another_clock_has_owed_meanwhile_owes_nothing(answer, story):
    with reading() as session:
        keys = [key for _at, key in open_reminders(session)]
    assert len(keys) == 1
    for owed in (2, 0):
        with transaction() as session:
            assert remind(session, keys, story.moved.instant) == owed


def test_places_follow_each_other_and_name_nothing_twice(answer, story):
    with transaction() as session:
        own = {"deadline_id": answer.id, "told": True, "telling": "open"}
        for number in range(3):
            at = story.moved.instant + timedelta(hours=number // 2)
            session.add(Reminder(**own, deadline_version=9, threshold=f"{number}", at=at))
    with reading() as session:
        every = open_reminders(session)
        assert len(every) == 4
        assert open_reminders(session, None, 2) + open_reminders(session, every[1], 2) == every
        assert open_reminders(session, every[-1]) == []


@pytest.mark.parametrize(
    "since",
    [{"ended_at": True, "ended_by": "answer"}, {"paused_at": True}, {"version": 2}],
    ids=["ended", "stands still", "moved"],
)
def test_a_deadline_that_is_another_one_since_it_was_recorded_is_told_to_nobody(
    answer, story, since
):
    change(answer, **{k: story.moved.instant if v is True else v for k, v in since.items()})
    assert reminded(story.moved.instant) == (0, {"-7d": "done", "-2d": "void"})
    assert (row_of("-2d").told, row_of("-2d").notices) == (False, 0)
    assert notices() == []


def test_a_deadline_that_was_moved_is_told_with_its_new_day_only(answer, story):
    later = answer.due_on + timedelta(days=1)
    change(answer, version=2, due_on=later, tell_at=story.moved.instant)
    story.moved.instant += timedelta(days=1)
    recorded(answer, story.moved.instant)
    assert reminded(story.moved.instant)[0] == 2
    assert {one.facts["due"] for one in notices()} == {later.isoformat()}


def test_a_right_that_lapsed_when_it_was_recorded_is_told_of(answer, story):
    change(answer, ended_at=story.moved.instant, ended_by="lapsed")
    assert reminded(story.moved.instant)[0] == 2


def test_what_was_recorded_before_an_outage_is_not_told_too_late(answer, story):
    story.moved.instant = berlin.end_of_day(answer.due_on) - INSTANT
    with transaction() as session:
        session.execute(update(Reminder).values(at=story.moved.instant))
    late = story.moved.instant + INSTANT
    assert reminded(late) == (0, {"-7d": "done", "-2d": "void"})


def test_what_was_recorded_before_an_outage_is_told_on_the_last_day_still(answer, story):
    last = berlin.end_of_day(answer.due_on) - INSTANT
    assert reminded(last)[0] == 2
    assert {one.facts["days"] for one in notices()} == {0}


def test_of_two_that_were_recorded_before_any_was_told_only_the_later_is(answer, story):
    with transaction() as session:
        earlier = update(Reminder).where(Reminder.threshold == "-7d")
        session.execute(earlier.values(told=True, telling="open"))
    assert reminded(story.moved.instant) == (2, {"-7d": "void", "-2d": "done"})


def test_what_a_clock_finds_in_the_evening_goes_out_the_next_morning(answer, story):
    story.moved.instant = six(story.today)
    assert reminded(story.moved.instant)[0] == 2
    with reading() as session:
        rows = select(func.min(Notice.next_at), func.max(Notice.next_at))
        times = session.execute(rows.where(Notice.deadline_id == answer.id)).one()
    assert set(times) == {in_window(story.moved.instant)}
    assert times[0] > story.moved.instant
