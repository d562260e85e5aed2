"""A notice in the portal: frozen, signed by another, retrieved by the town, or void."""

from __future__ import annotations

import threading
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.demo.story import REVIEWER
from funding.errors import NotFound, NotPermitted, Outdated
from funding.law import berlin, workdays
from funding.models import (
    Account,
    Answers,
    Application,
    DecisionNotice,
    IssuedNotice,
    Notice,
)
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.my_cases import my_cases
from funding.queries.details import Details
from funding.queries.operations.verify import differences
from funding.queries.spending.issued import open_issue
from funding.services.operations.write_audit import digest
from funding.services.perform import perform
from funding.services.spending import issue_notice, retrieve_notice
from funding.tasks.tick import tick
from tests.services.spending.issuing import drafted, issue_of, provided, retrieved, signed
from tests.stages import EDITOR, FIRST, SECOND, SIGNATORY, bring
from workflows.application import State as CaseState
from workflows.application import Trigger as T
from workflows.core import StepRefused
from workflows.decision_notice import State


@pytest.fixture
def reference(story):
    found = bring(story, CaseState.APPROVED)
    story.moved.instant += timedelta(minutes=10)
    return found


def refused(codes, act, *given, **more):
    with pytest.raises(StepRefused) as refusal:
        act(*given, **more)
    assert {reason.code for reason in refusal.value.reasons} >= {codes}


def kinds():
    with reading() as session:
        return list(session.scalars(select(Notice.kind)))


def waits(story, reference):
    case = story._read(reference)
    return case.due_kind, case.due_at and berlin.last_day(case.due_at)


def reopen(story, reference):
    """Take the case up again as a page does, which names the version that was read."""
    given = {"reason": "Ein Betrag stimmt nicht.", "new_decision_due": True}
    version = story._read(reference).version
    story.act(FIRST, lambda s, a: perform(s, a, reference, T.REOPEN, given, version))


def recall(story, reference, why, who=FIRST):
    story.act(who, lambda s, a: issue_notice.recall_notice(s, a, reference, why))


def view(story, email=EDITOR):
    with reading() as session:
        return [c.view for c in my_cases(session, by_email(session, email), story.moved.instant)]


def sound():
    with reading() as session:
        assert differences(session, digest) == []


def test_a_retrieved_notice_counts_from_the_day_after_and_is_recorded(story, reference):
    provided(story, reference)
    issue = issue_of(reference)
    assert (issue.state, issue.ends_on - issue.provided_on) == (State.PROVIDED, timedelta(days=10))
    assert view(story) == ["notice_to_retrieve"]
    retrieved(story, reference, EDITOR)
    issue = issue_of(reference)
    with reading() as session:
        notice = session.scalars(select(DecisionNotice)).one()
    assert (notice.channel, notice.issued_on) == ("portal", issue.provided_on)
    assert notice.notified_on == story.today + timedelta(days=1)
    assert notice.content == issue.content
    assert view(story) == ["notice_ready"]
    sound()


def test_before_the_signature_nothing_is_told_to_the_town(story, reference):
    before = kinds().count("notice_provided")
    drafted(story, reference)
    assert view(story) == ["decision_pending"]
    assert kinds().count("notice_provided") == before == 0
    with pytest.raises(StepRefused):
        retrieved(story, reference, EDITOR)
    signed(story, reference)
    assert "notice_provided" in kinds()


def test_only_where_the_town_agreed(story, reference):
    with transaction() as session:
        session.execute(update(Answers).values(entries={"electronic_notice": False}))
    refused("electronic_agreed", drafted, story, reference)


def test_it_is_not_made_while_the_decision_can_be_taken_back(story, reference):
    with transaction() as session:
        session.execute(update(Application).values(decided_at=story.moved.instant))
    refused("undo_over", drafted, story, reference)


def test_it_goes_back_with_a_reason_and_again_to_signature(story, reference):
    drafted(story, reference)

    def back(why):
        story.act(FIRST, lambda s, a: issue_notice.send_back(s, a, reference, why))

    refused("reason_given", back, " ")
    back("Die Auflage fehlt.")
    assert issue_of(reference).state == State.DRAFTED
    provided(story, reference)
    sound()


