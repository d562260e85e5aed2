"""Interest and a settlement that is made anew: it ends with its claim, and is computed whole."""

from __future__ import annotations

from funding.db import reading
from funding.models.recovery import INTEREST
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.reporting.claim_interest import overpaid, returned_before
from funding.queries.reporting.claims import recovery_of
from funding.queries.reporting.interest import interest_of
from tests import interest
from tests.recoveries import received
from tests.services.reporting.redoing import (
    audit_again,
    claims,
    deadlines,
    kinds,
    recognised,
    redo,
    settle_again,
    well,
)
from tests.services.reporting.test_interest import used_late
from tests.stages import AUDITOR, bring
from workflows.application import State as S
from workflows.application import Trigger as T
from workflows.interest_claim import State as InterestState
from workflows.recovery import State as ClaimState


def test_interest_runs_on_what_came_back_for_the_claim_before_it_until_it_came(story):
    reference = bring(story, S.RECOVERING)
    with reading() as session:
        case = find.case(session, by_email(session, AUDITOR), reference)
        whole = overpaid(case, recovery_of(case))
    received(story, reference, 10_000)
    redo(story, reference)
    audit_again(story, reference, recognised(reference))
    settle_again(story, reference, T.SETTLE_WITH_RECOVERY)
    with reading() as session:
        case = find.case(session, by_email(session, AUDITOR), reference)
        assert overpaid(case, recovery_of(case)) == whole
        assert [one.amount_cents for one in returned_before(case)] == [10_000]


def test_undecided_interest_ends_with_the_settlement_and_the_town_need_not_comment(story):
    reference = interest.paid_late(story)
    interest.proposed(story, reference)
    redo(story, reference)
    assert interest.proposal(reference).state == InterestState.WITHDRAWN
    assert {"interest_dropped"} <= kinds()
    assert not {"interest_hearing", "interest_limit"} & set(deadlines())
    well()


def test_interest_claimed_on_the_claim_ends_with_it_and_can_be_claimed_anew(story):
    reference = interest.notified(story, interest.paid_late(story))
    redo(story, reference)
    (claim,) = claims(reference, INTEREST)
    assert claim.state == ClaimState.DROPPED
    assert interest.proposal(reference).state == InterestState.SIGNED, "it was signed as it was"
    with reading() as session:
        case = find.case(session, by_email(session, AUDITOR), reference)
        assert recovery_of(case, INTEREST) is None
        assert interest_of(case).sources == ()
    well()


def test_interest_on_money_that_was_used_late_is_a_matter_of_its_own(story):
    reference = interest.notified(story, used_late(story))
    redo(story, reference)
    (claim,) = claims(reference, INTEREST)
    assert (claim.state, claim.dropped_at) == (ClaimState.ORDERED, None)
    well()
