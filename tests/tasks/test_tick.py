"""The clock: told once however many clocks tick, caught up after an outage, never too late."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from sqlalchemy import func, select, update

from funding.db import reading, transaction
from funding.law import berlin
from funding.models import Deadline, Notice, Reminder
from funding.tasks.tick import sweep, tick
from tests.services.racing import copies
from tests.stages import SIGNATORY, bring
from workflows.application import State, Trigger


def told(kind):
    with reading() as session:
        return session.scalar(select(func.count()).where(Notice.kind == kind))


def thresholds(reference_id, kind):
    with reading() as session:
        rows = session.execute(
            select(Reminder.threshold, Reminder.told)
            .join(Deadline, Deadline.id == Reminder.deadline_id)
            .where(Deadline.application_id == reference_id, Deadline.kind == kind)
        )
        return {row.threshold: row.told for row in rows}


def answer_due(story, reference):
    with reading() as session:
        return session.scalars(
            select(Deadline.due_on).where(
                Deadline.application_id == story._read(reference).id, Deadline.kind == "answer"
            )
        ).one()


def at(story, day, hour=9):
    story.moved.instant = berlin.at_hour(day, hour)


def test_a_town_is_reminded_seven_and_two_days_before_its_answer_is_due(story):
    reference = bring(story, State.INFO_REQUESTED)
    due = answer_due(story, reference)
    for _day in range(20):
        at(story, story.today + timedelta(days=1))
        if story.today > due:
            break
        tick()
    assert thresholds(story._read(reference).id, "answer") == {"-7d": True, "-2d": True}
    assert told("answer_reminder") == 4  # two people of the town, twice


def test_eight_clocks_at_once_tell_a_threshold_once(story):
    reference = bring(story, State.INFO_REQUESTED)
    at(story, answer_due(story, reference) - timedelta(days=6))
    with ThreadPoolExecutor(8) as clocks:
        list(clocks.map(lambda _n: tick(), range(8)))
    assert told("answer_reminder") == 2


def test_after_an_outage_only_what_is_still_relevant_is_told_and_the_rest_recorded(story):
    reference = bring(story, State.INFO_REQUESTED)
    at(story, answer_due(story, reference) - timedelta(days=1))
    tick()
    assert thresholds(story._read(reference).id, "answer") == {"-7d": False, "-2d": True}
    assert told("answer_reminder") == 2


def test_a_reminder_that_would_come_too_late_is_not_sent(story):
    reference = bring(story, State.INFO_REQUESTED)
    at(story, answer_due(story, reference) + timedelta(days=3))
    tick()
    assert told("answer_reminder") == 0
    assert told("answer_lapsed") == 2
    assert story._read(reference).state == State.IN_CHECK


def test_a_moved_deadline_is_told_anew(story):
    reference = bring(story, State.DRAFT)
    at(story, date(2022, 8, 25))
    tick()
    first = told("draft_reminder")
    details = {"reason": "Hochwasser", "ends_on": date(2022, 9, 12)}
    story.step("teamleitung@smi.example", reference, Trigger.EXTEND, **details)
    at(story, date(2022, 9, 6))
    tick()
    assert told("draft_reminder") > first > 0
    assert story._read(reference).state == State.DRAFT
    at(story, date(2022, 9, 13))
    tick()
    assert story._read(reference).state == State.EXPIRED


def test_a_reminder_of_a_sunday_goes_on_the_friday_before_between_seven_and_six(story):
    reference = bring(story, State.INFO_REQUESTED)
    due = answer_due(story, reference)
    sunday = due - timedelta(days=7)
    while sunday.weekday() != 6:
        sunday -= timedelta(days=1)
    at(story, due - timedelta(days=7), 5)
    tick()
    assert told("answer_reminder") == 0
    at(story, due - timedelta(days=7), 8)
    tick()
    with reading() as session:
        instants = session.scalars(
            select(Notice.next_at).where(Notice.kind == "answer_reminder")
        ).all()
    assert {berlin.local_date(i) for i in instants} == {story.today}


def test_nothing_is_told_twice_by_ticking_again(story):
    bring(story, State.IN_CHECK)
    at(story, date(2022, 6, 27))
    tick()
    with reading() as session:
        before = session.scalar(select(func.count(Notice.id)))
    for _ in range(3):
        tick()
    with reading() as session:
        assert session.scalar(select(func.count(Notice.id))) == before


def test_a_claim_nobody_works_on_goes_back_to_the_queue(story):
    reference = bring(story, State.IN_CHECK)
    at(story, date(2022, 6, 20))
    tick()
    case = story._read(reference)
    assert (case.state, case.holder_id) == (State.SUBMITTED, None)


def test_a_waiting_case_moves_up_when_money_is_released(story):
    first = story.apply("johanngeorgenstadt", "Erster Fall", "other", 5_000_000)
    second = story.apply("eibenstock", "Zweiter Fall", "other", 2_500_000)
    for case in (first, second):
        story.review(case)
    story.recommend(first)
    story.wait_for_money(second)
    tick()
    assert story._read(second).state == State.WAITLISTED
    story.withdraw(first, "kein Bedarf mehr")
    tick()
    assert story._read(second).state == State.REVIEWED
    assert told("moved_up") == 2


def test_a_draft_expires_at_closing_and_not_a_second_before(story):
    reference = bring(story, State.DRAFT)
    closing = berlin.end_of_day(date(2022, 8, 31))
    story.moved.instant = closing - timedelta(microseconds=1)
    tick()
    assert story._read(reference).state == State.DRAFT
    story.moved.instant = closing
    tick()
    assert story._read(reference).state == State.EXPIRED
    assert told("draft_expired") == 2
    assert SIGNATORY


def test_many_are_recorded_a_portion_at_a_time_and_one_that_fails_keeps_no_portion_back(
    story, monkeypatch
):
    monkeypatch.setattr("funding.tasks.tick.RECORDED", 4)
    reference = bring(story, State.INFO_REQUESTED)
    with transaction() as session:
        copies(session, reference, 4)
        answers = session.scalars(
            select(Deadline).where(Deadline.kind == "answer").order_by(Deadline.id)
        ).all()
        for broken in answers[:2]:
            broken.kind = "nonsense"
    story.moved.instant = answers[0].due_at - timedelta(days=2)
    assert tick()
    with reading() as session:
        told = set(session.scalars(select(Reminder.deadline_id)))
    assert {one.id for one in answers[2:]} <= told
    assert not {one.id for one in answers[:2]} & told
    assert {one.id for one in answers[2:]} == told & {one.id for one in answers}


def test_what_is_recorded_is_told_a_portion_at_a_time_and_steps_come_in_between(story, monkeypatch):
    monkeypatch.setattr("funding.tasks.tick.PORTION", 2)
    monkeypatch.setattr("funding.tasks.tick.RECORDED", 2)
    reference = bring(story, State.INFO_REQUESTED)
    with transaction() as session:
        copies(session, reference, 4)
        due_at = session.scalars(select(Deadline.due_at).where(Deadline.kind == "answer")).first()
    story.moved.instant = due_at - timedelta(days=2)
    done, after = sweep()
    assert after is not None  # everything is recorded, and at once the next sweep follows
    assert (told("answer_reminder"), still_open()) == (0, 5)
    for rest in (3, 1):
        done, after = sweep(after)
        assert (done, still_open()) == (4, rest)
        assert after is not None
    story.moved.instant = due_at
    done, after = sweep(after)
    assert (after, done) == (None, 1)  # a step that became due meanwhile
    assert story._read(reference).state == State.IN_CHECK
    assert (told("answer_reminder"), still_open()) == (8, 0)  # for the last it is too late


def still_open():
    with reading() as session:
        return session.scalar(select(func.count()).where(Reminder.telling == "open"))


def test_one_that_cannot_be_told_keeps_no_other_waiting_and_is_tried_again(story, caplog):
    reference = bring(story, State.INFO_REQUESTED)
    with transaction() as session:
        copies(session, reference, 4)
        answers = session.scalars(select(Deadline).where(Deadline.kind == "answer")).all()
    story.moved.instant = answers[0].due_at - timedelta(days=2)
    sweep()

    def called(kind):
        with transaction() as session:
            own = update(Deadline).where(Deadline.id == answers[2].id)
            session.execute(own.values(kind=kind))

    called("nonsense")
    assert tick() == 8
    assert "the clock could not do what was due" in caplog.text
    assert still_open() == 1
    called("answer")
    assert tick() == 2
    assert still_open() == 0
