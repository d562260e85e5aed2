"""A final notice that does not stand any more takes its claim along; the audit is made anew."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from funding.db import reading, transaction
from funding.errors import NotFound, Outdated
from funding.law.periods import end_of_period
from funding.models import (
    Application,
    BudgetLine,
    DecisionNotice,
    Envelope,
    Recovery,
    RuleValue,
)
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.reporting.claims import revocable_until
from funding.queries.reporting.hearings import hearings_of
from funding.services.perform import perform
from tests.recoveries import received
from tests.services.reporting.redoing import (
    audit_again,
    claims,
    codes,
    deadlines,
    kinds,
    recognised,
    redo,
    settle_again,
    taken,
    well,
)
from tests.services.spending.remedying import ended, filed
from tests.stages import AUDITOR, FIRST, SIGNATORY, bring
from tests.stages import GRANT as GRANTED
from workflows.application import State as S
from workflows.application import Trigger as T
from workflows.recovery import State as ClaimState
from workflows.remedy import Trigger as Court

OWED = 60_001


def set_aside(story, reference):
    """Let a court set the final notice aside."""
    filed(story, reference, "final")
    ended(story, reference, Court.SET_ASIDE)


def test_a_settlement_goes_back_to_the_hearing_and_its_claim_ends_with_its_notice(story):
    reference = bring(story, S.RECOVERING)
    set_aside(story, reference)
    redo(story, reference)
    case = story._read(reference)
    assert (case.state, case.final_cents, case.paid_cents) == (S.HEARD, None, GRANTED)
    assert case.committed_cents == case.approved_cents == GRANTED
    (claim,) = claims(reference)
    assert (claim.state, claim.rest_cents) == (ClaimState.DROPPED, 0)
    assert {"weigh", "revocation_year"} <= set(deadlines())
    assert not {"recovery", "court"} & set(deadlines())
    assert {"settlement_redone", "settlement_redone_office", "claim_ceased"} <= kinds()
    with reading() as session:
        final = session.scalars(select(DecisionNotice).where(DecisionNotice.kind == "final")).one()
        assert final.set_aside_on == story.today
    well()


def test_it_is_settled_anew_and_reclaimed_by_another_notice(story):
    reference = bring(story, S.RECOVERING)
    received(story, reference, 10_000)
    set_aside(story, reference)
    redo(story, reference)
    audit_again(story, reference, recognised(reference))
    settle_again(story, reference, T.SETTLE_WITH_RECOVERY)
    first, second = claims(reference)
    assert (first.state, second.state) == (ClaimState.DROPPED, ClaimState.ORDERED)
    assert second.amount_cents == OWED - 10_000
    well()
    received(story, reference, second.amount_cents)
    assert story._read(reference).state == S.SETTLING
    well()


def test_what_was_paid_back_is_paid_out_again_where_the_new_settlement_grants_it(story):
    reference = bring(story, S.RECOVERING)
    received(story, reference, OWED)
    assert story._read(reference).state == S.SETTLING
    before = taken()
    set_aside(story, reference)
    redo(story, reference)
    assert taken() == before + OWED, "the award promises it again"
    (claim,) = claims(reference)
    assert claim.state == ClaimState.PAID
    assert claim.dropped_at is not None
    audit_again(story, reference, recognised(reference))
    settle_again(story, reference, T.SETTLE)
    assert taken() == before
    well()


def test_nothing_of_the_old_notice_keeps_the_new_one_from_being_final(story):
    reference = bring(story, S.SETTLING)
    story.pay_rest(reference)
    set_aside(story, reference)
    story.go(story.today + timedelta(days=60))
    assert codes(lambda: story.close(reference)) == {"uncontested"}
    redo(story, reference)
    assert story._read(reference).state == S.REPORTED
    assert {"audit"} <= set(deadlines())
    audit_again(story, reference, recognised(reference))
    settle_again(story, reference, T.SETTLE)
    story.go(story.today + timedelta(days=60))
    story.close(reference)
    well()


def test_the_office_takes_its_own_notice_back_without_a_court(story):
    reference = bring(story, S.SETTLING)
    redo(story, reference, reason="Ein Beleg war doppelt gekürzt.")
    assert story._read(reference).state == S.REPORTED
    well()


def test_a_renounced_grant_has_no_settlement_to_take_up(story):
    reference = bring(story, S.IN_PROGRESS)
    story.step(SIGNATORY, reference, T.RENOUNCE, reason="Anders finanziert.", reauthenticated=True)
    assert story._read(reference).state == S.SETTLING
    assert codes(lambda: redo(story, reference)) == {"final_noticed"}


def test_what_was_released_and_granted_to_others_is_not_promised_twice(story):
    reference = bring(story, S.SETTLING)
    released = story._read(reference).approved_cents - story._read(reference).committed_cents
    assert released > 0
    with transaction() as session:  # somebody else was granted the whole rest
        for pot in (*session.scalars(select(Envelope)), *session.scalars(select(BudgetLine))):
            pot.blocked_cents = pot.total_cents - pot.reserved_cents - pot.committed_cents
    assert codes(lambda: redo(story, reference)) == {"money_left"}
    assert story._read(reference).state == S.SETTLING
    with transaction() as session:
        for pot in (*session.scalars(select(Envelope)), *session.scalars(select(BudgetLine))):
            pot.blocked_cents = 0
    redo(story, reference)
    well()


def test_a_settlement_is_not_taken_up_as_it_was_read_before(story):
    reference = bring(story, S.SETTLING)
    read = story._read(reference).version
    story.pay_rest(reference)
    given = {"reason": "so", "new_decision_due": True}
    with pytest.raises(Outdated):
        story.act(
            FIRST,
            lambda s, a: perform(s, a, reference, T.REDO_SETTLEMENT, given, read) and None,
        )


def test_nothing_is_received_for_a_claim_that_has_ended(story):
    reference = bring(story, S.RECOVERING)
    redo(story, reference)
    with pytest.raises(NotFound):
        received(story, reference, 10_000)
    assert story._read(reference).paid_cents == GRANTED


def test_two_claims_of_a_kind_never_stand_at_once(story):
    reference = bring(story, S.RECOVERING)
    redo(story, reference)
    audit_again(story, reference, recognised(reference))
    settle_again(story, reference, T.SETTLE_WITH_RECOVERY)
    both_stand = update(Recovery).values(state=ClaimState.DUE, dropped_at=None)
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(both_stand)


@pytest.mark.parametrize("anew", [0, 1])
def test_the_year_of_revocation_begins_anew_after_a_judgement_only_by_rule(story, anew):
    reference = bring(story, S.RECOVERING)
    with transaction() as session:
        session.execute(
            update(RuleValue).where(RuleValue.key == "revocation_anew").values(value=anew)
        )
    noted = first_noted(reference)
    set_aside(story, reference)
    redo(story, reference)
    begins = story.today if anew else noted
    ends = end_of_period(begins, years=1).raw_end
    assert deadlines()["revocation_year"] == ends
    with reading() as session:
        case = find.case(session, by_email(session, AUDITOR), reference)
        assert revocable_until(case) == ends


def first_noted(reference):
    """Return the day on which the facts of a case were first noted."""
    with reading() as session:
        case = find.case(session, by_email(session, AUDITOR), reference)
        return min(one.noted_on for one in hearings_of(case))


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_who_books_money_waits_for_the_case_before_touching_its_claim(story, database):
    reference = bring(story, S.RECOVERING)
    mine = select(Application.id).where(Application.reference == reference).with_for_update()
    with ThreadPoolExecutor(1) as pool:
        with transaction() as holder:
            holder.execute(mine)
            booking = pool.submit(received, story, reference, 10_000)
            waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            waiting += " AND datname = current_database()"
            with reading() as session:
                while not session.scalar(text(waiting)):
                    session.rollback()
            # Nobody holds the claim, so that a settlement made anew can end it meanwhile.
            holder.execute(select(Recovery.id).with_for_update(nowait=True))
        booking.result()
    assert claims(reference)[0].paid_cents == 10_000
