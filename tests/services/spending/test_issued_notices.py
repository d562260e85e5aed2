"""A notice in the portal: frozen, signed by another, retrieved by the town, or void."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.demo.story import REVIEWER
from funding.errors import NotFound, NotPermitted, Outdated
from funding.models import Answers, Application, DecisionNotice, IssuedNotice, Notice
from funding.queries.accounts.actors import by_email
from funding.queries.applying.my_cases import my_cases
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from funding.services.spending import issue_notice
from funding.tasks.tick import tick
from tests.services.spending.issuing import drafted, issue_of, provided, retrieved, signed
from tests.stages import EDITOR, FIRST, SIGNATORY, bring
from workflows.application import State as CaseState
from workflows.application import Trigger as T
from workflows.core import StepRefused
from workflows.decision_notice import State


@pytest.fixture
def reference(story):
    found = bring(story, CaseState.APPROVED)
    story.moved.instant += timedelta(minutes=10)
    return found


def refused(codes, act, *given):
    with pytest.raises(StepRefused) as refusal:
        act(*given)
    assert {reason.code for reason in refusal.value.reasons} >= {codes}


def kinds(reference=None):
    with reading() as session:
        return list(session.scalars(select(Notice.kind)))


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
    back = lambda why: story.act(FIRST, lambda s, a: issue_notice.send_back(s, a, reference, why))  # noqa: E731
    refused("reason_given", back, " ")
    back("Die Auflage fehlt.")
    assert issue_of(reference).state == State.DRAFTED
    provided(story, reference)
    sound()


def test_of_two_who_sign_at_once_one_is_late(story, reference):
    drafted(story, reference)
    version = issue_of(reference).version
    sign = lambda s, a: issue_notice.sign_notice(s, a, reference, version)  # noqa: E731
    story.act(FIRST, sign)
    with pytest.raises(Outdated):
        story.act("entscheidung2@smi.example", sign)


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
    record = lambda: story.step(REVIEWER, reference, T.RECORD_NOTICE, **dates)  # noqa: E731
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


def test_words_that_were_changed_later_are_found(story, reference):
    provided(story, reference)
    with transaction() as session:
        issue = session.scalars(select(IssuedNotice)).one()
        issue.content = issue.content | {"granted_cents": 1}
    with reading() as session:
        assert any("was not frozen" in one for one in differences(session, digest))
