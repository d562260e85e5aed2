"""Changes after the decision: asked, questioned, noted, or granted by another person."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.errors import Invalid, NotFound, NotPermitted, Outdated
from funding.models import Application, AuditEntry, Change, DecisionNotice, Line, Notice, RoleGrant
from funding.models.role import Role
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.queries.reporting.figures import figures
from funding.services.operations.write_audit import digest
from funding.services.perform import perform
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.spending import ask_change, decide_change
from funding.tasks.tick import tick
from tests.services.attempts import OTHER
from tests.services.spending import changing as c
from tests.stages import EDITOR, FIRST, REVIEWER, SECOND, SIGNATORY, bring
from workflows.application import State, Trigger
from workflows.change import State as ChangeState
from workflows.core import StepRefused

STRANGER = "zeichnung@rodewisch.example"


@pytest.fixture
def reference(play):
    return bring(play, State.IN_PROGRESS)


def told(kind):
    with reading() as session:
        return sorted(session.scalars(select(Notice.email).where(Notice.kind == kind)))


def spoil(model, **values):
    with transaction() as session:
        session.execute(update(model).values(**values))


def test_a_later_end_is_asked_for_assessed_and_granted_by_another_person(story):
    reference = bring(story, State.IN_PROGRESS)
    before = c.running(reference)
    key = c.draft(story, reference)
    assert told("change_received") == []
    c.write(story, reference, key, new_end=c.NEW_END)
    c.sign(story, reference, key)
    assert told("change_received") == [EDITOR, SIGNATORY]
    assert told("change_available") == [REVIEWER]
    assert c.change(key).due_on == c.running(reference)["change_assess"]
    c.assess(story, reference, key)
    assert SECOND in told("change_to_decide")
    assert "change_assess" not in c.running(reference)
    assert c.running(reference)["change_approve"] == c.change(key).due_on
    assert c.case_of(reference)[0] == date(2022, 12, 31)
    c.decide(story, reference, key)
    assert told("change_granted") == [EDITOR, SIGNATORY]
    assert told("change_decided_office") == [REVIEWER]
    ends_on, proof_due, _lines = c.case_of(reference)
    after = c.running(reference)
    assert ends_on == c.NEW_END == after["period_end"]
    assert proof_due == date(2023, 10, 2) == after["proof"]
    assert {k: d for k, d in after.items() if k not in ("period_end", "proof")} == {
        k: d for k, d in before.items() if k not in ("period_end", "proof")
    }
    with reading() as session:
        assert differences(session, digest) == []
        case = session.scalars(select(Application).where(Application.reference == reference)).one()
        frozen = AuditEntry.subject_id == key
        steps = session.scalars(select(AuditEntry.trigger).where(frozen).order_by(AuditEntry.at))
        assert list(steps) == ["request", "assess", "grant"]
    assert case.state == State.IN_PROGRESS


def test_the_proof_is_asked_for_after_the_new_end_and_not_after_the_old(play, reference):
    c.granted(play, reference)
    play.go(date(2023, 1, 3))
    assert play._read(reference).state == State.IN_PROGRESS
    play.go(date(2023, 4, 3))
    assert play._read(reference).state == State.REPORT_DUE


def test_while_a_later_end_is_asked_for_the_period_does_not_end(play, reference):
    play.go(date(2022, 12, 20))
    key = c.requested(play, reference)
    play.go(date(2023, 1, 3))
    assert play._read(reference).state == State.IN_PROGRESS
    c.assess(play, reference, key, proposal="refuse")
    c.decide(play, reference, key, grant=False, reason="Das Haushaltsjahr ist vorbei.")
    assert told("change_refused") == [EDITOR, SIGNATORY]
    tick()
    assert play._read(reference).state == State.REPORT_DUE


def test_without_a_later_end_asked_for_the_period_ends(play, reference):
    """Negative control: a draft of the town keeps nothing up."""
    play.go(date(2022, 12, 20))
    c.draft(play, reference)
    play.go(date(2023, 1, 3))
    assert play._read(reference).state == State.REPORT_DUE


def test_an_end_before_the_beginning_of_the_project_moves_what_begins_later(play):
    reference = bring(play, State.APPROVED)
    play.notice(reference, play.today)
    if play._read(reference).state == State.APPROVED:
        c.granted(play, reference)
        assert "period_end" not in c.running(reference)
    play.go(date(2022, 9, 5))
    assert c.running(reference)["period_end"] == c.NEW_END


@pytest.mark.parametrize("state", [State.APPROVED, State.REPORT_DUE, State.REPORTED])
def test_a_later_end_is_asked_for_between_notice_and_end_only(play, state):
    reference = bring(play, state)
    with pytest.raises(Invalid, match="change_not_now"):
        c.draft(play, reference)


def test_a_shift_is_possible_until_the_proof_is_handed_in(play):
    reference = bring(play, State.REPORT_DUE)
    key = c.requested(play, reference, "shift", lines=c.shifted(reference, -1_000, 1_000, 0))
    assert c.change(key).state == ChangeState.REQUESTED


def test_a_change_needs_a_notice_that_stands(play, reference):
    key = c.draft(play, reference)
    c.write(play, reference, key, new_end=c.NEW_END)
    spoil(DecisionNotice, notified_on=play.today + timedelta(days=1), final_on=date(2023, 1, 1))
    with pytest.raises(StepRefused, match="change_possible"):
        c.sign(play, reference, key)


def test_of_each_kind_only_one_change_is_open(play, reference):
    key = c.draft(play, reference)
    c.draft(play, reference, "shift")
    with pytest.raises(Invalid, match="change_open"):
        c.draft(play, reference)
    c.take_back(play, reference, key, EDITOR)
    assert c.draft(play, reference) != key


def test_only_a_signatory_sends_a_change_and_only_signed(play, reference):
    key = c.draft(play, reference)
    c.write(play, reference, key, new_end=c.NEW_END)
    with pytest.raises(NotPermitted):
        c.sign(play, reference, key, EDITOR)
    with pytest.raises(StepRefused, match="reauthenticated"):
        c.sign(play, reference, key, reauthenticated=False)
    c.sign(play, reference, key)


def test_a_change_needs_a_reason(play, reference):
    key = c.draft(play, reference)
    c.write(play, reference, key, new_end=c.NEW_END, reason="  ")
    with pytest.raises(StepRefused, match="reason_given"):
        c.sign(play, reference, key)


def test_a_new_end_is_later_than_the_old_and_within_the_rules(play, reference):
    key = c.draft(play, reference)
    with pytest.raises(StepRefused, match="later_period"):
        c.sign(play, reference, key)  # none is written yet
    for sooner in (date(2022, 12, 31), date(2022, 10, 1)):
        with pytest.raises(Invalid, match="end_not_later"):
            c.write(play, reference, key, new_end=sooner)
    c.write(play, reference, key, new_end=date(2024, 1, 1))  # after the year that follows the call
    with pytest.raises(StepRefused, match="later_period"):
        c.sign(play, reference, key)
    c.write(play, reference, key, new_end=date(2023, 12, 31))
    c.sign(play, reference, key)


def test_a_shift_stays_within_the_sum_of_the_year(play, reference):
    key = c.draft(play, reference, "shift")
    with pytest.raises(StepRefused, match="shift_sound"):
        c.sign(play, reference, key)  # nothing is shifted yet
    for spoiled in ((1, 0, 0), (-1_000, 1_001, 0)):
        c.write(play, reference, key, lines=c.shifted(reference, *spoiled))
        with pytest.raises(StepRefused, match="shift_sound"):
            c.sign(play, reference, key)
    c.write(play, reference, key, lines=c.shifted(reference, -1_000, 1_000, 0))
    c.sign(play, reference, key)


def test_no_line_falls_below_zero(play, reference):
    key = c.draft(play, reference, "shift")
    first = c.line_ids(reference)[0]
    with pytest.raises(Invalid, match="amount_unreadable"):
        c.write(play, reference, key, lines={first: -1})


@pytest.mark.parametrize("spoil_line", [{"eligible": False}, {"eligible_part_cents": 1}])
def test_money_is_shifted_among_wholly_eligible_lines_only(play, reference, spoil_line):
    key = c.draft(play, reference, "shift")
    lines = c.shifted(reference, 0, -1_000, 1_000)
    last = c.line_ids(reference)[2]
    with transaction() as session:
        session.execute(update(Line).where(Line.id == last).values(**spoil_line))
    with pytest.raises(Invalid, match="line_not_movable"):
        c.write(play, reference, key, lines=lines)


def test_a_shift_within_the_rules_is_noted_and_one_beyond_needs_consent(play, reference):
    fees = c.case_of(reference)[2][1]
    most = fees * 20 // 100
    key = c.requested(play, reference, "shift", lines=c.shifted(reference, -most, most, 0))
    with pytest.raises(StepRefused, match="decision_needed"):
        c.assess(play, reference, key)
    c.note(play, reference, key)
    assert told("change_noted") == [EDITOR, SIGNATORY]
    assert c.case_of(reference)[2][1] == fees + most
    # What is noted adds up to no more than the rules leave to the town.
    again = c.requested(play, reference, "shift", lines=c.shifted(reference, -1, 1, 0))
    with pytest.raises(StepRefused, match="consent_not_needed"):
        c.note(play, reference, again)
    c.assess(play, reference, again)
    c.decide(play, reference, again)
    # What was consented to is the plan from which is counted now.
    third = c.requested(play, reference, "shift", lines=c.shifted(reference, -1, 1, 0))
    c.note(play, reference, third)


def test_less_spending_is_noted_and_leaves_plan_and_grant(play, reference):
    before = c.case_of(reference)
    granted = play._read(reference).approved_cents
    key = c.draft(play, reference, "less")
    c.write(play, reference, key, lines=c.shifted(reference, 1_000, -2_000, 0))
    with pytest.raises(StepRefused, match="less_sound"):
        c.sign(play, reference, key)
    c.write(play, reference, key, lines=c.shifted(reference, 0, -2_000, 0))
    c.sign(play, reference, key)
    c.note(play, reference, key, text="Die Abrechnung folgt dem Verwendungsnachweis.")
    assert c.case_of(reference) == before
    assert play._read(reference).approved_cents == granted


def test_who_assesses_a_change_does_not_decide_it(play, reference):
    key = c.requested(play, reference)
    c.assess(play, reference, key)
    with transaction() as session:
        account = by_email(session, REVIEWER).account_id
        session.add(RoleGrant(account_id=account, role=Role.APPROVER))
    for grant in (True, False):
        with pytest.raises(StepRefused, match="another_person"):
            c.decide(play, reference, key, REVIEWER, grant=grant, reason="so ist es")
    c.decide(play, reference, key, FIRST)


def test_an_approver_sends_a_change_back_and_it_is_assessed_anew(story):
    reference = bring(story, State.IN_PROGRESS)
    key = c.requested(story, reference)
    c.assess(story, reference, key)
    story.go(story.today + timedelta(days=1))
    c.send_back(story, reference, key)
    kept, days = c.change(key), c.running(reference)
    assert (kept.state, kept.sent_back) == (ChangeState.REQUESTED, "Die Wirkung fehlt.")
    assert kept.due_on == days["change_assess"] > c.change(key).requested_at.date()
    assert "change_approve" not in days
    assert told("change_sent_back") == [REVIEWER]
    with pytest.raises(StepRefused, match="wrong_state"):
        c.decide(story, reference, key)
    c.assess(story, reference, key, proposal="refuse", reason="Die Wirkung ist jetzt belegt.")
    assert c.change(key).sent_back == ""
    c.decide(story, reference, key)
    with reading() as session:
        assert differences(session, digest) == []


def test_the_period_of_assessment_starts_anew_with_what_is_sent_back(play, reference):
    key = c.requested(play, reference)
    first = c.change(key).due_on
    c.assess(play, reference, key)
    play.go(play.today + timedelta(days=7))
    c.send_back(play, reference, key)
    assert c.change(key).due_on > first


def test_a_change_is_sent_back_with_a_reason_and_by_another_person_only(play, reference):
    key = c.requested(play, reference)
    with pytest.raises(StepRefused, match="wrong_state"):
        c.send_back(play, reference, key)
    c.assess(play, reference, key)
    with pytest.raises(StepRefused, match="reason_given"):
        c.send_back(play, reference, key, reason=" ")
    with transaction() as session:
        account = by_email(session, REVIEWER).account_id
        session.add(RoleGrant(account_id=account, role=Role.APPROVER))
    with pytest.raises(StepRefused, match="another_person"):
        c.send_back(play, reference, key, REVIEWER)
    c.send_back(play, reference, key, FIRST)


def test_nobody_but_an_approver_sends_a_change_back(play, reference):
    key = c.requested(play, reference)
    c.assess(play, reference, key)
    for email, refusal in ((REVIEWER, NotPermitted), (SIGNATORY, NotPermitted)):
        with pytest.raises(refusal):
            c.send_back(play, reference, key, email)
    c.send_back(play, reference, key)


def test_a_refusal_needs_reasons(play, reference):
    key = c.requested(play, reference)
    with pytest.raises(StepRefused, match="reason_given"):
        c.assess(play, reference, key, reason=" ")
    c.assess(play, reference, key)
    with pytest.raises(StepRefused, match="reason_given"):
        c.decide(play, reference, key, grant=False, reason=" ")


def test_only_who_holds_the_case_works_on_a_change(play, reference):
    key = c.requested(play, reference)
    c.free_of_bias(play, reference, OTHER)
    for deed in (c.ask, c.assess):
        with pytest.raises(StepRefused, match="is_holder"):
            deed(play, reference, key, who=OTHER)
    with pytest.raises(NotPermitted):
        c.assess(play, reference, key, who=SECOND)


def test_who_is_biased_knows_of_no_change(play, reference):
    key = c.requested(play, reference)
    c.assess(play, reference, key)
    play.act(SECOND, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    with pytest.raises(NotFound):
        c.decide(play, reference, key)
    c.decide(play, reference, key, FIRST)


def test_another_town_finds_no_change_and_no_case_that_of_another(play):
    other = bring(play, State.SUBMITTED)
    reference = bring(play, State.IN_PROGRESS)
    key = c.draft(play, reference)
    with pytest.raises(NotFound):
        play.act(STRANGER, lambda s, a: ask_change.draft_change(s, a, reference, "shift"))
    with pytest.raises(NotFound):
        c.sign(play, reference, key, STRANGER)
    with pytest.raises(NotFound):
        c.sign(play, other, key)
    with pytest.raises(NotFound):  # the office knows of no draft
        c.assess(play, reference, key)


def test_a_question_stops_the_office_and_is_answered_by_the_town(play, reference):
    key = c.requested(play, reference)
    with pytest.raises(StepRefused, match="question_worded"):
        c.ask(play, reference, key, " ")
    c.ask(play, reference, key)
    days = c.running(reference)
    assert "change_assess" not in days
    assert days["change_answer"] == c.change(key).due_on
    assert told("change_questioned") == [EDITOR, SIGNATORY]
    with pytest.raises(StepRefused, match="question_answered"):
        c.sign(play, reference, key)
    c.write(play, reference, key, new_end=c.NEW_END, answer="Die Ausschreibung.")
    c.sign(play, reference, key)
    assert "change_answer" not in c.running(reference)
    assert c.change(key).state == ChangeState.REQUESTED


def test_a_question_that_nobody_answers_goes_back_to_the_office(play, reference):
    key = c.requested(play, reference)
    c.ask(play, reference, key)
    last = c.change(key).due_on
    with pytest.raises(StepRefused, match="change_overdue"), transaction() as session:
        decide_change.lapse_change(session, key)
    play.go(last)
    assert c.change(key).state == ChangeState.QUESTIONED
    assert set(told("change_reminder")) == {EDITOR, SIGNATORY}
    play.go(last + timedelta(days=1))
    assert c.change(key).state == ChangeState.REQUESTED
    assert told("change_lapsed") == [EDITOR, SIGNATORY]
    assert told("change_lapsed_office") == [REVIEWER]
    assert "change_assess" in c.running(reference)


def test_a_signed_change_is_taken_back_by_a_signatory(play, reference):
    key = c.requested(play, reference)
    with pytest.raises(NotPermitted):
        c.take_back(play, reference, key, EDITOR)
    with pytest.raises(StepRefused, match="reauthenticated"):
        c.take_back(play, reference, key, reauthenticated=False)
    c.take_back(play, reference, key)
    assert told("change_withdrawn") == [REVIEWER]
    assert not [kind for kind in c.running(reference) if kind.startswith("change_")]


def test_a_draft_is_dropped_in_silence(play, reference):
    key = c.draft(play, reference)
    c.take_back(play, reference, key, EDITOR, reauthenticated=False)
    assert c.change(key).state == ChangeState.WITHDRAWN
    assert told("change_withdrawn") == []


def test_of_two_changes_the_deadline_of_the_first_runs(play, reference):
    c.requested(play, reference)
    first = c.running(reference)["change_assess"]
    play.go(play.today + timedelta(days=5))
    second = c.requested(play, reference, "less", lines=c.shifted(reference, -1, 0, 0))
    assert c.change(second).due_on > first == c.running(reference)["change_assess"]


def test_no_proof_is_handed_in_while_a_change_is_open(play):
    reference = bring(play, State.REPORT_DUE)
    key = c.requested(play, reference, "shift", lines=c.shifted(reference, -100, 100, 0))
    with pytest.raises(StepRefused, match="no_open_change"):
        play.report(reference)
    c.note(play, reference, key)
    play.step(SIGNATORY, reference, Trigger.REPORT, reauthenticated=True)


def test_a_proof_signed_at_the_same_moment_comes_too_late(play):
    reference = bring(play, State.REPORT_DUE)
    play.write_proof(reference)
    key = c.draft(play, reference, "shift")
    c.write(play, reference, key, lines=c.shifted(reference, -100, 100, 0))
    with reading() as session:  # read before the change is sent, as in a page that is open
        case = find.case(session, by_email(session, SIGNATORY), reference)
        read = case.application.version
    c.sign(play, reference, key)
    signed = {"reauthenticated": True}
    with pytest.raises(Outdated):
        play.act(SIGNATORY, lambda s, a: perform(s, a, reference, Trigger.REPORT, signed, read))


def test_no_case_is_closed_while_a_change_is_open(play):
    reference = bring(play, State.SETTLING)
    play.pay_rest(reference)
    play.go(play.today + timedelta(days=45))
    with transaction() as session:
        case = session.scalars(select(Application).where(Application.reference == reference)).one()
        who = by_email(session, EDITOR).person_id
        own = {"application_id": case.id, "round": case.round, "kind": "less"}
        begun = {"drafted_by_id": who, "drafted_at": case.created_at}
        session.add(
            Change(state=ChangeState.REQUESTED, requested_at=case.created_at, **own, **begun)
        )
    with pytest.raises(StepRefused, match="no_open_change"):
        play.close(reference)
    spoil(Change, state="withdrawn")
    play.close(reference)


def test_the_proof_is_measured_against_the_plan_as_it_was_changed(play):
    reference = bring(play, State.REPORT_DUE)
    c.granted(play, reference, "shift", lines=c.shifted(reference, -100_000, 100_000, 0))
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        planned = [row.planned for row in figures(case)]
        submitted = [line.amount_cents for line in case.lines]
    changed = [new - old for new, old in zip(planned, submitted, strict=True)]
    assert changed == [-100_000, 100_000, 0]


def test_who_read_an_older_version_changes_nothing(play, reference):
    key = c.requested(play, reference)
    with pytest.raises(Outdated):
        play.act(
            REVIEWER,
            lambda s, a: decide_change.note_change(s, a, reference, key, note="", version=0),
        )


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"new_end": date(2023, 12, 31)}, "a later end was granted, and another is kept"),
        ({"state": "assessed", "effective_at": None}, "the audit says granted"),
        ({"assessed_by_id": None, "state": "noted"}, "are not those of the audit"),
    ],
)
def test_verify_sees_a_change_that_is_not_what_the_audit_says(play, reference, values, told):
    c.granted(play, reference)
    spoil(Change, **values)
    with reading() as session:
        assert any(told in found for found in differences(session, digest))


def test_two_who_begin_a_change_at_once_begin_one(story):
    """The check-and-insert holds the case; the index is behind it (tests/models)."""
    reference = bring(story, State.IN_PROGRESS)

    def begin(email):
        try:
            with transaction() as session:
                return ask_change.draft_change(session, by_email(session, email), reference, "less")
        except Invalid:
            return None

    with ThreadPoolExecutor(4) as pool:
        begun = list(pool.map(begin, [EDITOR, SIGNATORY] * 4))
    assert sum(one is not None for one in begun) == 1
    with reading() as session:
        assert len(session.scalars(select(Change)).all()) == 1


def test_two_approvers_at_once_decide_once(story):
    reference = bring(story, State.IN_PROGRESS)
    key = c.requested(story, reference)
    c.assess(story, reference, key)
    version = c.change(key).version

    def decide(task):
        email, grant = task
        given = {"grant": grant, "reason": "so ist es", "version": version}
        try:
            with transaction() as session:
                decide_change.decide_change(
                    session, by_email(session, email), reference, key, **given
                )
        except (Outdated, StepRefused):
            return 0
        return 1

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(decide, [(FIRST, True), (SECOND, False)])) == 1
    with reading() as session:
        assert differences(session, digest) == []
