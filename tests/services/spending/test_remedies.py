"""While an action against a notice is pending its money rests; afterwards it goes on, or anew."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from funding.db import reading, transaction
from funding.demo.drawing import open_account
from funding.errors import NotFound, NotPermitted, Outdated
from funding.models import AuditEntry, Deadline, DecisionNotice, Notice, Remedy
from funding.queries.operations.verify import differences
from funding.queries.reporting.recoveries import due_recoveries
from funding.services.operations.write_audit import digest
from funding.services.reviewing.declare_bias import declare_bias
from funding.tasks.tick import tick
from tests import interest
from tests.drawing import ordered, paid, sent, written
from tests.recoveries import claim, fallen_due
from tests.services.attempts import notice
from tests.services.spending.remedying import ended, filed, noted, remedy_of
from tests.stages import EDITOR, FIRST, REVIEWER, SIGNATORY, TOWN, bring
from workflows.application import State as S
from workflows.application import Trigger as T
from workflows.core import StepRefused
from workflows.recovery import State as ClaimState
from workflows.remedy import State, Trigger

OTHER = "sachbearbeitung2@smi.example"


def codes(act):
    with pytest.raises(StepRefused) as refusal:
        act()
    return {reason.code for reason in refusal.value.reasons}


def well():
    with reading() as session:
        assert differences(session, digest) == []


def deadlines():
    with reading() as session:
        rows = session.execute(
            select(Deadline.kind, Deadline.due_on).where(Deadline.ended_at.is_(None))
        )
        return {row.kind: row.due_on for row in rows}


def kinds():
    with reading() as session:
        return set(session.scalars(select(Notice.kind)))


def notice_of(kind):
    with reading() as session:
        found = session.scalars(select(DecisionNotice).where(DecisionNotice.kind == kind)).one()
        session.expunge(found)
        return found


def rejected(story):
    """Return a case whose rejection has been notified."""
    reference = bring(story, S.REJECTED)
    story.step(REVIEWER, reference, T.RECORD_NOTICE, **notice(story.today))
    return reference


def test_nothing_is_drawn_or_paid_while_an_action_is_pending(story):
    reference = bring(story, S.IN_PROGRESS)
    number = ordered(story, reference, 300_000)
    award = notice_of("award")
    filed(story, reference, on=award.remedy_ends_on)
    assert codes(lambda: paid(story, reference, number)) == {"uncontested"}
    assert story._read(reference).paid_cents == 0
    well()
    ended(story, reference)
    paid(story, reference, number)
    assert story._read(reference).paid_cents == 300_000
    well()


def test_a_drawdown_cannot_be_handed_in_meanwhile(story):
    reference = bring(story, S.IN_PROGRESS)
    open_account(story.act, TOWN)
    written(story, reference, 300_000)
    filed(story, reference, on=notice_of("award").remedy_ends_on)
    assert "uncontested" in codes(lambda: sent(story, reference))
    ended(story, reference)
    sent(story, reference)


def test_everybody_concerned_is_told_and_the_town_is_not_told_what_the_office_wrote(story):
    reference = bring(story, S.IN_PROGRESS)
    filed(story, reference, on=notice_of("award").remedy_ends_on)
    noted(story, reference)
    ended(story, reference, reason="Klage abgewiesen, Urteil vom 2. Mai.")
    assert {"remedy_filed", "remedy_filed_office", "remedy_inquired"} <= kinds()
    assert {"remedy_ended", "remedy_ended_office"} <= kinds()
    with reading() as session:
        towns = session.scalars(select(Notice.facts).where(Notice.kind == "remedy_ended")).all()
        office = session.scalars(
            select(Notice.facts).where(Notice.kind == "remedy_ended_office")
        ).all()
    assert {facts["reason"] for facts in towns} == {""}
    assert {facts["reason"] for facts in office} == {"Klage abgewiesen, Urteil vom 2. Mai."}


def test_a_notice_that_stands_is_final_from_the_end_of_the_proceedings(story):
    reference = bring(story, S.IN_PROGRESS)
    award = notice_of("award")
    filed(story, reference, on=award.remedy_ends_on)
    story.go(date(2022, 11, 3))
    ended(story, reference, on=date(2022, 10, 28))
    assert notice_of("award").final_on == date(2022, 10, 28)
    well()


def test_proceedings_that_end_before_the_period_do_not_make_it_final_earlier(story):
    reference = rejected(story)
    found = notice_of("rejection")
    story.go(found.notified_on + timedelta(days=1))
    filed(story, reference, "rejection")
    ended(story, reference)
    assert notice_of("rejection").final_on == found.final_on


def test_a_rejection_is_closed_only_when_the_proceedings_have_ended(story):
    reference = rejected(story)
    found = notice_of("rejection")
    story.go(found.notified_on + timedelta(days=1))
    filed(story, reference, "rejection")
    story.go(found.final_on + timedelta(days=40))
    tick()
    assert story._read(reference).state == S.REJECTED
    assert "remedy" not in deadlines()
    assert deadlines()["court"] > story.today
    ended(story, reference)
    story.go(story.today + timedelta(days=1))
    assert story._read(reference).state == S.CLOSED
    well()


def test_it_is_asked_again_where_the_action_stands(story):
    reference = bring(story, S.IN_PROGRESS)
    filed(story, reference, on=notice_of("award").remedy_ends_on)
    first = deadlines()["court"]
    assert first == story.today + timedelta(days=90)
    story.go(first + timedelta(days=10))
    assert "task_overdue" in kinds()
    noted(story, reference)
    assert deadlines()["court"] == story.today + timedelta(days=90)
    ended(story, reference)
    assert "court" not in deadlines()


def test_a_claim_does_not_fall_due_until_its_notice_is_final(story):
    reference = bring(story, S.RECOVERING)
    before = claim(reference)
    story.go(notice_of("final").notified_on)
    filed(story, reference, "final")
    story.go(before.due_on + timedelta(days=5))
    assert claim(reference).state == ClaimState.ORDERED
    with reading() as session:
        assert due_recoveries(session, story.moved.instant) == [], "the clock does not ask for it"
    assert not {"repayment_due", "repayment_overdue"} & kinds()
    ended(story, reference)
    found = claim(reference)
    assert found.final_on == notice_of("final").final_on == story.today
    assert found.due_on > story.today + timedelta(days=27)
    assert deadlines()["recovery"] == found.due_on
    assert story._read(reference).due_kind == "recovery"
    well()
    assert fallen_due(story, reference).state == ClaimState.ORDERED
    story.go(story.today + timedelta(days=1))
    assert claim(reference).state == ClaimState.DUE
    well()


def test_a_claim_that_was_due_is_not_collected_after_reinstatement(story):
    reference = bring(story, S.RECOVERING)
    story.go(claim(reference).final_on + timedelta(days=1))
    assert claim(reference).state == ClaimState.DUE
    filed(story, reference, "final", reinstated="Unverschuldet verhindert.")
    story.go(claim(reference).due_on + timedelta(days=5))
    assert claim(reference).state == ClaimState.DUE
    ended(story, reference)
    story.go(story.today + timedelta(days=1))
    assert claim(reference).state == ClaimState.OVERDUE


def test_nothing_is_closed_while_the_final_notice_is_attacked(story):
    reference = bring(story, S.SETTLING)
    story.pay_rest(reference)
    filed(story, reference, "final")
    story.go(notice_of("final").final_on + timedelta(days=15))
    assert codes(lambda: story.close(reference)) == {"uncontested"}
    ended(story, reference)
    assert deadlines()["settle"] > story.today
    story.go(story.today + timedelta(days=1))
    story.close(reference)
    well()


def test_nobody_waives_what_is_attacked(story):
    reference = bring(story, S.APPROVED)
    story.notice(reference, story.today)
    filed(story, reference)
    waive = partial(story.step, SIGNATORY, reference, T.WAIVE_REMEDY, reauthenticated=True)
    assert codes(waive) == {"uncontested"}


def test_a_decision_that_was_set_aside_is_taken_anew(story):
    reference = rejected(story)
    found = notice_of("rejection")
    story.go(found.notified_on + timedelta(days=1))
    filed(story, reference, "rejection")
    ended(story, reference, Trigger.SET_ASIDE, reason="Ermessensfehler.")
    assert {"remedy_won", "remedy_won_office"} <= kinds()
    story.go(found.final_on + timedelta(days=10))
    tick()
    assert story._read(reference).state == S.REJECTED, "it is no more"
    story.step(FIRST, reference, T.REOPEN, reason="Urteil", new_decision_due=True)
    assert story._read(reference).state in {S.IN_ASSESSMENT, S.IN_CHECK}
    assert "court" not in deadlines()
    well()


@pytest.mark.parametrize(
    ("days", "reinstated", "refused"),
    [
        (-1, "", {"filed_in_period"}),
        (0, "", set()),
        (1, "", {"filed_in_period"}),
        (1, "Unverschuldet verhindert.", set()),
    ],
)
def test_it_counts_from_issue_to_the_end_of_the_period_or_with_reinstatement(
    story, days, reinstated, refused
):
    reference = bring(story, S.IN_PROGRESS)
    award = notice_of("award")
    on = (award.issued_on if days < 0 else award.remedy_ends_on) + timedelta(days=days)
    story.go(max(story.today, on))
    act = partial(filed, story, reference, on=on, reinstated=reinstated)
    if refused:
        assert codes(act) == refused
    else:
        assert act().state == State.PENDING


def test_what_is_to_come_is_not_recorded(story):
    reference = rejected(story)
    tomorrow = story.today + timedelta(days=1)
    assert codes(lambda: filed(story, reference, "rejection", tomorrow)) == {"filed_in_period"}


def test_a_notice_is_attacked_once_at_a_time(story):
    reference = bring(story, S.IN_PROGRESS)
    on = notice_of("award").remedy_ends_on
    filed(story, reference, on=on)
    assert codes(lambda: filed(story, reference, on=on)) == {"none_pending"}
    ended(story, reference)
    filed(story, reference, on=on)
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(update(Remedy).values(state=State.PENDING, ended_on=None, ended_by_id=None))


@pytest.mark.parametrize("days", [-1, 1])
def test_its_end_lies_between_its_filing_and_today(story, days):
    reference = rejected(story)
    found = notice_of("rejection")
    story.go(found.notified_on + timedelta(days=1))
    filed(story, reference, "rejection")
    on = story.today + timedelta(days=days)
    assert codes(lambda: ended(story, reference, on=on)) == {"ended_dated"}


def test_how_it_ended_and_where_it_stands_is_said_in_words(story):
    reference = bring(story, S.IN_PROGRESS)
    filed(story, reference, on=notice_of("award").remedy_ends_on)
    assert codes(lambda: ended(story, reference, reason=" ")) == {"reason_given"}
    assert codes(lambda: noted(story, reference, " ")) == {"reason_given"}
    for unseen in ("\u200b", "\x00", "\u3164\u2028"):
        assert codes(lambda: noted(story, reference, unseen)) == {"reason_given"}  # noqa: B023
        assert codes(lambda: ended(story, reference, reason=unseen)) == {"reason_given"}  # noqa: B023


def test_only_who_holds_the_case_records_it_and_nobody_biased(story):
    reference = bring(story, S.IN_PROGRESS)
    on = notice_of("award").remedy_ends_on
    for stranger in (FIRST, SIGNATORY, EDITOR, "haushalt@smi.example"):
        with pytest.raises((NotPermitted, NotFound)):
            filed(story, reference, on=on, email=stranger)
    story.act(OTHER, partial(declare_bias, key=reference, biased=False))
    assert codes(lambda: filed(story, reference, on=on, email=OTHER)) == {"is_holder"}
    filed(story, reference, on=on)
    assert codes(lambda: ended(story, reference, email=OTHER)) == {"is_holder"}
    assert codes(lambda: noted(story, reference, email=OTHER)) == {"is_holder"}


def test_no_notice_no_action(story):
    reference = bring(story, S.APPROVED)
    with pytest.raises(NotFound):
        filed(story, reference)


def test_who_read_an_older_version_is_refused(story):
    reference = bring(story, S.IN_PROGRESS)
    on = notice_of("award").remedy_ends_on
    with pytest.raises(Outdated):
        filed(story, reference, on=on, version=story._read(reference).version - 1)
    filed(story, reference, on=on)
    with pytest.raises(Outdated):
        ended(story, reference, version=remedy_of(reference).version - 1)


@pytest.mark.parametrize(
    "forged",
    [{"filed_on": date(2022, 1, 1)}, {"ended_on": date(2022, 12, 31)}, {"state": State.SET_ASIDE}],
    ids=str,
)
def test_what_was_tampered_with_is_found(story, forged):
    reference = bring(story, S.IN_PROGRESS)
    filed(story, reference, on=notice_of("award").remedy_ends_on)
    ended(story, reference)
    well()
    with transaction() as session:
        session.execute(update(Remedy).values(**forged))
    with reading() as session:
        found = differences(session, digest)
    assert any("remedy" in one or "final on another day" in one for one in found), found


def test_a_forged_finality_is_found(story):
    reference = bring(story, S.IN_PROGRESS)
    filed(story, reference, on=notice_of("award").remedy_ends_on)
    ended(story, reference)
    with transaction() as session:
        session.execute(update(DecisionNotice).values(final_on=date(2022, 9, 30)))
    with reading() as session:
        assert any("final on another day" in one for one in differences(session, digest))


def test_every_step_is_in_the_audit_with_its_day(story):
    reference = bring(story, S.IN_PROGRESS)
    on = notice_of("award").remedy_ends_on
    filed(story, reference, on=on)
    ended(story, reference)
    with reading() as session:
        rows = session.scalars(
            select(AuditEntry).where(AuditEntry.workflow == "remedy").order_by(AuditEntry.version)
        ).all()
    assert [row.trigger for row in rows] == ["file", "uphold"]
    assert [row.details["day"] for row in rows] == [on.isoformat(), story.today.isoformat()]


def test_no_interest_is_asked_for_or_signed_while_the_notice_is_attacked(play):
    reference = interest.paid_late(play)
    filed(play, reference, "final", reinstated="Unverschuldet verhindert.")
    assert codes(lambda: interest.proposed(play, reference)) == {"uncontested"}
    ended(play, reference)
    interest.proposed(play, reference)
    interest.commented(play, reference)
    filed(play, reference, "final", reinstated="Noch einmal.")
    assert codes(lambda: interest.signed(play, reference)) == {"uncontested"}
    ended(play, reference)
    interest.signed(play, reference)
    assert interest.owed(reference) is not None
