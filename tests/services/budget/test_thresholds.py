"""Whoever watches the money is told when 80, 95 and 100 percent are taken: once, in the booking."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.models import Notice, RuleValue
from funding.queries.budget.watch import THRESHOLDS
from funding.services.administration.load_programme import RULES
from funding.services.budget.warn import Pot
from tests.money import blocked, decide, lifted, propose, released
from tests.stages import FIRST, REVIEWER, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused
from workflows.transfer import Trigger as Move

LEAD, BUDGET = "teamleitung@smi.example", "haushalt@smi.example"


def warnings() -> list[tuple[str, str, list[int]]]:
    """Return who was warned of which field (none is the envelope) and of what, in order."""
    with reading() as session:
        rows = session.scalars(
            select(Notice)
            .where(Notice.kind == "budget_warning")
            .order_by(Notice.created_at, Notice.key)
        ).all()
    return [
        (row.email, row.facts["field"], row.facts["thresholds"])
        for row in rows
        if row.email == LEAD
    ]


def told() -> list[list[int]]:
    return [thresholds for _who, _field, thresholds in warnings()]


def test_each_threshold_of_a_line_is_told_once_when_it_is_crossed(story):
    blocked(story, 7_900_000, "drugs")
    assert told() == []
    blocked(story, 100_000, "drugs")  # 80 % of 100,000.00
    assert told() == [[80]]
    blocked(story, 1_000_000, "drugs")  # 90 %: nothing new
    assert told() == [[80]]
    blocked(story, 500_000, "drugs")
    blocked(story, 500_000, "drugs")
    assert told() == [[80], [95], [100]]
    assert len({field for _who, field, _t in warnings()}) == 1


def test_a_booking_that_jumps_over_several_tells_them_in_one_letter(story):
    blocked(story, 10_000_000, "drugs")
    assert told() == [[80, 95, 100]]


def test_who_falls_below_a_threshold_and_crosses_it_again_is_told_again(story):
    key = blocked(story, 8_000_000, "drugs")
    lifted(story, key)
    blocked(story, 8_000_000, "drugs")
    assert told() == [[80], [80]]


def test_lead_and_budget_officer_hear_of_it_and_read_what_is_left_and_asked_for(story):
    bring(story, State.SUBMITTED, "violence", 2_000_000)
    blocked(story, 16_500_000, "violence")
    with reading() as session:
        rows = session.scalars(select(Notice).where(Notice.kind == "budget_warning")).all()
    assert {row.email for row in rows} == {LEAD, BUDGET}
    facts = rows[0].facts
    assert (facts["available"], facts["total"], facts["percent"]) == (3_500_000, 20_000_000, 82)
    assert (facts["open_cases"], facts["open_cents"]) == (1, 2_000_000)


def test_a_proposal_and_an_approval_cross_it_once_between_them(story):
    blocked(story, 14_500_000, "violence")
    bring(story, State.APPROVED, "violence", 2_000_000)  # reserved, then awarded
    assert told() == [[80]]


def test_a_transfer_can_bring_the_line_that_gives_over_a_threshold(story):
    bring(story, State.REVIEWED, "violence", 4_000_000)
    released(story, propose(story, 15_000_000, "violence"))
    assert told() == [[80]]


def test_the_envelope_is_watched_like_a_line(story):
    for field, cents in {
        "coordination": 45_000_000,
        "graffiti": 20_000_000,
        "littering": 15_000_000,
        "violence": 20_000_000,
    }.items():
        blocked(story, cents, field)
    assert [t for _who, field, t in warnings() if not field] == []
    blocked(story, 4_000_000, "extremism")  # 104 of 130
    assert [t for _who, field, t in warnings() if not field] == [[80]]


def test_the_notice_goes_with_the_booking_and_not_without_it(story):
    key = propose(story, 18_000_000, "violence")
    bring(story, State.REVIEWED, "violence", 4_000_000)
    with pytest.raises(StepRefused):
        released(story, key)
    assert told() == []
    decide(story, key, Move.REFUSE, FIRST)
    assert told() == []


def test_the_thresholds_are_rule_values_with_a_date_and_a_source(story):
    mine = {key: (value, source) for key, _since, value, source in RULES if key in THRESHOLDS}
    assert [mine[key][0] for key in THRESHOLDS] == [80, 95, 100]
    assert all("§ 34 SäHO" in source for _value, source in mine.values())
    with transaction() as session:
        session.execute(
            update(RuleValue)
            .where(RuleValue.key == THRESHOLDS[0])
            .values(valid_to=date(2022, 5, 31))
        )
        session.add(
            RuleValue(key=THRESHOLDS[0], valid_from=date(2022, 6, 1), value=50, source="Test")
        )
    blocked(story, 5_000_000, "drugs")
    assert told() == [[50]]


def test_a_line_without_money_crosses_nothing():
    assert Pot(None, 0, 0, 0, 0).crossed([80, 100]) == []


def test_a_case_is_refused_in_words_when_a_block_leaves_too_little(story):
    reference = bring(story, State.IN_ASSESSMENT, "drugs", 2_000_000)
    blocked(story, 9_000_000, "drugs")
    with pytest.raises(StepRefused):
        story.step(REVIEWER, reference, Trigger.RECOMMEND, reason="Kürzung")
    assert told() == [[80]]
