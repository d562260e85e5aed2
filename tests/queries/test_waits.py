"""The queue shows of each case the deadline of whoever's turn it is, in every state."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from funding.db import migrate, reading, transaction
from funding.db.session import store
from funding.law import berlin
from funding.models import Application, Deadline
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.queries.reviewing import queue
from funding.queries.reviewing.waits import BEHIND, FOREIGN, waits_for
from funding.services.operations.write_audit import digest
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.reviewing.judge_points import judge_points
from funding.services.reviewing.score_case import score_case
from funding.words.checkpoints import CHECKPOINTS
from funding.words.criteria import CRITERIA
from tests.services.attempts import OTHER
from tests.services.spending.issuing import provided
from tests.stages import REVIEWER, bring
from workflows.application import State, Trigger

SECOND = "zweitbewertung@smi.example"
QUEUED = sorted(set(State) - queue.NOT_QUEUED)


def listed(view="alle"):
    with reading() as session:
        return queue.cases(session, by_email(session, REVIEWER), view)


def count(view):
    with reading() as session:
        actor = by_email(session, REVIEWER)
        return queue.views(session, actor, queue.NO_FILTER).counts[view]


@pytest.mark.parametrize("state", QUEUED)
def test_the_list_and_the_case_name_the_same_deadline(story, state):
    reference = bring(story, state)
    [row] = [one for one in listed() if one.reference == reference]
    with reading() as session:
        case = session.scalars(select(Application).where(Application.reference == reference)).one()
        open_ = (Deadline.application_id == case.id, Deadline.ended_at.is_(None))
        running = waits_for(state, session.scalars(select(Deadline).where(*open_)).all())
    told = (running.due_at, running.kind) if running else (None, None)
    assert (row.awaited_at, row.awaited_kind) == told


def test_a_notice_that_lies_ready_is_waited_for_by_the_town_in_list_and_case(story):
    reference = bring(story, State.APPROVED)
    story.moved.instant += timedelta(minutes=10)
    provided(story, reference)
    [row] = listed()
    assert row.awaited_kind == "retrieval"
    assert row.awaited_at == berlin.end_of_day(story.today + timedelta(days=10))


def test_a_town_that_spends_its_grant_is_shown_its_proof_and_not_the_end_of_its_period(story):
    assert BEHIND == {State.IN_PROGRESS: "proof"}
    bring(story, State.IN_PROGRESS)
    [row] = listed()
    assert row.awaited_kind == "proof"
    assert row.queue_at < row.awaited_at


def test_a_deadline_of_nobody_on_turn_is_not_shown(story):
    bring(story, State.SUBMITTED)
    assert "vwgo75" in FOREIGN
    with transaction() as session:  # as where the day to take it over has no end
        session.execute(update(Application).values(due_kind="vwgo75"))
    [row] = listed()
    assert (row.awaited_at, row.awaited_kind) == (None, None)


def test_an_answer_is_shown_until_somebody_does_something(story):
    reference = bring(story, State.INFO_REQUESTED)
    assert count("antwort") == 0
    story.answer(reference, "liegt bei")
    assert count("antwort") == len(listed("antwort")) == 1
    story.check_and_score(reference)
    assert count("antwort") == len(listed("antwort")) == 0


def test_an_answer_is_dealt_with_by_work_that_is_no_step(story):
    reference = bring(story, State.INFO_REQUESTED)
    story.answer(reference, "liegt bei")
    verdict = {next(iter(CHECKPOINTS)): ("met", "")}
    story.act(REVIEWER, lambda session, actor: judge_points(session, actor, reference, verdict))
    assert count("antwort") == len(listed("antwort")) == 0


def test_a_second_assessment_is_looked_for_until_marks_of_an_unbiased_person_are_finished(story):
    reference = bring(story, State.IN_CHECK)
    marks = dict.fromkeys(CRITERIA, (3, "Nachvollziehbar dargelegt."))
    met = dict.fromkeys(CHECKPOINTS, ("met", ""))

    def score(email):
        story.act(email, lambda s, a: score_case(s, a, reference, marks, finish=True))

    def open_for(email):
        with reading() as session:
            assert differences(session, digest) == []
            actor = by_email(session, email)
            return queue.views(session, actor, queue.NO_FILTER).counts["zweitbewertung"]

    assert open_for(OTHER) == 0
    story.act(REVIEWER, lambda s, a: judge_points(s, a, reference, met))
    story.step(REVIEWER, reference, Trigger.ACCEPT_COMPLETE)
    assert open_for(OTHER) == 1
    score(REVIEWER)
    assert open_for(OTHER) == 1
    score(SECOND)
    assert open_for(OTHER) == 0
    story.act(SECOND, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    assert open_for(OTHER) == 1


def test_views_of_an_earlier_release_are_counted_as_before(story):
    answered = bring(story, State.INFO_REQUESTED)
    story.answer(answered, "liegt bei")
    bring(story, State.FIRST_APPROVED, "graffiti")  # with second marks
    bring(story, State.IN_CHECK, "other")

    def kept():
        columns = (Application.reference, Application.answered, Application.second_scored)
        with reading() as session:
            return sorted(tuple(row) for row in session.execute(select(*columns)))

    before = kept()
    assert [row[1:] for row in before] == [(True, False), (False, True), (False, False)]
    migrate.downgrade(store.engine, "0044")
    assert migrate.upgrade(store.engine)
    assert kept() == before
