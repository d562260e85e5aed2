"""A monitor is told what stands still: workers, clock, post, tellings; and what has failed."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from funding import clock
from funding.db import reading, transaction
from funding.models import Application, Deadline, Heartbeat, Notice, Reminder, StoredFile
from funding.queries.operations.watch import AHEAD, LATE, SILENT, UNSCANNED_FOR, checks, worst
from funding.services.operations.beat import FORGOTTEN, beat
from funding.tasks.post import Postman, deliver_all
from tests.stages import bring
from workflows.application import State

INSTANT = timedelta(microseconds=1)


def alive(name="worker:1", *, ticked=True):
    with transaction() as session:
        beat(session, name, clock.now(), ticked=ticked)


def levels(**more):
    with reading() as session:
        return {one.code: one.level for one in checks(session, clock.now(), **more)}


def of(code, **more):
    with reading() as session:
        return next(one for one in checks(session, clock.now(), **more) if one.code == code)


def change(model, *where, **values):
    with transaction() as session:
        session.execute(update(model).where(*where).values(**values))


@pytest.fixture
def well(story):
    """Bring a case, send its post, and give a sign of life."""
    bring(story, State.INFO_REQUESTED)
    deliver_all(Postman(lambda _letter: None, "x@y.example", "http://localhost"))
    alive()
    return story


def test_everything_that_goes_its_way_is_in_order(well):
    assert set(levels().values()) == {"ok"}


def test_before_any_worker_has_run_worker_and_clock_are_critical(story):
    found = levels()
    assert (found["worker"], found["clock"]) == ("critical", "critical")


def test_a_silent_worker_is_critical_after_three_minutes_and_not_before(well):
    begun = clock.now()
    well.moved.instant = begun + SILENT
    assert of("worker").level == of("clock").level == "ok"
    well.moved.instant += INSTANT
    assert of("worker").level == of("clock").level == "critical"
    assert of("worker").since == begun


def test_a_worker_whose_clock_stands_still_lives_but_does_not_tick(well):
    well.moved.instant += 2 * SILENT
    alive(ticked=False)
    assert (of("worker").level, of("clock").level) == ("ok", "critical")


def test_another_worker_does_for_the_one_that_is_silent(well):
    well.moved.instant += 2 * SILENT
    alive("worker:2")
    assert (of("worker").level, of("worker").count) == ("ok", 1)


def test_a_sign_of_life_from_before_the_clock_was_set_back_counts_for_nothing(well):
    well.moved.instant -= timedelta(hours=2)
    assert clock.now() + AHEAD < well.moved.instant + timedelta(hours=2)
    assert of("worker").level == of("clock").level == "critical"
    alive("worker:2")
    assert of("worker").level == of("clock").level == "ok"


def test_a_process_that_was_silent_for_a_week_is_forgotten(well):
    well.moved.instant += FORGOTTEN + INSTANT
    alive("worker:2")
    with reading() as session:
        assert [one.name for one in session.query(Heartbeat)] == ["worker:2"]


def test_post_that_is_due_and_does_not_leave_is_critical_and_what_waits_is_not(well):
    change(Notice, state="owed", next_at=clock.now() - LATE + INSTANT)
    assert of("post").level == "ok"
    change(Notice, next_at=clock.now() - LATE)
    assert of("post").level == "critical"
    assert of("post").since == clock.now() - LATE


def test_deadlines_that_nobody_is_told_of_are_critical_but_not_those_that_stand_still(well):
    late = clock.now() - LATE
    change(Deadline, Deadline.kind == "answer", tell_at=late)
    assert of("telling").level == "critical"
    change(Deadline, Deadline.kind == "answer", paused_at=clock.now())
    assert of("telling").level == "ok"
    change(Deadline, Deadline.kind == "answer", paused_at=None, ended_at=clock.now())
    assert of("telling").level == "ok"


def test_what_is_recorded_and_told_to_nobody_is_critical_after_ten_minutes(well):
    now = clock.now()
    with transaction() as session:
        key = session.scalars(select(Deadline.id)).first()
        own = {"deadline_version": 1, "told": True, "at": now - LATE}
        session.add(Reminder(deadline_id=key, threshold="-7d", telling="open", **own))
        session.add(Reminder(deadline_id=key, threshold="-2d", **own))
    assert (of("owing").level, of("owing").count, of("owing").since) == ("critical", 1, now - LATE)
    change(Reminder, at=now - LATE + INSTANT)
    assert of("owing").level == "ok"
    for closed in ("done", "void"):
        change(Reminder, at=now - LATE, telling=closed)
        assert of("owing").level == "ok"


def test_a_letter_that_has_failed_is_a_warning(well):
    change(Notice, Notice.kind == "information_requested", state="failed")
    assert of("failed").level == "warning"
    with reading() as session:
        assert worst(checks(session, clock.now())) == "warning"


def test_files_that_wait_for_the_scanner_are_told_only_where_there_is_one(well):
    with transaction() as session:
        case = session.scalars(select(Application)).one()
        session.add(
            StoredFile(
                application_id=case.id,
                uploaded_by_id=case.created_by_id,
                name="Beschluss.pdf",
                size=1,
                sha256="0" * 64,
                at=clock.now() - UNSCANNED_FOR,
            )
        )
    assert "scans" not in levels()
    assert of("scans", scanning=True).level == "warning"


def test_mail_that_came_back_and_is_not_read_is_a_warning(well, tmp_path):
    assert "bounces" not in levels()
    box = tmp_path / "box"
    assert of("bounces", bounce_box=str(box)).level == "warning"  # nobody has made it
    for part in ("new", "cur", "tmp", ".done"):
        (box / part).mkdir(parents=True)
    report = box / "new" / "1.report"
    report.write_text("x")
    came = (clock.now() - LATE).timestamp()
    os.utime(report, (came + 1, came + 1))
    assert of("bounces", bounce_box=str(box)).level == "ok"
    os.utime(report, (came, came))
    found = of("bounces", bounce_box=str(box))
    assert (found.level, found.count, found.since) == ("warning", 1, clock.now() - LATE)
    report.rename(box / ".done" / "1.report")
    assert of("bounces", bounce_box=str(box)).level == "ok"
