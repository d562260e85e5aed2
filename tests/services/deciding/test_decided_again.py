"""What was decided, proposed or put on the list can be taken up again, and leaves no trace too many."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.models import (
    ActionField,
    Application,
    BudgetLine,
    DecisionNotice,
    Municipality,
    Notice,
    Partner,
    Proposal,
    RuleValue,
)
from funding.queries.accounts.actors import by_email
from funding.services.perform import perform
from funding.tasks.tick import tick
from tests.services.attempts import RODEWISCH, RODEWISCH_SIGNS
from tests.stages import FIRST, GRANT, SECOND, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused

LEAD, LENGENFELD = "teamleitung@smi.example", "14523170"
VIOLENCE = 20_000_000  # the line of the field in which cases are brought
WAITING = 5_500_000  # what a case on the list asks for, more than its line holds
ENOUGH_FOR_ONE = 6_000_000


def change(statement):
    with transaction() as session:
        session.execute(statement)


def free_money():
    """Give the field of the waiting cases more, as if the budget had been raised."""
    other = select(ActionField.id).where(ActionField.code == "other").scalar_subquery()
    line = BudgetLine.field_id == other
    change(update(BudgetLine).where(line).values(total_cents=ENOUGH_FOR_ONE))


def succeed(story, reference):
    """Let Rodewisch succeed to the lead, as the register says."""
    lead = story._read(reference).lead_key
    change(update(Municipality).where(Municipality.key == lead).values(successor_key=RODEWISCH))
    with reading() as session:
        signatory = by_email(session, RODEWISCH_SIGNS).account_id
    named = {"successor_key": RODEWISCH, "successor_signatory_id": signatory}
    story.step(LEAD, reference, Trigger.SUCCEED, reason="Eingemeindung", **named)


def reopen(story, reference):
    story.step(FIRST, reference, Trigger.REOPEN, reason="Rechenfehler", new_decision_due=True)


def refusal(story, email, reference, trigger):
    with pytest.raises(StepRefused) as refused:
        story.step(email, reference, trigger)
    return [reason.code for reason in refused.value.reasons]


def decision(case):
    return case.approved_cents, case.decided_at, case.second_approver_id


def test_an_approval_that_is_undone_grants_nothing_any_more(play):
    reference = bring(play, State.FIRST_APPROVED)
    with transaction() as session:
        perform(session, by_email(session, SECOND), reference, Trigger.APPROVE_SECOND)
    assert play._read(reference).approved_cents == GRANT
    with transaction() as session:
        perform(session, by_email(session, SECOND), reference, Trigger.UNDO_DECISION)
    case = play._read(reference)
    assert case.state == State.FIRST_APPROVED
    assert decision(case) == (None, None, None)
    assert case.first_approver_id is not None


def test_a_grant_that_is_reopened_grants_nothing_any_more(play):
    reference = bring(play, State.APPROVED)
    before = play._read(reference).round
    reopen(play, reference)
    case = play._read(reference)
    assert (case.state, case.round) == (State.IN_ASSESSMENT, before + 1)
    assert (*decision(case), case.first_approver_id) == (None, None, None, None)


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED])
def test_the_notice_of_a_case_that_is_reopened_is_set_aside_on_that_day(play, state):
    reference = bring(play, state)
    play.notice(reference, play.today)
    day = play.today
    reopen(play, reference)
    with reading() as session:
        assert session.scalars(select(DecisionNotice.set_aside_on)).all() == [day]


def test_a_case_of_a_closed_waiting_list_begins_a_new_round_and_is_decided_in_it(play):
    reference = bring(play, State.WAITLISTED)
    before = play._read(reference).round
    play.go(date(2023, 1, 2))
    case = play._read(reference)
    assert (case.state, case.round) == (State.IN_ASSESSMENT, before + 1)
    play.reject(reference, "no_money", "Im Haushaltsjahr sind keine Mittel frei geworden.")
    assert play._read(reference).state == State.REJECTED
    with reading() as session:
        rows = select(Proposal.round, Proposal.kind).order_by(Proposal.round)
        found = [tuple(row) for row in session.execute(rows)]
    assert found == [(before, "grant"), (before + 1, "rejection")]


def test_a_partner_that_becomes_the_lead_is_no_partner_any_more(play):
    reference = play.apply_together("Gemeinsam")
    succeed(play, reference)
    assert play._read(reference).lead_key == RODEWISCH
    with reading() as session:
        assert session.scalars(select(Partner.municipality_key)).all() == [LENGENFELD]


def test_a_new_lead_before_a_case_moves_up_does_not_keep_it_from_approval(play):
    reference = bring(play, State.WAITLISTED)
    succeed(play, reference)
    free_money()
    tick()
    play.step(FIRST, reference, Trigger.APPROVE_FIRST)
    assert play._read(reference).state == State.FIRST_APPROVED


def test_a_new_lead_after_a_case_has_moved_up_keeps_it_from_approval(play):
    reference = bring(play, State.WAITLISTED)
    free_money()
    tick()
    succeed(play, reference)
    assert refusal(play, FIRST, reference, Trigger.APPROVE_FIRST) == ["unchanged"]


@pytest.mark.parametrize(
    ("state", "email", "trigger"),
    [
        (State.REVIEWED, FIRST, Trigger.APPROVE_FIRST),
        (State.FIRST_APPROVED, SECOND, Trigger.APPROVE_SECOND),
    ],
)
def test_a_new_lead_after_the_proposal_keeps_a_case_from_approval(play, state, email, trigger):
    reference = bring(play, state)
    succeed(play, reference)
    assert refusal(play, email, reference, trigger) == ["unchanged"]


def told_as_available(kind):
    with reading() as session:
        rows = session.scalars(
            select(Notice).where(Notice.kind == kind).order_by(Notice.created_at)
        )
        return [notice.facts["available"] for notice in rows]


def test_the_approvers_are_told_what_is_left_after_the_reservation(play):
    for _ in range(2):
        bring(play, State.REVIEWED)
    left = [VIOLENCE - GRANT, VIOLENCE - 2 * GRANT]
    assert told_as_available("decision_requested") == [cents for cents in left for _ in range(3)]


def test_the_approvers_are_told_what_is_left_after_a_case_moved_up(play):
    bring(play, State.WAITLISTED)
    free_money()
    tick()
    assert set(told_as_available("decision_requested")) == {ENOUGH_FOR_ONE - WAITING}


@pytest.fixture
def waiting(story):
    """Let two cases wait for money that is enough for one; the one with the smaller id first."""
    ids = [story._read(bring(story, State.WAITLISTED)).id for _ in range(2)]
    free_money()
    return sorted(ids)


def moved_up():
    tick()
    with reading() as session:
        rows = select(Application.id).where(Application.state == State.REVIEWED)
        return session.scalars(rows).all()


# The one that is to move up has the larger id, which is how cases are listed if nothing else is said.
@pytest.mark.parametrize("strict", [0, 1])
def test_of_two_waiting_cases_the_better_ranked_moves_up_though_it_came_later(
    story, waiting, strict
):
    change(update(RuleValue).where(RuleValue.key == "waitlist_strict").values(value=strict))
    last = update(Application).where(Application.id == waiting[1])
    change(last.values(points=399, submitted_at=story.moved.instant))
    assert moved_up() == [waiting[1]]


def test_of_two_waiting_cases_of_equal_rank_the_earlier_moves_up(story, waiting):
    earliest = story.moved.instant - timedelta(days=3)
    change(update(Application).where(Application.id == waiting[1]).values(submitted_at=earliest))
    assert moved_up() == [waiting[1]]
