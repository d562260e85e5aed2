"""Notices beside that of the decision keep their days whatever the case does, and end with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from funding.db import reading, transaction
from funding.demo.story import REVIEWER
from funding.errors import NotFound
from funding.models import ChangeNotice, Hand, InterestClaim
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.history import history
from funding.queries.deciding.inbox import waiting
from funding.queries.details import Details
from funding.queries.spending import papers
from funding.queries.spending.papers import THE_SETTLEMENT, About
from funding.services.reporting.interest_step import take as take_interest
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.spending.change_step import take as take_change
from funding.services.spending.record_change_notice import record_change_notice
from funding.tasks.tick import tick
from tests import interest
from tests.services.attempts import notice
from tests.services.reporting.redoing import redo
from tests.services.spending import changing
from tests.services.spending.issuing import (
    came_back,
    drafted,
    issue_of,
    provided,
    refused,
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
from workflows.change import Trigger as ChangeTrigger
from workflows.decision_notice import State
from workflows.interest_claim import Trigger as InterestTrigger


@pytest.fixture
def changed(story):
    """A later end that was granted, in a project whose proof is due."""
    reference = bring(story, CaseState.IN_PROGRESS)
    key = changing.granted(story, reference)
    story.go(date(2023, 4, 3))
    return reference, About("change", key)


@pytest.fixture
def asked(story):
    """Interest that is proposed, with the town heard."""
    reference = interest.paid_late(story)
    interest.proposed(story, reference)
    interest.commented(story, reference)
    return reference, About("interest", interest.proposal(reference).id)


def hand(story, reference, email, deed):
    """Let somebody have done this on the case."""
    with transaction() as session:
        case = story._read(reference)
        person = by_email(session, email).person_id
        row = {"application_id": case.id, "round": case.round, "at": story.moved.instant}
        session.add(Hand(**row, deed=deed, person_id=person))


def test_an_audited_case_waits_for_its_signature_though_a_notice_lies_ready(story, changed):
    reference, about = changed
    provided(story, reference, about)
    story.report(reference)
    story.audit(reference)
    assert story._read(reference).due_kind == "sign_final"
    with reading() as session:
        found = [row.reference for row in waiting(session, by_email(session, SECOND))]
    assert found == [reference]
    retrieved(story, reference, EDITOR, about)
    sound()


def test_an_audit_that_goes_back_leaves_the_notice_on_a_change_its_day(story, changed):
    reference, about = changed
    story.report(reference)
    story.audit(reference)
    provided(story, reference, about)
    story.step(FIRST, reference, T.RETURN_AUDIT, reason="Bitte noch einmal rechnen.")
    assert changing.running(reference)["notice_retrieval"] == issue_of(reference).ends_on
    sound()


def test_a_grant_that_is_renounced_leaves_the_notice_on_a_change_its_day(story):
    reference = bring(story, CaseState.IN_PROGRESS)
    about = About("change", changing.granted(story, reference))
    provided(story, reference, about)
    story.step(SIGNATORY, reference, T.RENOUNCE, reauthenticated=True, reason="Kein Personal.")
    assert changing.running(reference)["notice_retrieval"] == issue_of(reference).ends_on
    sound()


def test_a_decision_that_is_taken_up_again_ends_the_notices_on_its_changes(story):
    reference = bring(story, CaseState.APPROVED)
    story.moved.instant += timedelta(minutes=10)
    story.notice(reference, story.today)
    story.go(story.today + timedelta(days=5))
    about = About("change", changing.granted(story, reference))
    to_send(story, reference, about=about)
    given = {"reason": "Das Gericht hat ihn aufgehoben.", "new_decision_due": True}
    story.step(FIRST, reference, T.REOPEN, **given)
    assert issue_of(reference).state == State.WITHDRAWN
    assert not {kind for kind in changing.running(reference) if kind.startswith("notice_")}
    with pytest.raises(NotFound):
        sent(story, reference, about=about)
    sound()


def test_a_town_reads_nothing_of_a_settlement_that_was_redone_before_it_counted(story):
    reference = bring(story, CaseState.AUDITED)
    to_send(story, reference, about=THE_SETTLEMENT)
    sent(story, reference, about=THE_SETTLEMENT)
    redo(story, reference, SECOND)
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        assert not {T.SERVE_FINAL, T.REDO_SETTLEMENT} & {one.trigger for one in history(case)}


def test_nobody_signs_on_an_audit_of_somebody_biased(story):
    reference = bring(story, CaseState.AUDITED)
    drafted(story, reference, about=THE_SETTLEMENT)
    story.act(AUDITOR, lambda s, a: declare_bias(s, a, reference, biased=True, reason="Verwandt"))
    refused("fit_to_sign", signed, story, reference, FIRST, THE_SETTLEMENT)


def test_who_has_paid_does_not_sign_the_settlement(story):
    reference = bring(story, CaseState.AUDITED)
    drafted(story, reference, about=THE_SETTLEMENT)
    hand(story, reference, FIRST, Deed.PAID)
    refused("another_person", signed, story, reference, FIRST, THE_SETTLEMENT)


def test_who_has_proposed_interest_does_not_sign_it_whatever_else_they_are(story, asked):
    reference, about = asked
    drafted(story, reference, about=about)
    with transaction() as session:
        person = by_email(session, SECOND).person_id
        session.execute(update(InterestClaim).values(proposed_by_id=person))
    refused("another_person", signed, story, reference, SECOND, about)


def test_an_auditor_drafts_no_notice_on_a_change(story, changed):
    reference, about = changed
    refused("is_holder", drafted, story, reference, AUDITOR, about=about)


def test_what_the_town_has_waived_to_attack_does_not_come_back(story, changed):
    reference, about = changed
    to_send(story, reference, about=about)
    sent(story, reference, about=about)
    with transaction() as session:
        session.execute(update(ChangeNotice).values(waived_on=story.today))
    refused("nothing_built_on", came_back, story, reference, about=about)


def test_a_void_notice_asks_for_nothing_once_it_is_made_anew_or_recorded_elsewhere(story, changed):
    reference, about = changed
    provided(story, reference, about)
    story.moved.instant += timedelta(days=11)
    tick()
    assert issue_of(reference).state == State.VOID
    assert "notice_issue" in changing.running(reference)
    drafted(story, reference, about=about)
    assert {"notice_sign"} == {k for k in changing.running(reference) if k.startswith("notice_")}
    signed(story, reference, about=about)
    story.moved.instant += timedelta(days=11)
    tick()
    given, version = Details(**notice(story.today)), changing.change(about.key).version
    story.act(
        REVIEWER, lambda s, a: record_change_notice(s, a, reference, about.key, given, version)
    )
    left = {k for k in changing.running(reference) if k.startswith("notice_")}
    assert left == {"notice_remedy"}, "the town can attack it, nobody has to act"
    sound()


def test_interest_that_is_withdrawn_or_made_anew_takes_its_notice_along(story, asked):
    reference, about = asked
    provided(story, reference, about, SECOND)
    redo(story, reference, SECOND)
    assert issue_of(reference).state == State.WITHDRAWN
    assert not {k for k in changing.running(reference) if k.startswith("notice_")}
    sound()


def test_a_proposal_that_is_taken_back_takes_its_notice_along(story, asked):
    reference, about = asked
    drafted(story, reference, about=about)
    interest.withdrawn(story, reference)
    assert issue_of(reference).state == State.WITHDRAWN
    assert not {k for k in changing.running(reference) if k.startswith("notice_")}
    sound()


def test_no_step_alone_makes_a_notice_on_a_change_count(story, changed):
    reference, about = changed
    provided(story, reference, about)

    def change(session, actor):
        case = find.case(session, actor, reference, Details(**notice(story.today)))
        take_change(case, changing.change(about.key), ChangeTrigger.SERVE)

    refused("change_served", story.act, REVIEWER, change)


def test_no_step_alone_makes_a_notice_about_interest_count(story, asked):
    reference, about = asked
    provided(story, reference, about, SECOND)

    def claim(session, actor):
        case = find.case(session, actor, reference, Details(**notice(story.today)))
        take_interest(case, session.get(InterestClaim, about.key), InterestTrigger.SERVE, {})

    refused("interest_served", story.act, REVIEWER, claim)


def test_interest_of_another_case_is_unknown(story):
    other = bring(story, CaseState.APPROVED, "graffiti")
    reference = interest.paid_late(story)
    interest.proposed(story, reference)
    key = interest.proposal(reference).id
    with reading() as session:
        case = find.case(session, by_email(session, REVIEWER), other)
        with pytest.raises(NotFound):
            papers.about(case, key)