def test_of_two_who_sign_at_once_one_is_late(story, reference):
    drafted(story, reference)
    version = issue_of(reference).version
    sign = partial(issue_notice.sign_notice, key=reference, version=version)
    story.act(FIRST, sign)
    with pytest.raises(Outdated):
        story.act(SECOND, sign)


@pytest.mark.parametrize("who", [EDITOR, REVIEWER])
def test_who_is_no_approver_does_not_sign(story, reference, who):
    drafted(story, reference)
    with pytest.raises(NotPermitted):
        signed(story, reference, who)


def test_another_town_retrieves_nothing(story, reference):
    provided(story, reference)
    with pytest.raises(NotFound):
        retrieved(story, reference, "zeichnung@rodewisch.example")


def test_while_it_is_open_no_other_notice_is_recorded(story, reference):
    drafted(story, reference)
    day = story.today
    dates = {"issued_on": day, "notified_on": day, "channel": "receipt", "evidence": "Buch"}
    record = partial(story.step, REVIEWER, reference, T.RECORD_NOTICE, **dates)
    refused("no_notice_open", record)
    story.act(REVIEWER, lambda s, a: issue_notice.withdraw_notice(s, a, reference))
    record()
    refused("still_decided", drafted, story, reference)
    sound()


def test_what_nobody_retrieves_is_reminded_of_three_times_and_then_void(story, reference):
    provided(story, reference)
    counts = []
    for _day in range(11):
        story.moved.instant += timedelta(days=1)
        tick()
        tick()
        counts.append(kinds().count("retrieval_reminder"))
    people = counts[2]
    assert people > 0
    assert counts == [people * n for n in (0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3)]
    assert issue_of(reference).state == State.VOID
    assert "notice_void" in kinds()
    refused("notice_fetched", retrieved, story, reference, SIGNATORY)
    provided(story, reference)  # another try is possible
    sound()


def test_nobody_signs_what_the_same_person_has_drafted_under_another_account(story, reference):
    drafted(story, reference)
    with transaction() as session:
        drafter = session.scalars(select(IssuedNotice.drafted_by_id)).one()
        session.execute(update(Account).where(Account.email == FIRST).values(person_id=drafter))
    refused("another_person", signed, story, reference)
    signed(story, reference, SECOND)


def test_it_is_retrieved_once_and_counts_from_that_day(story, reference):
    provided(story, reference)
    retrieved(story, reference, EDITOR)
    with reading() as session:
        day = session.scalars(select(DecisionNotice.notified_on)).one()
    story.moved.instant += timedelta(days=2)
    refused("notice_fetched", retrieved, story, reference, SIGNATORY)
    issue = issue_of(reference)
    with reading() as session:
        assert session.scalars(select(DecisionNotice.notified_on)).one() == day
        assert berlin.local_date(issue.retrieved_at) == day - timedelta(days=1)


def test_what_was_retrieved_is_not_recorded_by_hand(story, reference):
    provided(story, reference)
    retrieved(story, reference, EDITOR)
    day = story.today
    dates = {"issued_on": day, "notified_on": day, "channel": "receipt", "evidence": "Buch"}
    refused("no_notice_open", story.step, REVIEWER, reference, T.RECORD_NOTICE, **dates)


def test_what_is_void_notifies_nobody_of_anything(story, reference):
    provided(story, reference)
    last = issue_of(reference).ends_on
    story.moved.instant = berlin.at_hour(last, 23)
    tick()
    assert issue_of(reference).state == State.PROVIDED
    story.moved.instant += timedelta(hours=1)
    refused("notice_fetched", retrieved, story, reference, SIGNATORY)
    tick()
    assert issue_of(reference).state == State.VOID
    refused("notice_fetched", retrieved, story, reference, SIGNATORY)
    with reading() as session:
        assert session.scalars(select(DecisionNotice)).all() == []
    assert view(story) == ["decision_pending"]
    sound()


def test_a_void_notice_is_a_task_of_two_working_days(story, reference):
    assert waits(story, reference)[0] == "issue"
    drafted(story, reference)
    assert waits(story, reference)[0] == "sign_notice"
    signed(story, reference)
    ends_on = issue_of(reference).ends_on
    assert waits(story, reference) == ("retrieval", ends_on)
    story.moved.instant = berlin.at_hour(ends_on + timedelta(days=1), 8)
    tick()
    again = workdays.add_working_days(story.today, 2)
    assert waits(story, reference) == ("issue", again)
    sound()


