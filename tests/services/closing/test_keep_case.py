"""What has ended is kept, offered to the archive, held or not, and proposed for deletion."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.errors import NotFound, NotPermitted, Outdated
from funding.models import Account, Application, AuditEntry, BiasDeclaration, Deadline, Notice
from funding.queries.accounts.actors import by_email
from funding.queries.closing import disposals
from funding.queries.operations.verify import differences
from funding.services.closing import keep_case
from funding.services.operations.write_audit import digest
from funding.services.reviewing.declare_mandate import declare_mandate
from tests.services.closing.keeping import (
    ADMIN,
    KEEPER,
    SIGNATURE,
    act,
    answered,
    disposal,
    due,
    kept_until,
    offered,
    proposed,
    same_person,
    wait,
)
from tests.stages import EDITOR, REVIEWER, TOWN_KEY, bring
from workflows.application import State as CaseState
from workflows.core import StepRefused
from workflows.disposal import DISPOSAL, RUNNING, State, Trigger

HOLD = {"reason": "Klage beim Verwaltungsgericht"}


@pytest.fixture
def reference(story) -> str:
    return bring(story, CaseState.WITHDRAWN)


def refused(story, email, deed, reference, **given) -> set[str]:
    with pytest.raises(StepRefused) as why:
        act(story, email, deed, reference, **given)
    return {reason.code for reason in why.value.reasons}


def early(reference, trigger) -> list[str]:
    with reading() as session:
        key = session.scalar(select(Application.id).where(Application.reference == reference))
    with pytest.raises(StepRefused) as why:
        tried(key, trigger)
    return [reason.code for reason in why.value.reasons]


def tried(key, trigger) -> None:
    with transaction() as session:
        keep_case.by_clock(session, key, trigger)


def told(kind: str) -> set[str]:
    with reading() as session:
        return set(session.scalars(select(Notice.email).where(Notice.kind == kind)))


def agrees() -> bool:
    with reading() as session:
        return differences(session, digest) == []


def test_a_case_is_kept_for_ten_years_and_a_draft_for_six_months(story, reference):
    draft = bring(story, CaseState.EXPIRED)
    assert kept_until(reference) == date(2032, 6, 7)
    assert kept_until(draft) == date(2022, 12, 7)
    wait(story, date(2022, 12, 7))
    with reading() as session:
        assert disposals.due_disposals(session, story.moved.instant) == []
    wait(story, date(2022, 12, 8))
    assert disposal(draft).state == State.DUE
    wait(story, date(2032, 6, 7))
    with reading() as session:
        keeper = by_email(session, KEEPER)
        assert disposals.kept_case(session, keeper, reference).state == State.KEPT
    wait(story, date(2032, 6, 8))
    assert disposal(reference).state == State.DUE
    assert told("retention_over") == {KEEPER, ADMIN}
    assert agrees()


def test_the_whole_way_to_a_proposal(story, reference):
    proposed(story, reference)
    found = disposal(reference)
    assert (found.state, found.answer) == (State.PROPOSED, "taken_over")
    assert found.archive_reference == SIGNATURE
    assert found.answered_on == found.offered_on + timedelta(days=30)
    with reading() as session:
        steps = session.scalars(
            select(AuditEntry.trigger)
            .where(AuditEntry.workflow == "disposal")
            .order_by(AuditEntry.version)
        ).all()
    assert steps == ["fall_due", "offer", "take_over", "propose"]
    assert told("archive_offered") == told("archive_answered") == {ADMIN}
    assert told("deletion_proposed") == {ADMIN}
    assert agrees()


def test_an_archive_that_does_not_answer_has_six_months(story, reference):
    offered(story, reference)
    on = disposal(reference).offered_on
    last = disposal(reference).due_on
    assert (last.year - on.year) * 12 + last.month - on.month == 6
    wait(story, last)
    assert disposal(reference).state == State.OFFERED
    wait(story, last + timedelta(days=1))
    assert (disposal(reference).state, disposal(reference).answer) == ("unanswered", "unanswered")
    late = {"taken_over": False, "day": story.today}
    act(story, ADMIN, keep_case.record_answer, reference, **late)
    assert disposal(reference).state == State.DECLINED


def test_nothing_is_done_before_the_retention_is_over(story, reference):
    story.moved.instant += timedelta(days=365)
    wrong = refused(story, KEEPER, keep_case.offer_to_archive, reference, day=story.today)
    assert wrong == {"wrong_state"}
    assert early(reference, Trigger.FALL_DUE) == ["retention_over"]
    assert refused(story, KEEPER, keep_case.propose_deletion, reference) == {"wrong_state"}


def test_only_a_case_that_has_ended_is_kept(story):
    running = bring(story, CaseState.IN_CHECK)
    with pytest.raises(NotFound):
        act(story, KEEPER, keep_case.hold, running, **HOLD)


def test_a_case_that_the_office_had_is_offered_first_and_a_draft_is_not(story, reference):
    draft = bring(story, CaseState.EXPIRED)
    due(story, reference)
    assert refused(story, KEEPER, keep_case.propose_deletion, reference) == {"offer_not_needed"}
    act(story, KEEPER, keep_case.propose_deletion, draft)
    assert disposal(draft).state == State.PROPOSED


@pytest.mark.parametrize("days", [None, -1, 1])
def test_the_day_of_an_offer_is_after_the_retention_and_not_to_come(story, reference, days):
    due(story, reference)
    day = None if days is None else story.today + timedelta(days=days)
    wrong = refused(story, KEEPER, keep_case.offer_to_archive, reference, day=day)
    assert wrong == {"offer_dated"}


@pytest.mark.parametrize("days", [None, -1, 1])
def test_the_day_of_an_answer_is_not_before_the_offer_and_not_to_come(story, reference, days):
    offered(story, reference)
    day = None if days is None else story.today + timedelta(days=days)
    for taken_over in (True, False):
        given = {"taken_over": taken_over, "day": day, "archive_reference": SIGNATURE}
        wrong = refused(story, KEEPER, keep_case.record_answer, reference, **given)
        assert wrong == {"answer_dated"}


def test_what_was_taken_over_has_a_reference_of_the_archive(story, reference):
    offered(story, reference)
    given = {"taken_over": True, "day": story.today, "archive_reference": "  "}
    wrong = refused(story, KEEPER, keep_case.record_answer, reference, **given)
    assert wrong == {"archive_reference"}


def test_the_clock_does_not_end_the_wait_for_an_answer_early(story, reference):
    offered(story, reference)
    assert early(reference, Trigger.LAPSE) == ["answer_overdue"]


def test_a_hold_stops_offer_and_proposal_until_it_is_lifted(story, reference):
    act(story, ADMIN, keep_case.hold, reference, **HOLD)
    due(story, reference)
    assert disposal(reference).state == State.DUE
    offer = {"day": story.today}
    assert refused(story, KEEPER, keep_case.offer_to_archive, reference, **offer) == {"not_held"}
    assert refused(story, KEEPER, keep_case.hold, reference, **HOLD) == {"not_held"}
    act(story, KEEPER, keep_case.lift_hold, reference, reason="rechtskräftig abgewiesen")
    assert disposal(reference).held_at is None
    assert refused(story, KEEPER, keep_case.lift_hold, reference, reason="so") == {"is_held"}
    act(story, KEEPER, keep_case.offer_to_archive, reference, **offer)
    act(story, KEEPER, keep_case.hold, reference, **HOLD)
    declined = {"taken_over": False, "day": story.today}
    act(story, KEEPER, keep_case.record_answer, reference, **declined)
    assert refused(story, KEEPER, keep_case.propose_deletion, reference) == {"not_held"}
    assert told("disposal_held") == {KEEPER, ADMIN}
    assert agrees()


@pytest.mark.parametrize("deed", [keep_case.hold, keep_case.lift_hold])
def test_a_hold_and_its_end_need_a_reason(story, reference, deed):
    if deed == keep_case.lift_hold:
        act(story, KEEPER, keep_case.hold, reference, **HOLD)
    assert refused(story, KEEPER, deed, reference, reason=" ") == {"reason_given"}


def test_every_state_but_the_last_can_be_held():
    held = {step.source for step in DISPOSAL.steps if step.trigger == Trigger.HOLD}
    assert held == {*RUNNING} == {*State} - {State.DELETED}


@pytest.mark.parametrize(
    ("before", "state"),
    [("taken", State.TAKEN_OVER), ("declined", State.DECLINED), ("silent", State.UNANSWERED)],
)
def test_a_proposal_goes_back_to_where_it_came_from(story, reference, before, state):
    if before == "silent":
        offered(story, reference)
        wait(story, disposal(reference).due_on + timedelta(days=1))
    else:
        answered(story, reference, taken_over=before == "taken")
    act(story, KEEPER, keep_case.propose_deletion, reference)
    assert refused(story, ADMIN, keep_case.return_proposal, reference, reason="") == {
        "reason_given"
    }
    act(story, ADMIN, keep_case.return_proposal, reference, reason="Rückfrage offen")
    found = disposal(reference)
    assert (found.state, found.proposed_by_id) == (state, None)
    assert told("deletion_returned") == {KEEPER}


def test_a_proposal_on_a_draft_goes_back_too(story):
    draft = bring(story, CaseState.EXPIRED)
    due(story, draft)
    act(story, KEEPER, keep_case.propose_deletion, draft)
    act(story, KEEPER, keep_case.return_proposal, draft, reason="doch nicht")
    assert disposal(draft).state == State.DUE


def test_nobody_else_keeps_or_deletes(story, reference):
    due(story, reference)
    for email in (REVIEWER, EDITOR, "revision@smi.example", "teamleitung@smi.example"):
        for deed, given in (
            (keep_case.offer_to_archive, {"day": story.today}),
            (keep_case.hold, HOLD),
            (keep_case.propose_deletion, {}),
        ):
            with pytest.raises(NotPermitted):
                act(story, email, deed, reference, **given)


def test_who_is_tied_to_the_case_knows_nothing_of_its_disposal(story, reference):
    with transaction() as session:
        keeper = by_email(session, KEEPER)
        app = session.scalars(select(Application).where(Application.reference == reference)).one()
        session.add(
            BiasDeclaration(
                application_id=app.id, person_id=keeper.person_id, biased=True, at=app.created_at
            )
        )
    same_person(ADMIN, "anders@smi.example", "reviewer")
    story.act("anders@smi.example", lambda s, a: declare_mandate(s, a, TOWN_KEY, "Stadtrat"))
    due(story, reference)
    for email in (KEEPER, ADMIN):
        with reading() as session, pytest.raises(NotFound):
            disposals.kept_case(session, by_email(session, email), reference)
        with pytest.raises(NotFound):
            act(story, email, keep_case.offer_to_archive, reference, day=story.today)
    assert told("retention_over") <= {ADMIN}


def test_who_was_slower_is_told_so(story, reference):
    due(story, reference)
    version = disposal(reference).version
    act(story, KEEPER, keep_case.hold, reference, version=version, **HOLD)
    with pytest.raises(Outdated):
        act(story, ADMIN, keep_case.lift_hold, reference, version=version, reason="so")


def test_the_deadline_of_retention_is_over_with_it(story, reference):
    due(story, reference)
    with reading() as session:
        of_it = select(Deadline).where(Deadline.kind == "retention")
        assert session.scalars(of_it).one().ended_by == "fall_due"
        app = session.scalars(select(Application).where(Application.reference == reference)).one()
        assert (app.due_at, app.due_kind) == (None, None)
    assert agrees()


def test_an_account_that_is_closed_is_not_told(story, reference):
    with transaction() as session:
        session.execute(update(Account).where(Account.email == ADMIN).values(active=False))
    due(story, reference)
    assert told("retention_over") == {KEEPER}
