"""No proof of use comes: the town is heard, its notice is revoked, what was paid comes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.law.periods import end_of_period
from funding.models import Deadline, Hearing, Notice, Recovery
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.closing.claimed import claimed
from funding.queries.operations.verify import differences
from funding.queries.reporting.claims import revocable_until
from funding.services.operations.write_audit import digest
from funding.services.reporting.hear_town import save_comment
from funding.services.reporting.recover import receive
from tests import hearings as h
from tests.interest import given_up, giving_up
from tests.recoveries import settle_with_recovery
from tests.services.attempts import notice
from tests.stages import AUDITOR, EDITOR, FIRST, GRANT, REVIEWER, SIGNATORY, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused

FACTS = "Der Verwendungsnachweis liegt trotz Erinnerung und Androhung nicht vor."
CASHIER = "kasse@smi.example"


def overdue(story, *, paid=GRANT):
    """Bring a case of which money was paid to the day on which it can be heard about its proof."""
    reference = bring(story, State.REPORT_DUE)
    if paid:
        story.pay(reference, paid)
    h.let_proof_lapse(story)
    return reference


def open_hearing(story, reference):
    story.step(AUDITOR, reference, Trigger.OPEN_HEARING, reason=FACTS)


def finish(story, reference, **more):
    details = {"reason": "Der Nachweis fehlt; der Bescheid wird widerrufen."} | more
    story.step(AUDITOR, reference, Trigger.FINISH_AUDIT, **details)


def refused(story, who, reference, trigger, **details):
    with pytest.raises(StepRefused) as caught:
        story.step(who, reference, trigger, **details)
    return [reason.code for reason in caught.value.reasons]


def state(story, reference):
    return story._read(reference).state


def hearings(reference):
    with reading() as session:
        query = select(Hearing).order_by(Hearing.number)
        return session.scalars(query).all()


def running(story, reference):
    with reading() as session:
        query = select(Deadline).where(
            Deadline.application_id == story._read(reference).id, Deadline.ended_at.is_(None)
        )
        return {one.kind: one for one in session.scalars(query)}


def kinds():
    with reading() as session:
        return set(session.scalars(select(Notice.kind)))


def verified():
    with reading() as session:
        return differences(session, digest)


def test_without_a_proof_the_notice_is_revoked_and_the_money_comes_back(story):
    reference = overdue(story)
    open_hearing(story, reference)
    (told,) = hearings(reference)
    assert (told.ground, told.facts) == ("proof_missing", FACTS)
    assert (told.recognised_cents, told.final_cents) == (0, 0)
    assert (told.paid_cents, told.claim_cents) == (GRANT, GRANT)
    assert {"hearing", "revocation_year"} <= set(running(story, reference))
    story.go(told.due_on + timedelta(days=4))
    assert state(story, reference) == State.HEARD
    finish(story, reference)
    case = story._read(reference)
    assert (case.state, case.final_cents, case.committed_cents) == (State.AUDITED, 0, GRANT)
    assert hearings(reference)[0].decision == "Der Nachweis fehlt; der Bescheid wird widerrufen."
    assert not {"proof", "last_draw", "weigh"} & set(running(story, reference))
    dates = notice(story.today)
    assert refused(story, FIRST, reference, Trigger.SETTLE, **dates) == ["nothing_overpaid"]
    settle_with_recovery(story, reference)
    with reading() as session:
        claim = session.scalars(select(Recovery)).one()
    assert claim.amount_cents == GRANT
    story.go(claim.final_on)
    story.act(CASHIER, lambda s, a: receive(s, a, reference, GRANT, story.today))
    case = story._read(reference)
    assert (case.state, case.paid_cents, case.committed_cents) == (State.SETTLING, 0, 0)
    # What was paid and came back late has borne interest, of which somebody has to decide.
    assert refused(story, REVIEWER, reference, Trigger.CLOSE) == ["interest_settled"]
    giving_up(story, reference)
    given_up(story, reference)
    story.go(story.today + timedelta(days=45))
    story.close(reference)
    assert state(story, reference) == State.CLOSED
    assert {"proof_overdue", "proof_threat", "hearing_to_open", "revocation_hearing"} <= kinds()
    assert {"hearing_lapsed", "revoked", "recovery_to_collect", "case_closed"} <= kinds()
    assert not {"hearing_opened", "settled"} & kinds()
    assert verified() == []


def test_the_proof_comes_in_the_hearing_and_the_case_goes_on(story):
    reference = overdue(story)
    open_hearing(story, reference)
    first = hearings(reference)[0].noted_on
    story.report(reference)
    assert state(story, reference) == State.REPORTED
    (told,) = hearings(reference)
    assert told.ended_by == "report"
    assert told.overtaken_at is not None
    timers = running(story, reference)
    assert "audit" in timers
    assert not {"hearing", "weigh", "proof"} & set(timers)
    assert timers["revocation_year"].due_on == end_of_period(first, years=1).raw_end
    with reading() as session:
        case = find.case(session, CLOCK, reference)
        assert revocable_until(case) == end_of_period(first, years=1).raw_end
        assert claimed(case, lambda row, names: {n: getattr(row, n) for n in names})["hearings"]
    story.go(story.today + timedelta(days=20))
    h.open_hearing(story, reference)  # less was spent than paid
    assert running(story, reference)["revocation_year"].due_on == timers["revocation_year"].due_on
    h.comment(story, reference)
    story.audit(reference)
    settle_with_recovery(story, reference)
    assert state(story, reference) == State.RECOVERING
    assert "settled" in kinds()
    assert verified() == []


def test_the_proof_comes_after_the_comment_and_is_audited_and_settled(story):
    reference = overdue(story, paid=0)
    open_hearing(story, reference)
    assert hearings(reference)[0].claim_cents == 0
    h.comment(story, reference, "Der Nachweis ist in Arbeit.")
    assert state(story, reference) == State.HEARD
    story.report(reference)
    (told,) = hearings(reference)
    assert (told.ended_by, told.overtaken_at is not None) == ("comment", True)
    assert "weigh" not in running(story, reference)
    story.audit(reference)
    story.settle(reference)
    assert state(story, reference) == State.SETTLING
    assert verified() == []


def test_before_the_threat_is_over_nobody_is_heard(play):
    reference = bring(play, State.REPORT_DUE)
    assert refused(play, AUDITOR, reference, Trigger.OPEN_HEARING, reason=FACTS) == [
        "proof_threatened"
    ]
    h.let_proof_lapse(play)
    at, play.moved.instant = play.moved.instant, play.moved.instant - timedelta(days=1)
    assert refused(play, AUDITOR, reference, Trigger.OPEN_HEARING, reason=FACTS) == [
        "proof_threatened"
    ]
    play.moved.instant = at
    assert refused(play, AUDITOR, reference, Trigger.OPEN_HEARING, reason=" ") == ["facts_noted"]
    open_hearing(play, reference)
    assert state(play, reference) == State.HEARING


def test_where_nothing_was_paid_the_notice_is_revoked_and_nothing_reclaimed(play):
    reference = overdue(play, paid=0)
    open_hearing(play, reference)
    h.comment(play, reference, "Das Vorhaben ist nicht zustande gekommen.")
    codes = refused(
        play, AUDITOR, reference, Trigger.FINISH_AUDIT, reason="So ist es.", recognised_cents=1
    )
    assert "nothing_recognised" in codes
    finish(play, reference)
    play.settle(reference)
    case = play._read(reference)
    assert (case.state, case.committed_cents, case.final_cents) == (State.SETTLING, 0, 0)
    play.go(play.today + timedelta(days=45))
    play.close(reference)
    assert state(play, reference) == State.CLOSED
    assert verified() == []


def test_a_dropped_hearing_leads_back_to_the_missing_proof_and_its_reminders(play):
    reference = overdue(play)
    open_hearing(play, reference)
    h.comment(play, reference, "Die Belege werden zusammengestellt.")
    play.step(AUDITOR, reference, Trigger.DROP_CLAIM, reason="Die Äußerung überzeugt.")
    assert state(play, reference) == State.REPORT_DUE
    timers = running(play, reference)
    assert timers["proof"].due_on == date(2023, 6, 30)
    assert "revocation_year" not in timers
    assert "revocation_dropped" in kinds()
    assert refused(play, AUDITOR, reference, Trigger.OPEN_HEARING, reason=FACTS) == [
        "proof_threatened"
    ]
    play.go(play.today + timedelta(days=40))
    open_hearing(play, reference)
    assert [one.number for one in hearings(reference)] == [1, 2]
    play.report(reference)
    assert state(play, reference) == State.REPORTED


def test_a_returned_settlement_waits_for_its_weighing_and_the_proof_can_still_come(play):
    reference = overdue(play)
    open_hearing(play, reference)
    h.comment(play, reference)
    finish(play, reference)
    play.step(FIRST, reference, Trigger.RETURN_AUDIT, reason="Äußerung nicht gewürdigt.")
    assert state(play, reference) == State.HEARD
    play.report(reference)
    assert state(play, reference) == State.REPORTED


def test_in_a_hearing_about_an_overpayment_no_proof_is_handed_in_again(play):
    reference = bring(play, State.HEARING)
    codes = refused(play, SIGNATORY, reference, Trigger.REPORT, reauthenticated=True)
    assert codes == ["about_missing_proof"]
    with pytest.raises(StepRefused):
        play.write_proof(reference)
    play.act(EDITOR, lambda s, a: save_comment(s, a, reference, "Entwurf"))


def renounced(story):
    reference = bring(story, State.IN_PROGRESS)
    story.pay(reference, 600_000)
    before = story._read(reference)
    story.step(
        SIGNATORY, reference, Trigger.RENOUNCE, reason="Ohne Personal.", reauthenticated=True
    )
    return reference, before


def test_a_renunciation_after_a_payment_leads_to_its_repayment(story):
    reference, before = renounced(story)
    case = story._read(reference)
    assert (case.state, case.committed_cents, case.paid_cents) == (State.HEARD, 600_000, 600_000)
    assert before.committed_cents == GRANT  # what was not paid is free again
    (told,) = hearings(reference)
    assert (told.ground, told.ended_by, told.claim_cents) == ("renounced", "renounce", 600_000)
    assert {"renounced", "renunciation_to_weigh"} <= kinds()
    assert {"weigh", "revocation_year"} <= set(running(story, reference))
    assert verified() == []
    codes = refused(story, AUDITOR, reference, Trigger.DROP_CLAIM, reason="Doch nicht.")
    assert codes == ["not_renounced"]
    codes = refused(story, SIGNATORY, reference, Trigger.REPORT, reauthenticated=True)
    assert "about_missing_proof" in codes
    finish(story, reference)
    settle_with_recovery(story, reference)
    with reading() as session:
        claim = session.scalars(select(Recovery)).one()
        kept = find.case(session, CLOCK, reference).final_notice.content
    assert claim.amount_cents == 600_000
    assert (kept["kind"], kept["claim_cents"]) == ("repayment", 600_000)
    story.go(claim.final_on)
    story.act(CASHIER, lambda s, a: receive(s, a, reference, 600_000, story.today))
    case = story._read(reference)
    assert (case.state, case.committed_cents, case.paid_cents) == (State.SETTLING, 0, 0)
    assert verified() == []


def test_a_hearing_that_was_changed_is_found(play):
    reference = overdue(play)
    open_hearing(play, reference)
    assert verified() == []
    with transaction() as session:
        heard = session.scalars(select(Hearing)).one()
        heard.paid_cents, heard.claim_cents = GRANT - 1, GRANT - 1
    assert [one for one in verified() if "claim_cents" in one]
    with transaction() as session:
        session.delete(session.scalars(select(Hearing)).one())
    assert [one for one in verified() if "it is gone" in one]
