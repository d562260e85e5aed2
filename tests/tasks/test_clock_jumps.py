"""Clocks that jump, ahead by days and back by hours, through the nights that are 23 or 25 hours long."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from funding.db import connect, reading
from funding.db.session import store
from funding.demo.rehearse import moved_clock
from funding.demo.story import Story
from funding.law import berlin, workdays
from funding.models import Deadline, Notice, Reminder
from funding.notices.reminders import REMINDERS
from funding.services.deadlines.look_again import CLOSES, OPENS
from funding.tasks.tick import tick
from tests.conftest import DURING_THE_CALL
from tests.stages import bring
from workflows.application import State

JUMPS = st.sampled_from([-120, -30, 1, 60, 11 * 60, 24 * 60, 2 * 24 * 60, 5 * 24 * 60])
# The request runs over the last Sunday of October, and over the last one of March.
NIGHTS = (date(2022, 10, 21), date(2023, 3, 17))


@pytest.fixture(scope="module")
def asked(sqlite_template, tmp_path_factory):
    """Ask a town before each of the two nights; return the databases as they are then."""
    found = {}
    for day in NIGHTS:
        path = tmp_path_factory.mktemp("jumps") / "asked.sqlite3"
        shutil.copy(sqlite_template, path)
        connect(f"sqlite:///{path}")
        with moved_clock(DURING_THE_CALL) as moved:
            story = Story(moved, lambda _line: None)
            reference = bring(story, State.IN_CHECK)
            story.moved.instant = berlin.at_hour(day, 10)
            story.ask(reference, ["Bitte den Beschluss nachreichen."])
            found[day] = (path, moved.instant)
        store.engine.dispose()
        store.engine = None
    return found


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(day=st.sampled_from(NIGHTS), jumps=st.lists(JUMPS, min_size=1, max_size=14))
def test_however_the_clock_jumps_each_threshold_is_told_once_and_in_the_hours_of_offices(
    asked, tmp_path_factory, day, jumps
):
    template, instant = asked[day]
    path = tmp_path_factory.mktemp("jump") / "jump.sqlite3"
    shutil.copy(template, path)
    connect(f"sqlite:///{path}")
    try:
        with moved_clock(instant) as moved:
            for minutes in jumps:
                moved.instant = max(moved.instant + timedelta(minutes=minutes), instant)
                tick()
            moved.instant = instant + timedelta(days=60)
            tick()
        assert_told()
    finally:
        store.engine.dispose()
        store.engine = None


def assert_told():
    with reading() as session:
        rows = session.execute(
            select(Reminder.deadline_id, Reminder.deadline_version, Reminder.threshold)
        ).all()
        letters = session.scalars(select(Notice).where(Notice.deadline_id.is_not(None))).all()
        answer = session.scalars(select(Deadline).where(Deadline.kind == "answer")).one()
    assert set(Counter(map(tuple, rows)).values()) == {1}
    recorded = {row.threshold for row in rows if row.deadline_id == answer.id}
    assert recorded <= {one.name for one in REMINDERS["answer"]}
    for one in letters:
        local = one.next_at.astimezone(berlin.BERLIN)
        assert workdays.is_working_day(local.date()), local
        assert OPENS <= local.hour < CLOSES, local
    told = Counter((one.deadline_id, one.kind, one.key) for one in letters)
    assert set(told.values()) <= {1}


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2022, 10, 30), 25), (date(2023, 3, 26), 23), (date(2023, 3, 27), 24)]
)
def test_a_day_of_the_law_ends_at_its_midnight_however_long_it_was(day, hours):
    begun, ended = berlin.start_of_day(day), berlin.end_of_day(day)
    assert ended - begun == timedelta(hours=hours)
    assert ended.astimezone(berlin.BERLIN).date() == day + timedelta(days=1)


@pytest.mark.parametrize("day", [date(2022, 10, 31), date(2023, 3, 27)])
def test_the_morning_after_such_a_night_is_seven_in_berlin(day):
    seven = berlin.at_hour(day, 7).astimezone(berlin.BERLIN)
    assert (seven.hour, seven.date()) == (7, day)
