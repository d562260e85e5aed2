"""Notices on changes, of settlements and about interest go the same ways as that of a decision."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.demo.story import REVIEWER
from funding.errors import NotFound, NotPermitted
from funding.models import (
    Application,
    ChangeNotice,
    DecisionNotice,
    Dispatch,
    Hand,
    Notice,
    Recovery,
)
from funding.queries import find
from funding.queries.details import Details
from funding.queries.spending.issue_answers import Given
from funding.queries.spending.papers import THE_SETTLEMENT, About
from funding.services import step
from funding.services.spending import issue_notice
from funding.services.spending.record_change_notice import record_change_notice
from funding.tasks.tick import tick
from tests import interest
from tests.services.attempts import notice
from tests.services.spending import changing
from tests.services.spending.issuing import (
    acknowledged,
    arrived,
    came_back,
    drafted,
    issue_of,
    provided,
    refused,
    rerouted,
    retrieved,
    sent,
    signed,
    sound,
    to_send,
)
from tests.stages import AUDITOR, EDITOR, FIRST, SECOND, SIGNATORY, bring
from workflows.application import Deed
from workflows.application import State as CaseState
from workflows.application import Trigger as T
from workflows.decision_notice import State
from workflows.interest_claim import State as InterestState

RECEIPT = Given(channel="portal_receipt")


def read(model):
    with reading() as session:
        found = session.scalars(select(model)).all()
        session.expunge_all()
        return found


def told(kind):
    with reading() as session:
        return len(session.scalars(select(Notice).where(Notice.kind == kind)).all())


def waits(story, reference):
    return story._read(reference).due_kind


# --- of a change


@pytest.fixture
def changed(story):
    """A later end that was granted, of which the town is not notified yet."""
    reference = bring(story, CaseState.IN_PROGRESS)
    return reference, changing.granted(story, reference)


def test_a_change_is_notified_by_the_retrieval_of_its_notice(story, changed):
    reference, key = changed
    about = About("change", key)
    drafted(story, reference, about=about)
    assert changing.running(reference)["notice_sign"]
    signed(story, reference, about=about)
    issue = issue_of(reference)
    assert (issue.kind, issue.subject_id, issue.state) == ("change", key, State.PROVIDED)
    assert changing.running(reference)["notice_retrieval"] == issue.ends_on
    assert "notice_sign" not in changing.running(reference)
    retrieved(story, reference, EDITOR, about)
    record = read(ChangeNotice)[0]
    assert record.content == issue_of(reference).content
    assert record.notified_on == story.today + timedelta(days=1)
    assert (record.channel, record.issued_on) == ("portal", story.today)
    assert "notice_retrieval" not in changing.running(reference)
    assert told("change_notice_sent") > 0
    sound()


def test_the_days_of_a_case_are_not_those_of_its_change(story, changed):
    reference, key = changed
    before = waits(story, reference)
    provided(story, reference, About("change", key))
    assert waits(story, reference) == before


def test_a_letter_about_a_change_counts_and_can_come_back(story, changed):
    reference, key = changed
    about = About("change", key)
    to_send(story, reference, about=about)
    assert changing.running(reference)["notice_issue"]
    sent(story, reference, about=about)
    assert read(ChangeNotice)[0].notified_on == story.today + timedelta(days=3)
    assert "notice_issue" not in changing.running(reference)
    came_back(story, reference, about=about)
    assert read(ChangeNotice) == []
    assert issue_of(reference).state == State.RETURNED
    assert changing.running(reference)["notice_issue"]
    rerouted(story, reference, "receipt", about=about)
    sent(story, reference, about=about)
    assert read(ChangeNotice) == []
    arrived(story, reference, story.today, about)
    assert read(ChangeNotice)[0].notified_on == story.today
    assert [entry.number for entry in read(Dispatch)] == [1, 2]
    sound()


def test_what_nobody_retrieves_becomes_void_and_the_town_is_reminded(story, changed):
    reference, key = changed
    provided(story, reference, About("change", key))
    story.moved.instant += timedelta(days=4)
    tick()
    assert told("retrieval_reminder") > 0
    story.moved.instant += timedelta(days=7)
    tick()
    assert issue_of(reference).state == State.VOID
    assert changing.running(reference)["notice_issue"]


def test_a_change_is_not_recorded_elsewhere_while_its_notice_is_on_its_way(story, changed):
    reference, key = changed
    drafted(story, reference, about=About("change", key))
    version = changing.change(key).version
    given = Details(**notice(story.today))

    def record(session, actor):
        record_change_notice(session, actor, reference, key, given, version)

    refused("no_change_notice_open", story.act, REVIEWER, record)
    story.act(
        REVIEWER,
        lambda s, a: issue_notice.withdraw_notice(s, a, reference, subject=About("change", key)),
    )
    assert "notice_sign" not in changing.running(reference)
    story.act(REVIEWER, record)
    refused("still_decided", drafted, story, reference, about=About("change", key))
    sound()


def test_two_changes_have_notices_at_once_each_with_its_days(story, changed):
    reference, key = changed
    other = changing.granted(
        story, reference, "shift", lines=changing.shifted(reference, -500_000, 500_000, 0)
    )
    provided(story, reference, About("change", key))
    story.moved.instant += timedelta(days=1)
    provided(story, reference, About("change", other))
    first = changing.running(reference)["notice_retrieval"]
    retrieved(story, reference, EDITOR, About("change", key))
    assert changing.running(reference)["notice_retrieval"] == first + timedelta(days=1)
    retrieved(story, reference, EDITOR, About("change", other))
    assert "notice_retrieval" not in changing.running(reference)
    sound()


def test_a_change_that_is_not_decided_has_no_notice(story):
    reference = bring(story, CaseState.IN_PROGRESS)
    key = changing.requested(story, reference)
    with pytest.raises(NotFound):
        drafted(story, reference, about=About("change", key))


# --- of a settlement


@pytest.fixture
def audited(story):
    return bring(story, CaseState.AUDITED)


@pytest.fixture
def overpaid(story):
    """An audited proof with a claim that the town was heard about."""
    reference = bring(story, CaseState.HEARD)
    story.audit(reference)
    return reference


def final_of(reference):
    found = [one for one in read(DecisionNotice) if one.kind == "final"]
    return found[0] if found else None


def test_a_settlement_waits_as_it_was_signed_until_the_town_retrieves_it(story, audited):
    drafted(story, audited, about=THE_SETTLEMENT)
    assert waits(story, audited) == "sign_final"
    signed(story, audited, about=THE_SETTLEMENT)
    case = story._read(audited)
    assert (case.state, case.due_kind) == (CaseState.AUDITED, "retrieval")
    assert final_of(audited) is None
    story.moved.instant += timedelta(days=3)
    retrieved(story, audited, EDITOR, THE_SETTLEMENT)
    assert story._read(audited).state == CaseState.SETTLING
    final = final_of(audited)
    assert final.content == issue_of(audited).content
    assert final.notified_on == story.today + timedelta(days=1)
    assert waits(story, audited) == "settle"
    with reading() as session:
        facts = session.scalars(select(Notice.facts).where(Notice.kind == "settled")).first()
    assert facts["to_come"]
    assert facts["notified_on"] == final.notified_on.isoformat()
    sound()


def test_settling_is_the_deed_of_who_has_signed(story, audited):
    provided(story, audited, THE_SETTLEMENT)
    retrieved(story, audited, EDITOR, THE_SETTLEMENT)
    hands = {(hand.deed, hand.person_id) for hand in read(Hand)}
    assert (Deed.SETTLED, issue_of(audited).signed_by_id) in hands


def test_a_claim_begins_with_the_receipt_of_its_notice(story, overpaid):
    drafted(story, overpaid, who=AUDITOR, way=RECEIPT, about=THE_SETTLEMENT)
    signed(story, overpaid, about=THE_SETTLEMENT)
    with pytest.raises(NotPermitted):
        acknowledged(story, overpaid, EDITOR, about=THE_SETTLEMENT)
    refused(
        "reauthenticated",
        acknowledged,
        *(story, overpaid, SIGNATORY),
        reauthenticated=False,
        about=THE_SETTLEMENT,
    )
    assert read(Recovery) == []
    acknowledged(story, overpaid, SIGNATORY, about=THE_SETTLEMENT)
    claim = read(Recovery)[0]
    assert story._read(overpaid).state == CaseState.RECOVERING
    assert claim.ordered_by_id == issue_of(overpaid).signed_by_id
    assert final_of(overpaid).notified_on == story.today
    sound()


def test_a_claim_goes_by_deed_and_counts_on_its_day(story, overpaid):
    to_send(story, overpaid, "deed", THE_SETTLEMENT)
    assert waits(story, overpaid) == "issue"
    sent(story, overpaid, about=THE_SETTLEMENT)
    assert story._read(overpaid).state == CaseState.AUDITED
    story.moved.instant += timedelta(days=2)
    day = story.today - timedelta(days=1)
    arrived(story, overpaid, day, THE_SETTLEMENT)
    assert story._read(overpaid).state == CaseState.RECOVERING
    assert final_of(overpaid).notified_on == day
    refused("nothing_built_on", came_back, story, overpaid, about=THE_SETTLEMENT)
    sound()


def test_who_audited_or_drafted_does_not_sign(story, audited):
    drafted(story, audited, who=AUDITOR, about=THE_SETTLEMENT)
    with pytest.raises(NotPermitted):
        signed(story, audited, AUDITOR, THE_SETTLEMENT)
    with transaction() as session:  # an approver who once judged the proof
        case = story._read(audited)
        person = session.scalar(select(Hand.person_id).where(Hand.deed == Deed.APPROVED_FIRST))
        session.add(
            Hand(
                application_id=case.id,
                deed=Deed.AUDITED,
                person_id=person,
                round=case.round,
                at=story.moved.instant,
            )
        )
    refused("another_person", signed, story, audited, FIRST, THE_SETTLEMENT)
    signed(story, audited, SECOND, THE_SETTLEMENT)


def test_a_final_notice_is_not_signed_twice_over(story, audited):
    drafted(story, audited, about=THE_SETTLEMENT)
    refused("no_final_open", story.step, FIRST, audited, T.SETTLE, **notice(story.today))


def test_an_audit_that_goes_back_takes_its_notice_along(story, audited):
    provided(story, audited, THE_SETTLEMENT)
    story.step(FIRST, audited, T.RETURN_AUDIT, reason="Bitte noch einmal rechnen.")
    assert issue_of(audited).state == State.WITHDRAWN
    assert told("notice_recalled") > 0
    with pytest.raises(NotFound):
        retrieved(story, audited, EDITOR, THE_SETTLEMENT)
    assert "retrieval" not in changing.running(audited)
    sound()


def test_what_does_not_hold_any_more_is_not_notified(story, overpaid):
    provided(story, overpaid, THE_SETTLEMENT)
    with transaction() as session:
        session.execute(update(Application).values(final_cents=Application.final_cents - 100))
    refused("still_decided", retrieved, story, overpaid, EDITOR, THE_SETTLEMENT)


def test_nobody_settles_by_the_step_alone(story, audited):
    provided(story, audited, THE_SETTLEMENT)

    def alone(session, actor):
        step.take(find.case(session, actor, audited, Details(**notice(story.today))), T.SERVE_FINAL)

    refused("final_served", story.act, EDITOR, alone)


# --- about interest


@pytest.fixture
def asked(story):
    """Interest that is proposed, with the town heard."""
    reference = interest.paid_late(story)
    interest.proposed(story, reference)
    interest.commented(story, reference)
    return reference, About("interest", interest.proposal(reference).id)


def test_interest_is_claimed_when_its_notice_is_retrieved(story, asked):
    reference, about = asked
    provided(story, reference, about, SECOND)
    story.moved.instant += timedelta(days=2)
    assert interest.proposal(reference).state == InterestState.PROPOSED
    retrieved(story, reference, EDITOR, about)
    one, claim = interest.proposal(reference), interest.owed(reference)
    assert one.state == InterestState.SIGNED
    assert one.content == issue_of(reference).content
    assert one.decided_by_id == claim.ordered_by_id == issue_of(reference).signed_by_id
    assert one.notified_on == story.today + timedelta(days=1)
    sound()


def test_who_proposed_interest_does_not_sign_its_notice(story, asked):
    reference, about = asked
    drafted(story, reference, about=about)
    with pytest.raises(NotPermitted):
        signed(story, reference, AUDITOR, about)


def test_a_proposal_that_goes_back_takes_its_notice_along(story, asked):
    reference, about = asked
    provided(story, reference, about, SECOND)
    interest.returned(story, reference)
    assert issue_of(reference).state == State.WITHDRAWN
    assert "notice_retrieval" not in changing.running(reference)
    sound()


def test_interest_is_not_signed_elsewhere_while_its_notice_is_on_its_way(story, asked):
    reference, about = asked
    drafted(story, reference, about=about)
    refused("no_interest_notice_open", interest.signed, story, reference)


def test_another_case_knows_nothing_of_a_notice(story):
    other = bring(story, CaseState.APPROVED, "graffiti")
    reference = bring(story, CaseState.IN_PROGRESS)
    key = changing.granted(story, reference)
    for subject in (About("change", key), About("interest", key)):
        with pytest.raises(NotFound):
            drafted(story, other, about=subject)