def test_a_sent_back_notice_waits_for_its_reviewer_again(story, reference):
    drafted(story, reference)
    story.act(FIRST, lambda s, a: issue_notice.send_back(s, a, reference, "so"))
    assert waits(story, reference)[0] == "issue"
    drafted(story, reference)
    story.act(REVIEWER, lambda s, a: issue_notice.withdraw_notice(s, a, reference))
    assert waits(story, reference)[0] == "issue"
    sound()


def test_a_notice_that_lies_ready_can_be_taken_back_with_a_reason(story, reference):
    provided(story, reference)
    with pytest.raises(NotPermitted):
        recall(story, reference, "so", REVIEWER)
    refused("reason_given", recall, story, reference, " ")
    recall(story, reference, "Ein Betrag stimmt nicht.")
    refused("notice_fetched", retrieved, story, reference, EDITOR)
    assert view(story) == ["decision_pending"]
    assert waits(story, reference)[0] == "issue"
    assert "notice_recalled" in kinds()
    with reading() as session:
        told = session.scalars(select(Notice).where(Notice.kind == "notice_recalled")).all()
    assert {notice.facts["reason"] for notice in told} == {""}
    provided(story, reference)
    refused("reason_given", recall, story, reference, "")
    retrieved(story, reference, EDITOR)
    with pytest.raises(NotFound):
        recall(story, reference, "zu spät")
    sound()


@pytest.mark.parametrize("made", [drafted, provided])
def test_with_its_decision_a_notice_ends(story, reference, made):
    made(story, reference)
    reopen(story, reference)
    assert issue_of(reference).state == State.WITHDRAWN
    assert story._read(reference).state == CaseState.IN_ASSESSMENT
    with pytest.raises(StepRefused):
        retrieved(story, reference, EDITOR)
    told = "notice_recalled" if made is provided else "notice_overtaken"
    assert told in kinds()
    assert view(story) == ["in_assessment"]
    sound()


def test_with_a_withdrawn_application_its_notice_ends(story, reference):
    provided(story, reference)
    story.step(SIGNATORY, reference, T.WITHDRAW, reauthenticated=True)
    assert issue_of(reference).state == State.WITHDRAWN
    assert "notice_overtaken" in kinds()
    tick()
    sound()


def test_a_refused_step_of_the_case_ends_no_notice(story, reference):
    provided(story, reference)
    with pytest.raises(StepRefused):
        story.step(FIRST, reference, T.REOPEN, reason="so", new_decision_due=False)
    assert issue_of(reference).state == State.PROVIDED


@pytest.mark.parametrize("first", ["town", "clock"])
def test_of_retrieval_and_the_end_of_its_time_one_wins(story, reference, first):
    """On the stroke of midnight two transactions overlap; each has read the notice as provided."""
    provided(story, reference)
    issue = issue_of(reference)
    story.moved.instant = berlin.at_hour(issue.ends_on, 23)
    outcome: dict[str, object] = {}

    def void() -> None:
        with transaction() as session:
            outcome["voided"] = issue_notice.by_clock(session, issue.id, "lapse")

    other = threading.Thread(target=void)
    try:
        with transaction() as session:
            case = find.case(session, by_email(session, EDITOR), reference, Details())
            read = open_issue(case)
            story.moved.instant += timedelta(hours=2)
            if first == "clock":
                other.start()
                other.join(2)  # on SQLite it waits for this transaction to end
            retrieve_notice.record_retrieval(case, read)
            if first == "town":
                other.start()
                other.join(1)
    except Outdated:
        outcome["outdated"] = True
    other.join()
    with reading() as session:
        recorded = session.scalars(select(DecisionNotice)).all()
    won = issue_of(reference).state
    assert won == (State.VOID if outcome["voided"] else State.RETRIEVED)
    assert len(recorded) == (won == State.RETRIEVED)
    assert bool(outcome["voided"]) == outcome.get("outdated", False)
    sound()


def test_words_that_were_changed_later_are_found(story, reference):
    provided(story, reference)
    with transaction() as session:
        issue = session.scalars(select(IssuedNotice)).one()
        issue.content = issue.content | {"granted_cents": 1}
    with reading() as session:
        assert any("was not frozen" in one for one in differences(session, digest))
