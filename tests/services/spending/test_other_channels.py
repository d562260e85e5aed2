"""A signed notice goes another way: posted and logged, received, back, or against a receipt."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from funding.db import reading, transaction
from funding.demo.story import REVIEWER
from funding.errors import NotPermitted
from funding.law import berlin, workdays
from funding.models import (
    Answers,
    Application,
    Deadline,
    DecisionNotice,
    Dispatch,
    Notice,
    PostingYear,
)
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.my_cases import my_cases
from funding.queries.operations.verify import differences
from funding.queries.spending.dispatches import Wanted, known_address, posted
from funding.queries.spending.issue_answers import Given
from funding.queries.spending.papers import THE_SETTLEMENT
from funding.services.operations.write_audit import digest
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.spending import issue_notice, send_notice
from funding.services.spending.waive_remedy import waive_remedy
from funding.tasks.tick import tick
from tests.services.attempts import OTHER
from tests.services.spending import changing, remedying
from tests.services.spending.issuing import (
    ADDRESS,
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
from tests.stages import AUDITOR, EDITOR, FIRST, SIGNATORY, bring
from workflows.application import State as CaseState
from workflows.application import Trigger as T
from workflows.core import StepRefused
from workflows.decision_notice import State

RECEIPT = Given(channel="portal_receipt")


@pytest.fixture
def reference(story):
    found = bring(story, CaseState.APPROVED)
    story.moved.instant += timedelta(minutes=10)
    return found


def read(model):
    with reading() as session:
        found = session.scalars(select(model)).all()
        session.expunge_all()
        return found


def kinds(kind):
    with reading() as session:
        return len(session.scalars(select(Notice).where(Notice.kind == kind)).all())


def view(story, email=EDITOR):
    with reading() as session:
        return [c.view for c in my_cases(session, by_email(session, email), story.moved.instant)]


def waits(story, reference):
    case = story._read(reference)
    return case.due_kind, case.due_at and berlin.last_day(case.due_at)


def test_a_letter_is_signed_by_another_logged_and_counts_on_the_day_of_the_law(story, reference):
    to_send(story, reference)
    assert issue_of(reference).state == State.SIGNED
    assert view(story) == ["decision_pending"]
    assert kinds("notice_provided") == 0
    assert kinds("notice_to_send") > 0
    sent(story, reference, evidence="")
    issue, entry, notice = issue_of(reference), read(Dispatch)[0], read(DecisionNotice)[0]
    assert issue.state == State.SERVED
    assert (entry.year, entry.number, entry.posted_on) == (story.today.year, 1, story.today)
    assert (entry.channel, entry.address) == ("post", ADDRESS)
    assert notice.issued_on == story.today
    assert notice.notified_on == story.today + timedelta(days=3)  # 2022: the third day
    assert notice.content == issue.content
    assert notice.evidence.startswith(f"Postausgang {story.today.year}/0001")
    assert view(story) == ["notice_ready"]
    assert waits(story, reference)[0] in {"begin", "remedy"}
    sound()


@pytest.mark.parametrize(("channel", "days"), [("registered", 3), ("mailbox", 3)])
def test_what_has_a_number_counts_by_its_own_rule(story, reference, channel, days):
    to_send(story, reference, channel)
    refused("dispatch_known", sent, story, reference, evidence=" ")
    sent(story, reference, evidence="RR 4711 DE")
    notice = read(DecisionNotice)[0]
    assert (notice.channel, notice.notified_on) == (channel, story.today + timedelta(days=days))
    assert "RR 4711 DE" in notice.evidence
    sound()


def test_who_drafted_does_not_sign_for_paper_either(story, reference):
    drafted(story, reference, way=Given(channel="post", address=ADDRESS))
    with pytest.raises(NotPermitted):
        signed(story, reference, REVIEWER)
    with pytest.raises(StepRefused):
        sent(story, reference)


def test_without_an_address_nothing_goes_out(story, reference):
    for channel, address in (("post", " "), ("deed", "Rathaus"), ("mailbox", "")):
        way = Given(channel=channel, address=address)
        refused("addressed", drafted, story, reference, way=way)
    drafted(story, reference, way=RECEIPT)  # in the portal none is needed


def test_the_address_of_a_letter_is_kept_for_the_next_one_to_the_town(story, reference):
    other = bring(story, CaseState.REJECTED, "graffiti")

    def known():
        with reading() as session:
            return known_address(find.case(session, by_email(session, REVIEWER), other))

    assert known() == "Flöha"
    drafted(story, reference, way=Given(channel="mailbox", address="beBPo Flöha"))
    assert known() == "Flöha"
    story.act(REVIEWER, lambda s, a: issue_notice.withdraw_notice(s, a, reference))
    to_send(story, reference)
    assert known() == ADDRESS
    rerouted(story, reference, "deed", f"Rathaus\n{ADDRESS}")
    assert known() == f"Rathaus\n{ADDRESS}"


def test_paper_needs_no_consent_to_electronic_notification(story, reference):
    with transaction() as session:
        session.execute(update(Answers).values(entries={"electronic_notice": False}))
    refused("electronic_agreed", drafted, story, reference)
    to_send(story, reference)


@pytest.mark.parametrize("days", [-1, 1])
def test_it_leaves_neither_before_its_signature_nor_tomorrow(story, reference, days):
    to_send(story, reference)
    refused("dispatch_known", sent, story, reference, story.today + timedelta(days=days))
    assert read(Dispatch) == read(PostingYear) == []


def test_only_the_holder_sends(story, reference):
    to_send(story, reference)
    for who in (FIRST, EDITOR):
        with pytest.raises(NotPermitted):
            sent(story, reference, who=who)


def test_another_reviewer_than_the_holder_takes_none_of_its_steps(story, reference):
    given = Given("so", channel="deed", address=ADDRESS, on=story.today)

    def by_another(deed, *what):
        refused("is_holder", story.act, OTHER, lambda s, a: deed(s, a, reference, *what) and None)

    to_send(story, reference, "receipt")
    story.act(OTHER, lambda s, a: declare_bias(s, a, reference, biased=False))
    by_another(send_notice.reroute_notice, given)
    by_another(send_notice.dispatch_notice, given)
    sent(story, reference)
    by_another(send_notice.notice_arrived, story.today)
    by_another(send_notice.notice_came_back, given)
    assert issue_of(reference).state == State.SENT


def test_numbers_have_no_gaps_and_begin_anew_each_year(story, reference):
    other = bring(story, CaseState.REJECTED, "graffiti")
    for one in (reference, other):
        to_send(story, one)
    refused("dispatch_known", sent, story, reference, story.today + timedelta(days=1))
    sent(story, other)
    sent(story, reference)
    assert [(e.year, e.number) for e in read(Dispatch)] == [(2022, 1), (2022, 2)]
    with reading() as session:
        actor = by_email(session, AUDITOR)
        rows = posted(session, actor, Wanted(2022))
        assert [row.reference for row in rows] == [other, reference]
        assert posted(session, actor, Wanted(2022, "registered")) == []
        assert posted(session, actor, Wanted(2023)) == []
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(update(Dispatch).values(number=1))
    sound()


def test_two_who_send_at_once_get_two_numbers(story, reference):
    other = bring(story, CaseState.REJECTED, "graffiti")
    for one in (reference, other):
        to_send(story, one)
    given = Given(on=story.today, evidence="")

    def second():
        with transaction() as session:
            send_notice.dispatch_notice(session, by_email(session, REVIEWER), other, given)

    thread = threading.Thread(target=second)
    with transaction() as session:
        send_notice.dispatch_notice(session, by_email(session, REVIEWER), reference, given)
        session.flush()
        thread.start()
        thread.join(1)
    thread.join()
    assert sorted(entry.number for entry in read(Dispatch)) == [1, 2]
    sound()


def test_a_gap_and_a_missing_entry_are_found(story, reference):
    to_send(story, reference)
    sent(story, reference)
    with transaction() as session:
        session.execute(update(PostingYear).values(last_number=2))
    with reading() as session:
        assert any("posting log" in one for one in differences(session, digest))


def test_whoever_is_biased_does_not_find_it_in_the_log(story, reference):
    to_send(story, reference)
    sent(story, reference)
    story.act(AUDITOR, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    with reading() as session:
        assert posted(session, by_email(session, AUDITOR), Wanted(2022)) == []
        assert len(posted(session, by_email(session, FIRST), Wanted(2022))) == 1


def test_a_later_arrival_corrects_the_record_and_the_log_stays(story, reference):
    to_send(story, reference)
    sent(story, reference)
    day = story.today
    story.moved.instant += timedelta(days=9)
    dates = {"notified_on": day + timedelta(days=8), "evidence": "Eingangsstempel"}
    late = {"issued_on": day, "channel": "post"} | dates
    for other in ({"channel": "receipt"}, {"issued_on": day + timedelta(days=1)}):
        refused("notice_dated", story.step, REVIEWER, reference, T.RECORD_NOTICE, **late | other)
    story.step(REVIEWER, reference, T.RECORD_NOTICE, **late)
    notice = read(DecisionNotice)[0]
    assert notice.notified_on == day + timedelta(days=8)
    assert notice.content == issue_of(reference).content
    sound()


def test_what_came_back_notified_nobody_and_goes_another_way(story, reference):
    to_send(story, reference)
    sent(story, reference)
    day = story.today
    story.moved.instant += timedelta(days=7)
    refused("reason_given", came_back, story, reference, reason=" ")
    refused("after_sending", came_back, story, reference, day - timedelta(days=1))
    came_back(story, reference)
    again = workdays.add_working_days(story.today, 2)
    assert issue_of(reference).state == State.RETURNED
    assert waits(story, reference) == ("issue", again)
    assert view(story) == ["decision_pending"]
    assert kinds("notice_came_back") > 0
    kept = read(DecisionNotice)[0]
    assert (kept.returned_on, kept.set_aside_on) == (story.today, story.today)
    running = {d.kind for d in read(Deadline) if d.ended_at is None}
    assert "vwgo75" in running
    assert "remedy" not in running
    sound()
    before = issue_of(reference).content
    rerouted(story, reference, "registered", f"Rathaus\n{ADDRESS}")
    sent(story, reference, evidence="RR 2")
    notice = read(DecisionNotice)
    assert [(one.channel, one.returned_on, one.content) for one in notice] == [
        ("registered", None, before)
    ]
    assert [entry.back_on is not None for entry in read(Dispatch)] == [True, False]
    sound()


def test_what_came_back_can_lie_ready_in_the_portal_next(story, reference):
    to_send(story, reference)
    sent(story, reference)
    came_back(story, reference)
    provided(story, reference)
    retrieved(story, reference, EDITOR)
    assert [one.channel for one in read(DecisionNotice)] == ["portal"]
    sound()


def waived(story, reference):
    given = {"reauthenticated": True}
    story.act(SIGNATORY, lambda s, a: waive_remedy(s, a, reference, given) and None)


@pytest.mark.parametrize("built", [waived, remedying.filed, changing.requested])
def test_once_the_town_has_acted_on_it_nothing_comes_back(story, reference, built):
    to_send(story, reference)
    sent(story, reference)
    story.moved.instant += timedelta(days=4)
    built(story, reference)
    refused("nothing_built_on", came_back, story, reference)


def test_once_the_project_has_begun_nothing_comes_back(story, reference):
    to_send(story, reference)
    sent(story, reference)
    story.go(date(2022, 9, 2))
    tick()
    assert story._read(reference).state == CaseState.IN_PROGRESS
    refused("nothing_built_on", came_back, story, reference)


@pytest.mark.parametrize("channel", ["receipt", "deed"])
def test_a_paper_is_waited_for_and_names_the_day(story, reference, channel):
    to_send(story, reference, channel)
    sent(story, reference)
    assert issue_of(reference).state == State.SENT
    assert read(DecisionNotice) == []
    assert view(story) == ["notice_sent"]
    assert waits(story, reference) == ("issue", story.today + timedelta(days=14))
    day = story.today
    refused("after_sending", arrived, story, reference, day - timedelta(days=1))
    refused("after_sending", arrived, story, reference, day + timedelta(days=1))
    record = {"issued_on": day, "notified_on": day, "channel": channel, "evidence": "so"}
    refused("no_notice_open", story.step, REVIEWER, reference, T.RECORD_NOTICE, **record)
    story.moved.instant += timedelta(days=5)
    arrived(story, reference, day + timedelta(days=2))
    notice = read(DecisionNotice)[0]
    assert (notice.channel, notice.issued_on, notice.notified_on) == (
        channel,
        day,
        day + timedelta(days=2),
    )
    assert read(Dispatch)[0].arrived_on == day + timedelta(days=2)
    sound()


def test_a_paper_that_does_not_come_goes_on_to_the_next_way(story, reference):
    to_send(story, reference, "receipt")
    sent(story, reference)
    came_back(story, reference, reason="Empfangsbekenntnis nicht zurückgesandt")
    rerouted(story, reference, "deed")
    sent(story, reference)
    arrived(story, reference, story.today)
    assert issue_of(reference).state == State.SERVED
    sound()


def test_what_is_on_its_way_can_be_taken_back_and_the_town_is_told(story, reference):
    to_send(story, reference, "receipt")
    sent(story, reference)
    story.act(FIRST, lambda s, a: issue_notice.recall_notice(s, a, reference, "Fehler"))
    assert issue_of(reference).state == State.WITHDRAWN
    assert kinds("notice_recalled") > 0
    sound()


def test_what_nobody_retrieved_goes_by_post_as_it_was_signed(story, reference):
    provided(story, reference)
    issue = issue_of(reference)
    story.moved.instant = berlin.at_hour(issue.ends_on + timedelta(days=1), 8)
    tick()
    refused("goes_out", rerouted, story, reference, "portal_receipt")
    refused("addressed", rerouted, story, reference, "post", " ")
    rerouted(story, reference)
    assert issue_of(reference).sha256 == issue.sha256
    sent(story, reference)
    assert [one.channel for one in read(DecisionNotice)] == ["post"]
    sound()


def test_what_came_back_from_the_former_lead_does_not_go_to_its_successor(story, reference):
    to_send(story, reference)
    sent(story, reference)
    came_back(story, reference)
    with transaction() as session:
        of_case = Application.reference == reference
        session.execute(update(Application).where(of_case).values(lead_key="14523360"))
    refused("names_lead", rerouted, story, reference)


def test_a_signed_notice_is_taken_back_by_who_signs_and_by_nobody_else(story, reference):
    to_send(story, reference)
    dropped = partial(issue_notice.withdraw_notice, key=reference)
    refused("unsigned", story.act, REVIEWER, dropped)
    why = {"key": reference, "reason": "Ein Betrag stimmt nicht."}
    with pytest.raises(NotPermitted):
        story.act(REVIEWER, partial(issue_notice.recall_notice, **why))
    silent = partial(issue_notice.recall_notice, **(why | {"reason": " "}))
    refused("reason_given", story.act, FIRST, silent)
    assert issue_of(reference).state == State.SIGNED
    story.act(FIRST, partial(issue_notice.recall_notice, **why))
    assert issue_of(reference).state == State.WITHDRAWN
    assert kinds("notice_recalled") == 0  # the town never knew of it
    assert kinds("notice_recalled_office") == 1
    sound()


def test_an_auditor_drops_a_final_notice_only_until_it_is_signed(story):
    audited = bring(story, CaseState.AUDITED)
    drop = partial(issue_notice.withdraw_notice, key=audited, subject=THE_SETTLEMENT)
    drafted(story, audited, AUDITOR, about=THE_SETTLEMENT)
    story.act(AUDITOR, drop)
    assert issue_of(audited).state == State.WITHDRAWN
    to_send(story, audited, about=THE_SETTLEMENT)
    refused("unsigned", story.act, AUDITOR, drop)
    assert issue_of(audited).state == State.SIGNED


def test_with_a_reopened_decision_a_signed_notice_ends(story, reference):
    to_send(story, reference)
    given = {"reason": "Ein Betrag stimmt nicht.", "new_decision_due": True}
    story.step(FIRST, reference, T.REOPEN, **given)
    assert issue_of(reference).state == State.WITHDRAWN
    sound()


def test_a_signatory_confirms_receipt_and_it_counts_that_day(story, reference):
    with transaction() as session:
        session.execute(update(Answers).values(entries={"electronic_notice": False}))
    drafted(story, reference, way=RECEIPT)
    signed(story, reference)
    issue = issue_of(reference)
    assert (issue.state, issue.ends_on - issue.provided_on) == (State.PROVIDED, timedelta(days=14))
    assert view(story) == ["notice_to_retrieve"]
    with pytest.raises(NotPermitted):
        acknowledged(story, reference, EDITOR)
    refused("reauthenticated", acknowledged, story, reference, SIGNATORY, reauthenticated=False)
    assert read(DecisionNotice) == []
    acknowledged(story, reference, SIGNATORY)
    notice, issue = read(DecisionNotice)[0], issue_of(reference)
    assert (notice.channel, notice.notified_on) == ("receipt", story.today)
    assert issue.sha256 in notice.evidence
    assert issue.state == State.RETRIEVED
    refused("notice_fetched", acknowledged, story, reference, SIGNATORY)
    sound()


def test_what_nobody_confirms_goes_on_to_the_next_way(story, reference):
    drafted(story, reference, way=RECEIPT)
    signed(story, reference)
    story.moved.instant = berlin.at_hour(issue_of(reference).ends_on + timedelta(days=1), 8)
    refused("notice_fetched", acknowledged, story, reference, SIGNATORY)
    tick()
    assert issue_of(reference).state == State.VOID
    rerouted(story, reference)
    sent(story, reference)
    sound()


def test_what_was_confirmed_through_the_portal_needs_consent(story, reference):
    """Retrieval is another channel: whoever agreed to none is not notified by it."""
    with transaction() as session:
        session.execute(update(Answers).values(entries={"electronic_notice": False}))
    refused("electronic_agreed", drafted, story, reference, way=Given(channel="portal"))
