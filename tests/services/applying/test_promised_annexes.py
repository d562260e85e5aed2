"""A promised annex comes after submission: added, never replacing, told, and its deadline met."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from funding.db import reading, transaction
from funding.definition.annexes import FOLLOWING
from funding.errors import Invalid, NotFound, NotPermitted
from funding.law import berlin
from funding.models import Annex, AuditEntry, Deadline, Notice, RequestItem, Submission
from funding.models.annex import INFECTED, StoredFile
from funding.notices.enclosures import dates_of
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.annexes import annexes_of, follows_on, slots_of
from funding.queries.applying.dossier import dossier
from funding.queries.applying.promises import delivered_later, open_promises
from funding.queries.operations.verify import differences
from funding.services.applying.annexes import add_annex
from funding.services.applying.deliver_annex import deliver_files
from funding.services.applying.keep_answers import Written, keep_answers
from funding.services.applying.store_file import Kept
from funding.services.operations.write_audit import digest
from funding.services.perform import perform
from funding.tasks.tick import tick
from tests.services.attempts import notice
from tests.stages import (
    EDITOR,
    FIRST,
    GRANT,
    PARTNER,
    REVIEWER,
    SECOND,
    SIGNATORY,
    TOWN,
    bring,
    entries,
)
from workflows.application import State, Trigger
from workflows.application.words import PROMISES
from workflows.core import StepRefused

STRANGER = "zeichnung@rodewisch.example"


@pytest.fixture
def reference(story):
    """Bring a case to its check, the next day; every annex that may follow is promised."""
    found = bring(story, State.IN_CHECK)
    story.moved.instant += timedelta(days=1)
    return found


def deliver(reference, *letters, slot="resolution", by=EDITOR, name="Beschluss.pdf"):
    sent = [(Kept(letter * 64, 10), name) for letter in letters or ("a",)]
    with transaction() as session:
        deliver_files(session, by_email(session, by), reference, slot, sent)


def case_of(session, reference, by=EDITOR):
    return find.case(session, by_email(session, by), reference)


def running(reference):
    with reading() as session:
        case = case_of(session, reference)
        return set(
            session.scalars(
                select(Deadline.kind).where(
                    Deadline.application_id == case.application.id,
                    Deadline.ended_at.is_(None),
                    Deadline.kind.like("annex_%"),
                )
            )
        )


def told(kind):
    with reading() as session:
        return session.scalars(select(Notice).where(Notice.kind == kind)).all()


def refused(reference, **how):
    with pytest.raises(StepRefused) as found:
        deliver(reference, **how)
    return {reason.code for reason in found.value.reasons}


def test_each_annex_that_may_follow_has_a_deadline_of_its_own():
    assert tuple(f"annex_{slot}" for slot in FOLLOWING) == PROMISES


def test_what_was_submitted_stays_and_the_file_is_added(story, reference):
    with reading() as session:
        before = session.scalars(select(Submission)).one().content
    deliver(reference)
    with reading() as session:
        case = case_of(session, reference)
        assert session.scalars(select(Submission)).one().content == before
        assert [(one.slot, one.sha256) for one in delivered_later(case)] == [
            ("resolution", "a" * 64)
        ]
        assert follows_on(case, "resolution") is not None
        assert "resolution" not in {one.slot.code for one in open_promises(case)}
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.version.desc())).first()
        assert (entry.trigger, entry.version) == ("deliver_annex", case.application.version)
        assert entry.details == {"slot": "resolution", "files": ["a" * 64]}
        assert differences(session, digest) == []


def test_the_dossier_tells_what_was_promised_and_when_it_came(story, reference):
    deliver(reference)
    with reading() as session:
        found = dossier(case_of(session, reference)).content
    promised = {one["slot"]: one for one in found["promised_annexes"]}
    assert promised["resolution"]["delivered_at"].startswith("2022-06-0")
    assert promised["resolution"]["until"] == "2023-07-12"
    assert promised["job"]["delivered_at"] is None
    assert [one["slot"] for one in found["annexes"]] == ["resolution"]
    assert [one["sha256"] for one in found["files"]] == ["a" * 64]


def test_its_reviewer_and_the_town_are_told_which_annex_came(story, reference):
    deliver(reference)
    [office] = told("annex_delivered")
    assert (office.role, office.facts["annex"]) == ("reviewer", "Ratsbeschluss")
    assert len(told("annex_received")) == 2


def test_nobody_holds_a_case_that_was_just_submitted_so_the_lead_is_told(story):
    reference = bring(story, State.SUBMITTED)
    story.moved.instant += timedelta(hours=1)
    deliver(reference)
    assert [one.role for one in told("annex_delivered")] == ["lead_reviewer"]


def test_once_it_is_proposed_who_proposed_and_who_approved_are_told_too(story):
    reference = bring(story, State.FIRST_APPROVED)
    deliver(reference)
    assert {one.email for one in told("annex_delivered")} == {REVIEWER, FIRST}


def test_delivery_meets_its_own_deadline_and_no_other(story, reference):
    assert running(reference) == set(PROMISES)
    deliver(reference)
    assert running(reference) == set(PROMISES) - {"annex_resolution"}
    with reading() as session:
        one = session.scalars(select(Deadline).where(Deadline.kind == "annex_resolution")).one()
    assert (one.ended_by, one.version) == ("deliver_annex", 1)


def test_the_case_waits_for_what_it_waited_for(story, reference):
    before = story._read(reference)
    deliver(reference)
    after = story._read(reference)
    assert (after.state, after.due_kind, after.due_at) == (
        before.state,
        before.due_kind,
        before.due_at,
    )
    assert after.version == before.version + 1


def test_several_files_of_one_annex_come_together(story, reference):
    deliver(reference, "a", "b", "c", slot="offers")
    with reading() as session:
        assert len(delivered_later(case_of(session, reference))) == 3
    assert refused(reference, slot="offers") == {"annex_missing"}


def test_more_files_than_a_slot_holds_are_refused_and_nothing_is_left(story, reference):
    before = story._read(reference).version
    with pytest.raises(Invalid) as invalid:
        deliver(reference, "a", "b")
    assert [fault.code for fault in invalid.value.faults] == ["files_too_many"]
    assert story._read(reference).version == before


def test_the_same_content_twice_is_recognised(story, reference):
    deliver(reference)
    with pytest.raises(Invalid) as invalid:
        deliver(reference, slot="job")
    assert [fault.code for fault in invalid.value.faults] == ["file_known"]


def test_a_file_with_malware_keeps_no_promise(story, reference):
    deliver(reference)
    with transaction() as session:
        session.execute(update(StoredFile).values(scan_state=INFECTED))
    deliver(reference, "b")
    with reading() as session:
        assert session.scalar(select(func.count(Annex.id))) == 2


def test_of_two_at_once_one_is_told_that_the_annex_has_come(story, reference):
    def attempt(letter):
        try:
            deliver(reference, letter)
        except StepRefused as found:
            return {reason.code for reason in found.reasons}
        return set()

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(attempt, "ab"))
    assert sorted(ends, key=len) == [set(), {"annex_missing"}]
    with reading() as session:
        assert session.scalar(select(func.count(Annex.id))) == 1


def test_only_the_lead_town_delivers(story):
    reference = story.apply("floeha", "Gemeinsam", "violence", 2_000_000, entries())
    with pytest.raises(NotFound):
        deliver(reference, by=STRANGER)
    for other in (PARTNER, REVIEWER):
        with pytest.raises(NotPermitted):
            deliver(reference, by=other)
    deliver(reference, by=SIGNATORY)


def noticed(story, reference):
    """Record the notice, and what the town would see of a decision taken anew."""
    story.moved.instant = story._read(reference).decided_at + timedelta(days=1)
    story.step(REVIEWER, reference, Trigger.RECORD_NOTICE, **notice(story.today))


def reopen(story, reference):
    anew = {"reason": "neu zu entscheiden", "new_decision_due": True}
    story.step(FIRST, reference, Trigger.REOPEN, **anew)


def test_a_decision_that_no_notice_has_told_ends_no_promise(story):
    reference = bring(story, State.FIRST_APPROVED)
    deliver(reference, slot="job")
    with transaction() as session:
        perform(session, by_email(session, SECOND), reference, Trigger.APPROVE_SECOND)
    assert running(reference) == set(PROMISES) - {"annex_job"}
    deliver(reference, "b")
    with transaction() as session:  # within its minutes
        perform(session, by_email(session, SECOND), reference, Trigger.UNDO_DECISION)
    assert running(reference) == set(PROMISES) - {"annex_job", "annex_resolution"}


def test_after_the_notice_nothing_is_delivered_and_nothing_is_waited_for(story):
    reference = bring(story, State.APPROVED)
    noticed(story, reference)
    assert running(reference) == set()
    assert refused(reference) == {"notice_unrecorded"}
    reopen(story, reference)
    assert running(reference) == set(PROMISES)
    deliver(reference, "b")


def test_a_promised_day_that_is_past_is_waited_for_no_more_when_it_is_decided_anew(story):
    reference = bring(story, State.APPROVED)
    noticed(story, reference)
    with transaction() as session:
        case = case_of(session, reference)
        yesterday, today = case.today - timedelta(days=1), case.today
        for slot, day in (("annex_later_resolution", yesterday), ("annex_later_job", today)):
            case.answers.keep(slot, day.isoformat())
    reopen(story, reference)
    assert running(reference) == set(PROMISES) - {"annex_resolution"}


def test_what_came_at_the_instant_of_submission_was_submitted(story):
    reference = story.write(TOWN, "Mit Beschluss", "violence", GRANT)
    with transaction() as session:
        add_annex(
            session, by_email(session, EDITOR), reference, "resolution", Kept("a" * 64, 9), "B.pdf"
        )
    story.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)
    with reading() as session:
        case = case_of(session, reference)
        assert [one.at for one in annexes_of(case)] == [case.application.submitted_at]
        assert delivered_later(case) == []


def test_a_proposal_stands_when_a_promised_annex_comes(story):
    reference = bring(story, State.REVIEWED)
    deliver(reference)
    story.step(FIRST, reference, Trigger.APPROVE_FIRST)
    assert story._read(reference).state == State.FIRST_APPROVED


def test_an_agreement_that_is_said_to_follow_is_a_promise_too(story, reference):
    with transaction() as session:
        case = case_of(session, reference)
        case.answers.entries = {}
        case.answers.together, case.answers.agreement = True, "planned"
        case.answers.agreement_on = case.today + timedelta(days=3)
    with reading() as session:
        case = case_of(session, reference)
        assert [(p.slot.code, p.on) for p in open_promises(case)] == [
            ("agreement", case.today + timedelta(days=3))
        ]
        follows = {one.slot.code: one.follows for one in slots_of(case)}
        assert follows["agreement"] == case.today + timedelta(days=3)
    deliver(reference, slot="agreement")


def test_what_the_office_asked_for_meanwhile_meets_the_deadline_too(story, reference):
    answer_with_file(story, reference)
    assert "annex_resolution" not in running(reference)
    assert refused(reference) == {"annex_missing"}


def answer_with_file(story, reference):
    """Let the office ask about the annex, and the town answer with a file."""
    story.ask(reference, ["Bitte den Beschluss."])
    with transaction() as session:
        session.execute(update(RequestItem).values(field_key="a11.ratsbeschluss"))
        item = session.scalars(select(RequestItem.id)).one()
        actor = by_email(session, EDITOR)
        written = [Written(item, "", kept=Kept("f" * 64, 3), file_name="B.pdf")]
        version = case_of(session, reference).application.version
        keep_answers(session, actor, reference, written, version, send=True)


def test_the_town_is_reminded_a_week_before_and_the_passed_day_ends_nothing(story, reference):
    story.moved.instant = berlin.at_hour(story.today.replace(year=2023, month=7, day=5), 9)
    tick()
    assert {one.facts["deadline"] for one in told("annex_reminder")} >= {"Zugesagt: Ratsbeschluss"}
    before = story._read(reference).state
    story.moved.instant += timedelta(days=30)
    tick()
    assert story._read(reference).state == before
    assert "annex_resolution" in running(reference)
    deliver(reference)


def test_the_receipt_brings_the_promised_days_into_the_calendar(story, reference):
    [letter] = [one for one in told("application_received") if one.role == "applicant_editor"][:1]
    calendar = dates_of(letter, "https://portal.example").content.decode()
    assert "Zugesagt: Ratsbeschluss" in calendar
    assert "DTSTART;VALUE=DATE:20230712" in calendar
    assert calendar.count("BEGIN:VEVENT") == 2 + len(PROMISES)
