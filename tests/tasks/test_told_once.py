"""Recorded, then told: whoever is killed and however many clocks tick, everybody is told once."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update

from funding.db import reading, transaction
from funding.db.session import store
from funding.law import berlin
from funding.models import Deadline, InformationRequest, Notice, Reminder
from funding.services.deadlines.record import due_deadlines, record
from funding.services.deadlines.remind import open_reminders, remind
from funding.tasks.tick import sweep, tick
from tests.services.racing import copies
from tests.stages import bring
from workflows.application import State

ROOT = Path(__file__).parents[2]
CASES, CLOCKS = 6, 3
LAST = timedelta(days=2)
# SQLite lets writers queue, one after the other.
only_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture
def due(request):
    """Ask many towns, and go on to the day on which all of them are reminded the last time."""
    own = "play" if "sqlite_database" in request.fixturenames else "story"
    story = request.getfixturevalue(own)
    reference = bring(story, State.INFO_REQUESTED)
    with transaction() as session:
        copies(session, reference, CASES - 1)
        day = session.scalars(select(Deadline.due_on).where(Deadline.kind == "answer")).first()
    story.moved.instant = berlin.at_hour(day - LAST, 9)
    return story.moved


def child(*arguments, **more):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.tasks.telling_crashing", *arguments],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        **more,
    )


def notices():
    with reading() as session:
        return session.scalar(select(func.count()).where(Notice.kind == "answer_reminder"))


def tellings():
    with reading() as session:
        answers = select(Deadline.id).where(Deadline.kind == "answer")
        rows = select(Reminder.threshold, Reminder.told, Reminder.telling)
        return sorted(set(session.execute(rows.where(Reminder.deadline_id.in_(answers))).all()))


@pytest.mark.crash
@pytest.mark.slow
def test_wherever_a_clock_is_killed_everybody_is_told_once(due, tmp_path, sqlite_database):
    store.engine.dispose()
    path = sqlite_database.removeprefix("sqlite:///")
    crashing = child("crash", path, due.instant.isoformat(), str(tmp_path / "crash"))
    told = [json.loads(line) for line in crashing.communicate(timeout=400)[0].splitlines()]
    assert crashing.returncode == 0
    whole = {
        "keys": 2 * CASES,
        "notices": [2] * CASES,
        "tellings": {"done": 2 * CASES},
        "told": CASES,
        "left": 0,
    }
    for point in told:
        assert point["after"] == whole, point
        crashed = point["crashed"]
        # What the clock need not look at again is recorded, and what is told is closed.
        assert sum(crashed["tellings"].values()) == 2 * (CASES - crashed["left"]), point
        assert len(crashed["notices"]) == crashed["told"] - crashed["tellings"].get("open", 0)
        assert set(crashed["notices"]) <= {2}, point
    crashes = [point["crashed"] for point in told if point["killed"]]
    assert not told[-1]["killed"]
    recorded = [one for one in crashes if one["tellings"].get("open") == CASES]
    assert recorded, "some are killed between the phases"
    assert {one["left"] for one in crashes} == {0, 2, CASES}, "and some within the first"
    assert {len(one["notices"]) for one in crashes} == {0, 2, 4}, "or the second"


def test_clocks_of_several_processes_tell_everybody_once(due, database):
    at = due.instant.isoformat()
    store.engine.dispose()
    clocks = [child("tick", database, at, stdin=subprocess.PIPE) for _ in range(CLOCKS)]
    for one in clocks:
        one.stdin.write("\n")
        one.stdin.flush()
    done = [int(one.communicate(timeout=120)[0]) for one in clocks]
    assert [one.returncode for one in clocks] == [0] * CLOCKS
    assert notices() == sum(done) == 2 * CASES
    assert tellings() == [("-2d", True, "done"), ("-7d", False, "done")]


def ids(listing, *arguments):
    with reading() as session:
        return [key for _at, key in listing(session, *arguments)]


@contextmanager
def impatient():
    """Begin another transaction, which waits for nobody: who would have to is wrong."""
    with transaction() as session:
        session.execute(text("SET LOCAL lock_timeout = '2s'"))
        yield session


@only_postgresql
def test_of_two_clocks_the_second_records_what_the_first_does_not_hold(due, database):
    found = ids(due_deadlines, due.instant)
    with transaction() as first:
        assert record(first, found[:2], due.instant) == 2
        with impatient() as second:
            assert record(second, found, due.instant) == CASES - 2
    tick()
    assert notices() == 2 * CASES


@only_postgresql
def test_of_two_clocks_the_second_tells_what_the_first_does_not_hold(due, database):
    sweep()
    found = ids(open_reminders)
    with transaction() as first:
        assert remind(first, found[:2], due.instant) == 4
        with impatient() as second:
            assert remind(second, found, due.instant) == 2 * (CASES - 2)
    assert notices() == 2 * CASES
    assert ids(open_reminders) == []


@only_postgresql
def test_a_step_that_moves_a_deadline_while_the_clock_records_is_not_written_over(due, database):
    found = ids(due_deadlines, due.instant)
    with reading() as session:  # that of the copied case has a request, which would lapse meanwhile
        asked = select(Deadline.id).join(
            InformationRequest, InformationRequest.application_id == Deadline.application_id
        )
        own = set(session.scalars(asked))
    found.sort(key=lambda one: one in own)
    later = due.instant + timedelta(days=3)
    with transaction() as step:
        moved = update(Deadline).where(Deadline.id == found[0])
        step.execute(moved.values(version=Deadline.version + 1, tell_at=later))
        with impatient() as clock:
            assert record(clock, found, due.instant) == CASES - 1
    with reading() as session:
        assert session.get_one(Deadline, found[0]).tell_at == later
    tick()
    assert notices() == 2 * (CASES - 1)
    due.instant = later
    with transaction() as session:
        days = {"due_on": berlin.local_date(later), "due_at": later + timedelta(hours=15)}
        session.execute(moved.values(**days))
    tick()
    assert notices() == 2 * CASES


@only_postgresql
def test_what_a_clock_of_an_earlier_release_records_at_the_same_moment_is_its_own(due, database):
    found = ids(due_deadlines, due.instant)

    def ours():
        with transaction() as session:
            return record(session, found, due.instant)

    with ThreadPoolExecutor(1) as pool:
        with transaction() as earlier:
            own = {"deadline_version": 1, "threshold": "-2d", "told": True, "at": due.instant}
            earlier.add(Reminder(deadline_id=found[0], **own))
            earlier.flush()
            recording = pool.submit(ours)
            waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            waiting += " AND datname = current_database()"
            with reading() as session:
                while not session.scalar(text(waiting)):
                    session.rollback()
        assert recording.result() == CASES
    assert len(ids(open_reminders)) == CASES - 1
