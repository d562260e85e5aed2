"""Criteria count as much as the programme says: the points of a case are their weighted mean."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.models import Application, RuleValue
from funding.queries.reviewing.assessments import weighted
from funding.services.reviewing.judge_points import judge_points
from funding.services.reviewing.score_case import score_case
from funding.words.checkpoints import CHECKPOINTS
from funding.words.criteria import CRITERIA
from tests.stages import REVIEWER, bring
from workflows.application import State, Trigger

WHY = "Nachvollziehbar dargelegt."


def weigh(**values):
    with transaction() as session:
        for code, value in values.items():
            key = RuleValue.key == f"weight_{code}"
            session.execute(update(RuleValue).where(key).values(value=value))


def points_of(story, marks):
    reference = bring(story, State.IN_CHECK)
    met = dict.fromkeys(CHECKPOINTS, ("met", ""))
    story.act(REVIEWER, lambda s, a: judge_points(s, a, reference, met))
    story.step(REVIEWER, reference, Trigger.ACCEPT_COMPLETE)
    given = {code: (marks.get(code, 2), WHY) for code in CRITERIA}
    story.act(REVIEWER, lambda s, a: score_case(s, a, reference, given, finish=True))
    with reading() as session:
        return session.scalars(select(Application.points)).one()


def test_alike_weights_give_the_plain_mean(story):
    assert points_of(story, {"effect": 5}) == 238  # (7 x 2 + 5) / 8, rounded


def test_a_criterion_of_threefold_weight_counts_three_times(story):
    weigh(effect=3)
    assert points_of(story, {"effect": 5}) == 290  # (7 x 2 + 3 x 5) / 10


def test_a_criterion_of_no_weight_does_not_count(story):
    weigh(effect=0)
    assert points_of(story, {"effect": 5}) == 200


def test_where_nothing_has_weight_all_count_alike(story):
    weigh(**dict.fromkeys(CRITERIA, 0))
    assert points_of(story, {"effect": 5}) == 238


@pytest.mark.parametrize(
    ("marks", "weight", "expected"),
    [
        ([], {}, None),
        ([("a", 5)], {"a": 1}, 500),
        ([("a", 5), ("b", 0)], {"a": 2, "b": 1}, 333),
        ([("a", 5), ("b", 0), ("b", 5)], {"a": 0, "b": 7}, 250),
    ],
)
def test_the_weighted_mean_is_exact_until_it_is_rounded_once(marks, weight, expected):
    assert weighted(marks, weight) == expected
