"""Interest is claimed again once the claim before it has ended, and for no day twice."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from funding.db import reading, transaction
from funding.models import InterestClaim, Recovery
from funding.models.recovery import INTEREST
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.queries.reporting.claims import told_recovery
from funding.services.operations.write_audit import digest
from tests import interest
from tests.hearings import comment
from tests.recoveries import received
from tests.services.reporting.redoing import (
    audit_again,
    claims,
    codes,
    redo,
    settle_again,
    well,
)
from tests.services.reporting.test_interest import used_late
from tests.stages import AUDITOR, REVIEWER, SIGNATORY
from workflows.application import State as S
from workflows.application import Trigger as T
from workflows.recovery import State as ClaimState

LOW = 200_000
BACK = date(2024, 3, 4)


def claimed_for_use(story):
    """Claim the interest on money that was used late; its town is notified of it."""
    reference = used_late(story)
    interest.proposed(story, reference)
    interest.commented(story, reference)
    interest.signed(story, reference)
    story.go(interest.proposal(reference).notified_on)
    return reference


def reclaimed(story, reference):
    """Settle the case anew, so that most of what was paid is reclaimed and comes back late."""
    redo(story, reference)
    facts = {"recognised_cents": LOW, "reason": "Belege fehlen."}
    story.step(AUDITOR, reference, T.OPEN_HEARING, **facts)
    comment(story, reference)
    audit_again(story, reference, LOW)
    settle_again(story, reference, T.SETTLE_WITH_RECOVERY)
    (claim,) = claims(reference)
    story.go(BACK)
    received(story, reference, claim.amount_cents)
    assert story._read(reference).state == S.SETTLING


def claimed_twice(story):
    reference = claimed_for_use(story)
    interest.paid(story, reference, interest.proposal(reference).amount_cents)
    reclaimed(story, reference)
    interest.proposed(story, reference)
    interest.commented(story, reference)
    interest.signed(story, reference)
    return reference


def days_of(one):
    """Return the first and the last day of a proposal for which interest is asked."""
    parts = [p for s in one.figures["sources"] for y in s["years"] for p in y["parts"]]
    return min(p["first"] for p in parts), max(p["last"] for p in parts)


def proposals():
    with reading() as session:
        found = session.scalars(select(InterestClaim).order_by(InterestClaim.number)).all()
        session.expunge_all()
        return found


def test_interest_on_a_claim_follows_interest_on_late_use_and_no_day_is_asked_for_twice(story):
    reference = claimed_twice(story)
    first, second = claims(reference, INTEREST)
    assert (first.state, second.state) == (ClaimState.PAID, ClaimState.ORDERED)
    assert first.dropped_at is None
    used, owed = proposals()
    assert {s["kind"] for s in used.figures["sources"]} == {"use"}
    assert {s["kind"] for s in owed.figures["sources"]} == {"claim"}
    assert days_of(used)[1] < days_of(owed)[0]
    well()
    interest.paid(story, reference, second.amount_cents)
    story.go(interest.proposal(reference).final_on)
    story.step(REVIEWER, reference, T.CLOSE)
    assert story._read(reference).state == S.CLOSED
    well()


def test_while_the_first_claim_is_owed_no_other_is_proposed(play):
    reference = claimed_for_use(play)
    reclaimed(play, reference)
    assert codes(partial(interest.proposed, play, reference)) == {"none_claimed"}
    (claim,) = claims(reference, INTEREST)
    interest.paid(play, reference, claim.amount_cents)
    interest.proposed(play, reference)


def test_until_its_notice_counts_the_town_is_shown_the_claim_before(play):
    reference = claimed_twice(play)
    first, second = claims(reference, INTEREST)
    assert shown(reference) == first.id
    play.go(interest.proposal(reference).notified_on)
    assert shown(reference) == second.id


def shown(reference):
    with reading() as session:
        case = find.case(session, by_email(session, SIGNATORY), reference)
        return told_recovery(case, INTEREST).id


def test_a_settlement_made_anew_ends_the_interest_on_its_claim_and_not_that_on_late_use(play):
    reference = claimed_twice(play)
    redo(play, reference)
    first, second = claims(reference, INTEREST)
    assert (first.state, first.dropped_at) == (ClaimState.PAID, None)
    assert second.state == ClaimState.DROPPED
    well()


def test_two_claims_of_interest_are_never_owed_at_once(play):
    claimed_twice(play)
    both = update(Recovery).where(Recovery.kind == INTEREST)
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(both.values(state=ClaimState.DUE))


def test_what_was_claimed_twice_is_found(play):
    claimed_twice(play)
    used, owed = proposals()
    twice = owed.figures | {"sources": [*owed.figures["sources"], *used.figures["sources"]]}
    with transaction() as session:
        mine = update(InterestClaim).where(InterestClaim.id == owed.id)
        session.execute(mine.values(figures=twice))
    with reading() as session:
        found = differences(session, digest)
    assert any("did for the same days" in one for one in found), found


def test_what_was_used_late_and_is_reclaimed_bears_interest_from_the_day_after(play):
    reference = claimed_twice(play)
    used, owed = proposals()
    last = date.fromisoformat(used.figures["sources"][0]["last"])
    assert date.fromisoformat(days_of(owed)[0]) == last + timedelta(days=1)
    assert reference
