"""Money goes from one line to another when two different people have said so, and not before."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from funding.db import reading
from funding.errors import Invalid, NotPermitted, Outdated
from funding.law import berlin
from funding.models import AuditEntry, BudgetLine, LedgerEntry, Notice, Transfer
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from tests.money import SECOND_BUDGET, add_officer, decide, line, propose, released
from tests.stages import BUDGET, FIRST, REVIEWER, SECOND, bring
from workflows.application import State as CaseState
from workflows.core import StepRefused
from workflows.transfer import State, Trigger


def state(key) -> State:
    with reading() as session:
        return session.get_one(Transfer, key).state


def told(kind: str) -> set[str]:
    with reading() as session:
        return set(session.scalars(select(Notice.email).where(Notice.kind == kind)))


def whole() -> int:
    with reading() as session:
        return session.scalar(select(func.sum(BudgetLine.total_cents)))


def agrees() -> bool:
    with reading() as session:
        return differences(session, digest) == []


def test_a_proposal_moves_nothing_and_a_release_moves_both_totals_at_once(story):
    sum_before = whole()
    key = propose(story, 3_000_000)
    assert (line("graffiti").total_cents, line("drugs").total_cents) == (20_000_000, 10_000_000)
    released(story, key)
    assert (line("graffiti").total_cents, line("drugs").total_cents) == (17_000_000, 13_000_000)
    assert whole() == sum_before
    assert state(key) == State.RELEASED
    with reading() as session:
        rows = session.scalars(select(LedgerEntry).where(LedgerEntry.operation == "transfer")).all()
        steps = session.scalars(
            select(AuditEntry.trigger)
            .where(AuditEntry.subject_id == key)
            .order_by(AuditEntry.version)
        ).all()
    assert sorted(row.total_change for row in rows) == [-3_000_000, 3_000_000]
    assert len({row.audit_id for row in rows}) == 1
    assert steps == ["propose", "release"]
    assert agrees()


def test_every_step_tells_the_persons_concerned(story):
    add_officer()
    key = propose(story)
    approvers = {f"entscheidung{n}@smi.example" for n in (1, 2, 3)}
    assert told("transfer_proposed") == approvers | {SECOND_BUDGET}
    released(story, key)
    assert told("transfer_released") == {BUDGET, "teamleitung@smi.example"}
    decide(story, propose(story), Trigger.REFUSE)
    assert told("transfer_refused") == {BUDGET}
    decide(story, propose(story), Trigger.WITHDRAW, BUDGET)
    assert told("transfer_withdrawn") == approvers | {SECOND_BUDGET}


@pytest.mark.parametrize("trigger", [Trigger.RELEASE, Trigger.REFUSE])
@pytest.mark.parametrize("email", [BUDGET, SECOND_BUDGET])
def test_nobody_decides_on_the_own_proposal_by_whatever_account(story, trigger, email):
    add_officer(same_person=True)
    key = propose(story)
    with pytest.raises(StepRefused) as refused:
        decide(story, key, trigger, email)
    assert [reason.code for reason in refused.value.reasons] == ["another_person"]
    assert state(key) == State.PROPOSED


def test_a_second_budget_officer_releases_too(story):
    add_officer()
    key = propose(story)
    released(story, key, SECOND_BUDGET)
    assert state(key) == State.RELEASED


def test_only_budget_officers_propose_and_reviewers_release_nothing(story):
    key = propose(story)
    with pytest.raises(NotPermitted):
        decide(story, key, Trigger.RELEASE, REVIEWER)
    with pytest.raises(NotPermitted):
        decide(story, key, Trigger.WITHDRAW, FIRST)


def test_only_who_proposed_withdraws(story):
    add_officer()
    key = propose(story)
    with pytest.raises(StepRefused) as refused:
        decide(story, key, Trigger.WITHDRAW, SECOND_BUDGET)
    assert [reason.code for reason in refused.value.reasons] == ["own_proposal"]
    decide(story, key, Trigger.WITHDRAW, BUDGET)
    assert state(key) == State.WITHDRAWN


def test_a_refusal_needs_a_reason(story):
    key = propose(story)
    with pytest.raises(StepRefused) as refused:
        decide(story, key, Trigger.REFUSE, remark=" ")
    assert [reason.code for reason in refused.value.reasons] == ["reason_given"]


def test_more_than_is_free_cannot_be_proposed_and_the_refusal_names_the_numbers(story):
    bring(story, CaseState.FIRST_APPROVED, "violence", 4_000_000)
    bring(story, CaseState.APPROVED, "violence", 3_000_000)
    with pytest.raises(Invalid) as refused:
        propose(story, 13_000_001, "violence")
    (fault,) = refused.value.faults
    assert (fault.field, fault.code) == ("amount_cents", "transfer_too_high")
    assert fault.params == {
        "highest": 13_000_000,
        "total": 20_000_000,
        "reserved": 4_000_000,
        "committed": 3_000_000,
        "blocked": 0,
        "later": 0,
    }
    released(story, propose(story, 13_000_000, "violence"))
    assert line("violence").available_cents == 0
    assert agrees()


def test_what_was_reserved_meanwhile_stops_the_release_and_nothing_is_left_behind(story):
    key = propose(story, 18_000_000, "violence")
    bring(story, CaseState.REVIEWED, "violence", 4_000_000)
    with pytest.raises(StepRefused) as refused:
        released(story, key)
    (reason,) = refused.value.reasons
    assert reason.code == "line_covers"
    assert reason.params["highest"] == 16_000_000
    assert state(key) == State.PROPOSED
    assert line("violence").total_cents == 20_000_000
    assert agrees()


def test_a_transfer_is_released_once(story):
    key = propose(story)
    released(story, key)
    with pytest.raises(Outdated):
        decide(story, key, Trigger.RELEASE, SECOND, version=1)
    with pytest.raises(StepRefused) as refused:
        decide(story, key, Trigger.RELEASE, SECOND, version=2)
    assert [reason.code for reason in refused.value.reasons] == ["wrong_state"]
    assert line("graffiti").total_cents == 19_900_000


def test_a_line_gives_nothing_to_itself_or_to_a_field_that_is_not_there(story):
    for taker, code in (("graffiti", "same_line"), ("moon", "unknown_action_field")):
        with pytest.raises(Invalid) as refused:
            propose(story, 1, "graffiti", taker)
        assert [fault.code for fault in refused.value.faults] == [code]


def test_after_its_budget_year_nothing_is_moved_in_a_call(story):
    key = propose(story)
    story.moved.instant = berlin.at_hour(date(2023, 1, 2), 9)
    with pytest.raises(StepRefused) as refused:
        released(story, key)
    assert [reason.code for reason in refused.value.reasons] == ["funds_year_open"]
