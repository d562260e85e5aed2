"""What is blocked can be promised to nobody, in its line and in the whole."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.errors import Invalid, NotPermitted, Outdated
from funding.models import AuditEntry, Envelope, LedgerEntry, Notice
from funding.queries.operations.verify import differences
from funding.services.budget.block_funds import block_funds
from funding.services.operations.write_audit import digest
from tests.money import blocked, lifted, line, propose, released
from tests.stages import REVIEWER, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused


def whole() -> Envelope:
    with reading() as session:
        found = session.scalars(
            select(Envelope).where(Envelope.blocked_cents + Envelope.reserved_cents > 0)
        ).one()
        session.expunge(found)
        return found


def agrees() -> bool:
    with reading() as session:
        return differences(session, digest) == []


def test_blocked_money_is_missing_in_line_and_envelope_until_it_is_lifted(story):
    key = blocked(story, 5_000_000)
    assert (line("littering").blocked_cents, whole().blocked_cents) == (5_000_000, 5_000_000)
    assert line("littering").available_cents == 10_000_000
    assert agrees()
    lifted(story, key)
    assert line("littering").available_cents == 15_000_000
    with reading() as session:
        changes = session.scalars(
            select(LedgerEntry.blocked_change)
            .where(LedgerEntry.operation.in_(("block", "unblock")))
            .order_by(LedgerEntry.at)
        ).all()
        steps = session.scalars(
            select(AuditEntry.trigger)
            .where(AuditEntry.subject_id == key)
            .order_by(AuditEntry.version)
        ).all()
        told = set(session.scalars(select(Notice.email).where(Notice.kind == "funds_blocked")))
    assert (changes, steps) == ([5_000_000, -5_000_000], ["block", "lift"])
    assert "teamleitung@smi.example" in told
    assert agrees()


def test_a_reservation_finds_no_money_that_is_blocked(story):
    reference = bring(story, State.IN_ASSESSMENT, "violence", 2_000_000)
    key = blocked(story, 18_000_001, "violence")
    with pytest.raises(StepRefused) as refused:
        story.step(REVIEWER, reference, Trigger.RECOMMEND, reason="Kürzung")
    (reason,) = [r for r in refused.value.reasons if r.code == "money_left"]
    assert reason.params["available"] == 1_999_999
    lifted(story, key)
    story.step(REVIEWER, reference, Trigger.RECOMMEND, reason="Kürzung")
    assert line("violence").reserved_cents == 2_000_000


def test_what_is_promised_already_cannot_be_blocked_and_the_refusal_names_the_numbers(story):
    bring(story, State.REVIEWED, "violence", 4_000_000)
    with pytest.raises(Invalid) as refused:
        blocked(story, 16_000_001, "violence")
    (fault,) = refused.value.faults
    assert (fault.code, fault.params["highest"], fault.params["reserved"]) == (
        "block_too_high",
        16_000_000,
        4_000_000,
    )
    blocked(story, 16_000_000, "violence")
    assert line("violence").available_cents == 0


def test_blocked_money_is_not_moved_to_another_line(story):
    blocked(story, 12_000_000, "littering")
    with pytest.raises(Invalid):
        propose(story, 3_000_001, "littering")
    released(story, propose(story, 3_000_000, "littering"))
    assert line("littering").total_cents == line("littering").blocked_cents == 12_000_000
    assert agrees()


def test_only_the_budget_officer_blocks(story):
    with pytest.raises(NotPermitted):
        story.act(
            REVIEWER,
            lambda s, a: block_funds(s, a, story.call, line="drugs", amount_cents=1, reason="x"),
        )


def test_a_block_is_lifted_once(story):
    key = blocked(story)
    lifted(story, key)
    with pytest.raises(Outdated):
        lifted(story, key, version=1)
    assert line("littering").blocked_cents == 0


def test_a_reservation_that_slips_past_the_question_is_stopped_by_the_counter(story):
    from funding.services.budget.book import Movement, move

    blocked(story, 14_000_000, "littering")
    pot = line("littering")
    with transaction() as session:
        assert (
            move(session.connection(), pot.call_id, pot.field_id, Movement("reserve", 1_000_001))
            is None
        )
        session.rollback()
    with transaction() as session:
        assert move(session.connection(), pot.call_id, pot.field_id, Movement("reserve", 1_000_000))
