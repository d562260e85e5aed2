"""The view of payments: what is granted and final and has not left the house yet."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from funding.db import reading, transaction
from funding.models import DecisionNotice
from funding.queries.accounts.actors import by_email
from funding.queries.reviewing import queue
from tests.money import BUDGET
from tests.stages import bring
from workflows.application import State

VIEW = "mittelabrufe"


def shown():
    with reading() as session:
        actor = by_email(session, BUDGET)
        rows = queue.cases(session, actor, VIEW)
        counted = queue.views(session, actor, queue.NO_FILTER).counts[VIEW]
    assert counted == len(rows)
    return [row.reference for row in rows]


def test_a_case_is_to_be_paid_from_the_day_on_which_its_notice_is_final(story):
    reference = bring(story, State.IN_PROGRESS)
    with transaction() as session:
        session.execute(update(DecisionNotice).values(final_on=story.today + timedelta(days=1)))
    assert shown() == []
    story.moved.instant += timedelta(days=1)
    assert shown() == [reference]


def test_a_notice_that_was_set_aside_pays_nothing(story):
    bring(story, State.IN_PROGRESS)
    story.moved.instant += timedelta(days=60)
    assert shown()
    with transaction() as session:
        session.execute(update(DecisionNotice).values(set_aside_on=story.today))
    assert shown() == []


def test_what_is_paid_in_full_or_not_decided_is_not_to_be_paid(story):
    bring(story, State.APPROVED)
    reference = bring(story, State.IN_PROGRESS, "graffiti")
    story.moved.instant += timedelta(days=60)
    assert shown() == [reference]
    story.pay(reference, 500_000)
    assert shown() == [reference]
    story.pay_rest(reference)
    assert shown() == []
