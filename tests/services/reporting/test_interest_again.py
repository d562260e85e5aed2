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
from funding.queries.reporting.interest import interest_of
from funding.queries.reporting.settled_interest import parts_of
from funding.services.operations.write_audit import digest
from tests import interest
from tests.hearings import comment, open_hearing
from tests.recoveries import received, settle_with_recovery
from tests.services.reporting.redoing import (
    audit_again,
    claims,
    codes,
    redo,
    settle_again,
    well,
)
from tests.services.reporting.test_interest import used_late
from tests.stages import AUDITOR, GRANT, REVIEWER, SIGNATORY, bring
from workflows.application import State as S
from workflows.application import Trigger as T
from workflows.recovery import State as ClaimState

LOW = 200_000
BACK = date(2024, 3, 4)


def reclaimed(story, reference):
    """Settle the case anew, so that most of what was paid is reclaimed and comes back late."""
    redo(story, reference)
    if story._read(reference).state == S.HEARD:
        story.step(AUDITOR, reference, T.DROP_CLAIM, reason="Es fehlt mehr als gedacht.")
    facts = {"recognised_cents": LOW, "reason": "Belege fehlen."}
    story.step(AUDITOR, reference, T.OPEN_HEARING, **facts)
    comment(story, reference)
    audit_again(story, reference, LOW)
    settle_again(story, reference, T.SETTLE_WITH_RECOVERY)
    claim = claims(reference)[-1]
    story.go(BACK)
    received(story, reference, claim.amount_cents)
    assert story._read(reference).state == S.SETTLING


def claimed_twice(story):
    reference = interest.claimed(story, used_late)
    interest.paid(story, reference, interest.proposal(reference).amount_cents)
    reclaimed(story, reference)
    return interest.notified(story, reference)


def days_of(one):
    """Return the first and the last day of a proposal for which interest is asked."""
    parts = list(parts_of(one.figures["sources"]))
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
    reference = interest.claimed(play, used_late)
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


def left(reference):
    """Return the interest of a case that is neither claimed nor given up."""
    with reading() as session:
        return interest_of(find.case(session, by_email(session, AUDITOR), reference))


def owed_on(found):
    """Return how many cents bear interest in a computation, by the first day of each period."""
    return {
        part.span.first: part.cents
        for source in found.sources
        for year in source.years
        for part in year.parts
    }


def test_what_was_given_up_on_late_use_bears_interest_only_from_the_day_after(play):
    reference = used_late(play)
    interest.giving_up(play, reference)
    interest.given_up(play, reference)
    (given_up,) = proposals()
    until = date.fromisoformat(given_up.figures["sources"][0]["last"])
    reclaimed(play, reference)
    found = owed_on(left(reference))
    assert min(found) == until + timedelta(days=1)
    assert set(found.values()) == {claims(reference)[0].amount_cents}


def test_of_late_use_only_the_euros_that_are_reclaimed_begin_later(play):
    """Of a payment the euros count first on which no interest is settled."""
    reference = used_late(play)
    interest.giving_up(play, reference)
    interest.given_up(play, reference)
    (given_up,) = proposals()
    (source,) = given_up.figures["sources"]
    reclaimed(play, reference)
    (claim,) = claims(reference)
    few = source | {"amount_cents": claim.amount_cents - 7, "reclaimed_cents": 3}
    with transaction() as session:
        session.execute(update(InterestClaim).values(figures=given_up.figures | {"sources": [few]}))
    found = owed_on(left(reference))
    paid_on, until = (date.fromisoformat(source[name]) for name in ("paid_on", "last"))
    assert found[paid_on + timedelta(days=1)] == 7
    assert found[until + timedelta(days=1)] == claim.amount_cents
    other = few | {"paid_on": "2022-09-04"}
    with transaction() as session:
        figures = given_up.figures | {"sources": [other]}
        session.execute(update(InterestClaim).values(figures=figures))
    assert set(owed_on(left(reference)).values()) == {claim.amount_cents}, "it was another payment"


def test_what_was_given_up_on_a_claim_is_not_asked_for_with_the_next(play):
    reference = interest.paid_late(play, date(2023, 10, 9))
    whole = owed_on(left(reference))
    interest.giving_up(play, reference)
    interest.given_up(play, reference)
    assert left(reference).sources == ()
    reclaimed(play, reference)
    first, second = claims(reference)
    assert set(whole.values()) == {first.amount_cents}
    found = owed_on(left(reference))
    assert min(found) == min(whole), "what is reclaimed beyond it bears interest from its payment"
    assert set(found.values()) == {second.amount_cents}, "the euros of before do not"


def test_what_was_given_up_on_a_claim_is_not_asked_for_as_late_use(play):
    reference = reclaimed_whole_payment(play)
    assert [one.key for one in left(reference).sources] == [("claim", 0)]
    interest.giving_up(play, reference)
    interest.given_up(play, reference)
    redo(play, reference)
    assert left(reference).sources == ()
    with transaction() as session:  # had it not been given up, its late use would count
        session.execute(update(InterestClaim).values(state="withdrawn", decided_by_id=None,
                                                     decided_at=None))  # fmt: skip
    assert [one.key for one in left(reference).sources] == [("use", 2)]


def reclaimed_whole_payment(play):
    """Reclaim the whole of the second payment, which was used late as a whole."""
    reference = bring(play, S.IN_PROGRESS)
    play.go(date(2022, 9, 5))
    play.pay(reference, GRANT - 50_000)
    play.go(date(2022, 9, 6))
    play.pay(reference, 50_000)
    play.go(date(2023, 1, 2))
    play.report(reference)
    open_hearing(play, reference)
    comment(play, reference)
    play.audit(reference)
    settle_with_recovery(play, reference)
    play.go(date(2023, 8, 1))
    received(play, reference, interest.OWED)
    return reference
