"""An action against a notice about interest: the claim rests, and goes on, or ends with it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.errors import NotFound, NotPermitted
from funding.law.notifying import deemed_notified
from funding.models import (
    ChangeNotice,
    Deadline,
    DecisionNotice,
    InterestClaim,
    Notice,
    Recovery,
    Remedy,
)
from funding.models.recovery import INTEREST
from funding.queries.operations.verify import differences
from funding.queries.reporting.recoveries import due_recoveries
from funding.services.operations.write_audit import digest
from tests import interest
from tests.recoveries import APPROVER
from tests.services.reporting.redoing import redo
from tests.services.spending import changing
from tests.services.spending.remedying import ended, filed, noted, remedy_of
from tests.stages import REVIEWER, bring
from workflows.application import State as S
from workflows.application import Trigger as T
from workflows.core import StepRefused
from workflows.interest_claim import State as Proposal
from workflows.recovery import State as ClaimState
from workflows.remedy import State, Trigger

SUM = 5_311


def codes(act):
    with pytest.raises(StepRefused) as refusal:
        act()
    return {reason.code for reason in refusal.value.reasons}


def found_wrong():
    with reading() as session:
        return differences(session, digest)


def deadlines():
    with reading() as session:
        rows = session.execute(
            select(Deadline.kind, Deadline.due_on).where(Deadline.ended_at.is_(None))
        )
        return {row.kind: row.due_on for row in rows}


def claims():
    with reading() as session:
        rows = session.scalars(
            select(Recovery).where(Recovery.kind == INTEREST).order_by(Recovery.ordered_at)
        ).all()
        session.expunge_all()
        return rows


def letters(kind):
    with reading() as session:
        return session.scalars(select(Notice.facts).where(Notice.kind == kind)).all()


def close(story, reference):
    story.step(REVIEWER, reference, T.CLOSE)


def test_a_claim_of_interest_does_not_fall_due_until_its_notice_is_final(story):
    reference = interest.claimed(story)
    before, dunned = interest.owed(reference), len(letters("repayment_overdue"))
    filed(story, reference, INTEREST)
    assert remedy_of(reference).round == interest.proposal(reference).number
    story.go(before.due_on + timedelta(days=5))
    assert interest.owed(reference).state == ClaimState.ORDERED
    with reading() as session:
        assert due_recoveries(session, story.moved.instant) == [], "the clock does not ask for it"
    assert len(letters("repayment_overdue")) == dunned
    ended(story, reference)
    found = interest.owed(reference)
    assert found.final_on == interest.proposal(reference).final_on == story.today
    assert found.due_on > story.today + timedelta(days=27)
    assert found_wrong() == []
    story.go(story.today + timedelta(days=1))
    assert interest.owed(reference).state == ClaimState.DUE
    assert found_wrong() == []


def test_a_claim_that_was_due_is_not_collected_after_reinstatement(play):
    reference = interest.claimed(play)
    play.go(interest.owed(reference).final_on + timedelta(days=1))
    assert interest.owed(reference).state == ClaimState.DUE
    filed(play, reference, INTEREST, reinstated="Unverschuldet verhindert.")
    play.go(interest.owed(reference).due_on + timedelta(days=5))
    assert interest.owed(reference).state == ClaimState.DUE
    ended(play, reference)
    play.go(play.today + timedelta(days=1))
    assert interest.owed(reference).state == ClaimState.OVERDUE


def test_everybody_is_told_that_it_is_about_interest(play):
    reference = interest.claimed(play)
    filed(play, reference, INTEREST)
    noted(play, reference)
    ended(play, reference)
    for kind in ("remedy_filed", "remedy_filed_office", "remedy_ended", "remedy_ended_office"):
        facts = letters(kind)
        assert facts, kind
        assert {one["interest"] for one in facts} == {True}, kind


def test_the_case_waits_for_the_court_and_then_for_its_closing_again(play):
    reference = interest.claimed(play)
    assert play._read(reference).due_kind == "settle"
    filed(play, reference, INTEREST)
    assert play._read(reference).due_kind == "court"
    assert "settle" not in deadlines()
    ended(play, reference)
    assert play._read(reference).due_kind == "settle"
    assert "court" not in deadlines()


def test_of_two_actions_the_one_that_ends_leaves_the_other_asked_about(play):
    reference = interest.claimed(play)
    filed(play, reference, "final", reinstated="Unverschuldet verhindert.")
    first = remedy_of(reference)
    play.go(play.today + timedelta(days=1))
    filed(play, reference, INTEREST)
    ended(play, reference)
    assert play._read(reference).due_kind == "court"
    assert "court" in deadlines()
    ended(play, reference, remedy=first)
    assert play._read(reference).due_kind == "settle"
    assert "court" not in deadlines()
    assert found_wrong() == []


def test_nothing_is_closed_while_it_is_pending_though_all_is_paid(play):
    reference = interest.claimed(play)
    filed(play, reference, INTEREST)
    assert "interest_uncontested" in codes(lambda: close(play, reference))
    interest.paid(play, reference, SUM)
    assert codes(lambda: close(play, reference)) == {"interest_uncontested"}
    ended(play, reference)
    close(play, reference)
    assert play._read(reference).state == S.CLOSED
    assert found_wrong() == []


def test_a_notice_that_is_set_aside_takes_its_claim_along_and_another_may_follow(story):
    reference = interest.claimed(story)
    filed(story, reference, INTEREST)
    ended(story, reference, Trigger.SET_ASIDE, reason="Der Basiszinssatz war falsch.")
    (claim,) = claims()
    assert (claim.state, claim.rest_cents) == (ClaimState.DROPPED, 0)
    assert letters("claim_ceased")
    assert letters("remedy_won")
    assert story._read(reference).due_kind == "settle"
    assert "court" not in deadlines()
    assert codes(lambda: close(story, reference)) == {"interest_settled"}
    assert found_wrong() == []
    interest.proposed(story, reference)
    assert interest.proposal(reference).state == Proposal.PROPOSED, "heard about it before"
    interest.signed(story, reference)
    _first, second = claims()
    assert (second.state, second.dropped_at) == (ClaimState.ORDERED, None)
    filed(story, reference, INTEREST)
    assert remedy_of(reference).round == interest.proposal(reference).number
    assert found_wrong() == []


def test_what_was_paid_for_a_notice_that_is_set_aside_stays_booked(play):
    reference = interest.claimed(play)
    interest.paid(play, reference, SUM)
    filed(play, reference, INTEREST)
    ended(play, reference, Trigger.SET_ASIDE)
    (claim,) = claims()
    assert (claim.state, claim.paid_cents) == (ClaimState.PAID, SUM)
    assert claim.dropped_at is not None
    assert found_wrong() == []


def test_before_it_is_signed_there_is_nothing_to_attack(play):
    reference = interest.paid_late(play)
    interest.proposed(play, reference)
    interest.commented(play, reference)
    with pytest.raises(NotFound):
        filed(play, reference, INTEREST)


def test_it_is_attacked_once_at_a_time_and_within_its_period(play):
    reference = interest.claimed(play)
    last = interest.proposal(reference).remedy_ends_on
    play.go(last + timedelta(days=1))
    assert codes(lambda: filed(play, reference, INTEREST)) == {"filed_in_period"}
    filed(play, reference, INTEREST, on=last)
    assert codes(partial(filed, play, reference, INTEREST, on=last)) == {"none_pending"}


def test_what_was_tampered_with_is_found(play):
    reference = interest.claimed(play)
    filed(play, reference, INTEREST)
    ended(play, reference)
    assert found_wrong() == []
    day = play.today + timedelta(days=3)
    with transaction() as session:
        session.execute(update(InterestClaim).values(final_on=day))
        session.execute(update(Recovery).where(Recovery.kind == INTEREST).values(final_on=day))
    assert any("final on another day by law" in one for one in found_wrong())


def test_a_claim_that_stands_though_its_notice_does_not_is_found(play):
    reference = interest.claimed(play)
    filed(play, reference, INTEREST)
    with transaction() as session:
        who = session.scalars(select(Remedy.recorded_by_id)).one()
        over = {"ended_on": play.today, "ended_by_id": who}
        session.execute(update(Remedy).values(state=State.SET_ASIDE, **over))
    assert any("was set aside, and what it claims stands" in one for one in found_wrong())


def test_an_approver_does_not_record_it(play):
    reference = interest.claimed(play)
    with pytest.raises(NotPermitted):
        filed(play, reference, INTEREST, email=APPROVER)


def test_its_period_for_remedies_is_a_deadline_until_it_is_attacked(play):
    reference = interest.claimed(play)
    assert deadlines()["notice_remedy"] == interest.proposal(reference).remedy_ends_on
    filed(play, reference, INTEREST)
    assert "notice_remedy" not in deadlines()
    ended(play, reference)
    assert play.today <= interest.proposal(reference).remedy_ends_on
    assert "notice_remedy" not in deadlines(), "however the action ended"


def test_a_period_for_remedies_that_is_over_is_no_deadline_any_more(play):
    reference = interest.claimed(play)
    play.go(interest.proposal(reference).remedy_ends_on)
    assert "notice_remedy" in deadlines()
    play.go(play.today + timedelta(days=1))
    assert "notice_remedy" not in deadlines()
    assert play._read(reference).state == S.SETTLING


def test_where_remedies_were_waived_no_period_runs(play):
    reference = interest.paid_late(play)
    interest.proposed(play, reference)
    interest.commented(play, reference)
    day = deemed_notified(play.today, "post")
    play.go(day)
    interest.signed(play, reference, issued_on=day, notified_on=day, channel="receipt",
                    waived_on=day)  # fmt: skip
    assert interest.proposal(reference).final_on == day
    assert "notice_remedy" not in deadlines()


@pytest.mark.parametrize("state", [S.SETTLING, S.RECOVERING])
def test_the_period_against_a_final_notice_is_a_deadline_too(play, state):
    reference = bring(play, state)
    with reading() as session:
        final = session.scalars(select(DecisionNotice).where(DecisionNotice.kind == "final")).one()
        last, notified = final.remedy_ends_on, final.notified_on
    assert deadlines()["notice_remedy"] == last
    waits = play._read(reference).due_kind
    assert waits in {"settle", "recovery"}, "the case does not wait for it"
    play.go(notified)
    filed(play, reference, "final")
    assert "notice_remedy" not in deadlines()
    ended(play, reference, Trigger.SET_ASIDE)
    assert play.today <= last, "the period would run, had nobody filed an action"
    assert "notice_remedy" not in deadlines()
    redo(play, reference)
    assert "notice_remedy" not in deadlines()
    assert found_wrong() == []


def test_the_period_against_a_notice_on_a_change_is_a_deadline_too(play):
    reference = bring(play, S.IN_PROGRESS)
    key = changing.granted(play, reference)
    assert "notice_remedy" not in changing.running(reference)
    changing.recorded(play, reference, key)
    with reading() as session:
        last = session.scalars(select(ChangeNotice.remedy_ends_on)).one()
    assert changing.running(reference)["notice_remedy"] == last
    changing.recorded(play, reference, key, waived_on=play.today, notified_on=play.today,
                      channel="receipt")  # fmt: skip
    assert "notice_remedy" not in changing.running(reference)


def test_what_was_due_or_paid_before_an_action_was_lost_is_no_difference(play):
    reference = interest.claimed(play)
    filed(play, reference, INTEREST)
    interest.paid(play, reference, SUM)
    play.go(interest.proposal(reference).final_on + timedelta(days=9))
    ended(play, reference)
    claim, proposal = interest.owed(reference), interest.proposal(reference)
    assert claim.final_on < proposal.final_on == play.today
    assert found_wrong() == []
    with transaction() as session:  # another day than that of the judgment is one
        later = proposal.final_on + timedelta(days=1)
        session.execute(update(InterestClaim).values(final_on=later))
    assert len(found_wrong()) == 2


def test_an_action_that_is_lost_after_its_claim_was_dropped_is_no_difference(play):
    reference = interest.claimed(play)
    filed(play, reference, INTEREST)
    redo(play, reference)
    play.go(interest.proposal(reference).final_on + timedelta(days=10))
    ended(play, reference)
    assert found_wrong() == []
