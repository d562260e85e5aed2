"""Every CHECK of the database says no by itself, whatever the code above it lets through."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import CheckConstraint, select, text, update
from sqlalchemy.exc import IntegrityError

from funding.db import reading, transaction
from funding.db.base import Base
from funding.models import (
    AgendaItem,
    Annex,
    Application,
    Batch,
    BatchItem,
    Change,
    ChangePartner,
    CommitteeSession,
    Deadline,
    Disposal,
    DraftRight,
    Drawdown,
    Hearing,
    InterestClaim,
    InterimGoal,
    InterimLine,
    InterimProof,
    NoticeText,
    Payment,
    Presence,
    ProofCheck,
    Receipt,
    ReceiptJudgement,
    Received,
    Recovery,
    RecoveryRelief,
    Remedy,
    Reminder,
    StoredFile,
)
from funding.queries.accounts.actors import by_email
from funding.services.accounts.wish_mail import wish_mail
from funding.services.reporting.draw_sample import draw_sample
from funding.services.reviewing.ask_opinion import ask_opinion
from funding.services.reviewing.declare_mandate import declare_mandate
from funding.services.reviewing.edit_rules import add_rule
from funding.services.reviewing.write_note import write_note
from funding.services.spending.make_payment_file import keep_file, prepare_file
from tests.away import LEAD, away
from tests.drawing import CASHIER, ordered, paid
from tests.money import blocked, lifted, planned, propose, released
from tests.services.attempts import OTHER
from tests.services.spending import changing, issuing
from tests.stages import AUDITOR, EDITOR, REVIEWER, bring
from workflows.application import State, Trigger

POT = {
    "committed": "committed_cents = -1, paid_cents = -1",
    "not_overspent": "total_cents = reserved_cents + committed_cents - 1",
    "paid": "paid_cents = committed_cents + 1",
    "blocked": "blocked_cents = -1",
    "unblocked": "blocked_cents = total_cents - reserved_cents - committed_cents + 1",
    "reserved": "reserved_cents = -1, total_cents = 0, committed_cents = 0, paid_cents = 0",
}
# name of the constraint → what an UPDATE of its table sets
BREAKS = {
    "ck_change_award": "new_award_cents = 2, old_award_cents = 1",
    "ck_change_lowered": "kind = 'less', old_end = NULL, new_end = NULL WHERE state = 'granted'",
    "ck_change_kind": "kind = 'all', old_end = NULL WHERE kind = 'period'",
    "ck_change_later": "new_end = old_end WHERE kind = 'period'",
    "ck_change_effective": "effective_at = NULL WHERE state = 'granted'",
    "ck_change_period": "old_end = NULL, new_end = NULL WHERE kind = 'period'",
    "ck_change_proposal": "proposal = 'perhaps'",
    "ck_change_state": "state = 'lost', effective_at = NULL",
    "ck_change_two_persons": "decided_by_id = assessed_by_id WHERE state = 'granted'",
    "ck_change_version": "version = -1",
    "ck_change_notice_final_after_notified": "final_on = '2022-01-02'",
    "ck_change_notice_notified_after_issue": "notified_on = '2022-01-01'",
    "ck_change_partner_agreed": "agreed_by_id = NULL",
    "ck_change_partner_agreed_or_declined": "declined = 'x'",
    "ck_change_partner_contribution": "contribution_cents = -1",
    "ck_change_partner_part": "part = 'goes'",
    "ck_change_line_new": "new_cents = -1",
    "ck_change_line_old": "old_cents = -1",
    "ck_hearing_claim": "claim_cents = 0, paid_cents = final_cents",
    "ck_hearing_ground": "ground = 'whim'",
    "ck_hearing_whole_grant": "ground = 'proof_missing'",
    "ck_hearing_renounced": "ended_at = opened_at, ended_by = 'renounce'",
    "ck_hearing_overtaken": "overtaken_at = opened_at",
    "ck_hearing_computed": "claim_cents = claim_cents + 1",
    "ck_hearing_sums": "recognised_cents = -1",
    "ck_hearing_due": "due_on = noted_on",
    "ck_hearing_ended": "ended_at = opened_at, ended_by = NULL",
    "ck_hearing_ended_by": "ended_at = opened_at, ended_by = 'silence'",
    "ck_hearing_dropped": "dropped_at = opened_at",
    "ck_interim_goal_standing": "standing = 'perhaps'",
    "ck_interim_line_actual": "actual_cents = -1",
    "ck_interim_proof_accepted": "state = 'accepted'",
    "ck_interim_proof_handed_in": "handed_in_at = NULL",
    "ck_interim_proof_state": "state = 'lost', accepted_by_id = NULL",
    "ck_interim_proof_version": "version = -1",
    "ck_interest_claim_version": "version = -1",
    "ck_interest_claim_state": "state = 'lost' WHERE state = 'withdrawn'",
    "ck_interest_claim_amount": "amount_cents = 0",
    "ck_interest_claim_two_persons": "decided_by_id = proposed_by_id WHERE state = 'signed'",
    "ck_interest_claim_weighed_by_another": "weighed_by_id = decided_by_id WHERE state = 'signed'",
    "ck_interest_claim_decided": "decided_at = NULL WHERE state = 'signed'",
    "ck_interest_claim_signed": "recovery_id = NULL",
    "ck_interest_claim_dated": "final_on = issued_on, notified_on = remedy_ends_on",
    "ck_interest_claim_given_up_by_two": "state = 'given_up' WHERE state = 'withdrawn'",
    "ck_interest_claim_heard": "heard_at = NULL",
    "ck_interest_claim_heard_by": "heard_by = 'silence' WHERE state = 'signed'",
    "ck_recovery_kind": "kind = 'fine' WHERE kind = 'grant'",
    "ck_recovery_amount": "amount_cents = 0, paid_cents = 0",
    "ck_recovery_paid": "paid_cents = amount_cents + 1",
    "ck_recovery_paid_in_full": "state = 'paid', paid_cents = amount_cents - 1",
    "ck_recovery_version": "version = -1",
    "ck_recovery_state": "state = 'lost'",
    "ck_recovery_dropped": "state = 'dropped'",
    "ck_recovery_relief_kind": "kind = 'pity'",
    "ck_recovery_relief_two_persons": "decided_by_id = proposed_by_id",
    "ck_recovery_relief_decided": "granted = NULL",
    "ck_recovery_relief_deferral": "kind = 'deferral', until_on = NULL",
    "ck_recovery_relief_instalments": "parts = 1",
    "ck_received_amount": "amount_cents = 0",
    "ck_payment_received": "amount_cents = 1 WHERE received_id IS NOT NULL",
    "ck_issued_notice_kind": "kind = 'letter'",
    "ck_issued_notice_provided": "ends_on = provided_on",
    "ck_issued_notice_retrieved": "retrieved_at = NULL",
    "ck_issued_notice_state": "state = 'lost', retrieved_at = NULL",
    "ck_issued_notice_channel": "channel = 'dove'",
    "ck_issued_notice_signed": "signed_by_id = NULL WHERE state = 'retrieved'",
    "ck_dispatch_number": "number = 0",
    "ck_dispatch_channel": "channel = 'portal'",
    "ck_dispatch_arrived": "arrived_on = '2022-01-01'",
    "ck_dispatch_came_back": "back_on = '2022-01-01'",
    "ck_posting_year_last_number": "last_number = 0",
    "ck_issued_notice_two_persons": "signed_by_id = drafted_by_id",
    "ck_issued_notice_version": "version = -1",
    "ck_remedy_kind": "kind = 'letter'",
    "ck_remedy_state": "state = 'lost'",
    "ck_remedy_version": "version = -1",
    "ck_remedy_ended": "state = 'upheld'",
    "ck_remedy_ended_after_filed": "ended_on = '2022-01-01', ended_by_id = recorded_by_id, "
    "state = 'upheld'",
    "ck_call_state": "state = 'ajar'",
    "ck_bank_details_state": "state = 'ajar'",
    "ck_bank_details_version": "version = -1",
    "ck_bank_details_iban": "iban = 'DE1'",
    "ck_bank_details_three_persons": "called_by_id = confirmed_by_id",
    "ck_bank_details_confirmed": "called_by_id = NULL",
    "ck_payment_file_filled": "payments = 0",
    "ck_drawdown_amount": "amount_cents = 0",
    "ck_drawdown_figures": "need_cents = -1",
    "ck_drawdown_version": "version = -1",
    "ck_drawdown_state": "state = 'ajar'",
    "ck_drawdown_four_persons": "paid_by_id = ordered_by_id",
    "ck_drawdown_ordered_by_three": "checked_by_id = NULL",
    "ck_drawdown_paid_by_a_fourth": "value_on = NULL",
    "ck_payment_drawn": "amount_cents = -1",
    "ck_disposal_version": "version = -1",
    "ck_disposal_state": "state = 'lost'",
    "ck_disposal_offered": "offered_on = NULL, answered_on = NULL, state = 'taken_over'",
    "ck_disposal_answer": "answer = 'perhaps'",
    "ck_disposal_answered_after_offer": "answered_on = '2022-01-01'",
    "ck_disposal_taken_over": "archive_reference = ''",
    "ck_disposal_held": "held_at = '2022-01-01'",
    "ck_disposal_deleted_by_two": "state = 'deleted'",
    "ck_call_version": "version = -1",
    "ck_call_window": "closes_at = opens_at",
    "ck_municipality_key_length": "key = '1452214' WHERE key = '14730010'",
    "ck_rule_value_validity": "valid_from = '2022-02-01', valid_to = '2022-01-31'",
    "ck_notice_text_number": "number = 0",
    "ck_notice_text_language": "language = 'fr'",
    "ck_notice_text_typed": "subject = ''",
    "ck_committee_session_version": "version = 0",
    "ck_agenda_item_result": "result = 'perhaps'",
    "ck_agenda_item_amount": "amount_cents = 1",
    "ck_absence_days": "ends_on = '2022-06-01'",
    "ck_absence_deputy": "deputy_id = person_id",
    "ck_assignment_rule_most": "most = 0",
    "ck_assignment_rule_position": "position = 0",
    "ck_batch_item_outcome": "outcome = 'maybe'",
    "ck_signing_limit_amount": "limit_cents = -1",
    "ck_signing_limit_validity": "valid_to = '2018-06-11'",
    "ck_cosignature_ended": "ended_by = 'fill_part'",
    "ck_draft_right_right_code": "right_code = 'sign'",
    "ck_presence_since": "since = '2035-01-01'",
    "ck_account_language": "language = 'fr'",
    "ck_application_decided_by_two": "second_approver_id = NULL",
    "ck_application_first_approval_reserved": (
        "state = 'first_approved', second_approver_id = NULL, reserved_cents = 0 "
        "WHERE state = 'in_progress'"
    ),
    "ck_application_first_decision": "state = 'first_rejected'",
    "ck_application_granted_sum": "approved_cents = approved_cents + 1",
    "ck_application_heard_from": "state = 'hearing', return_to = 'draft' WHERE state = 'in_progress'",
    "ck_application_held": "holder_id = NULL",
    "ck_application_money": "paid_cents = committed_cents + 1",
    "ck_application_requested": "requested_cents = -1",
    "ck_application_return_to": "state = 'info_requested', return_to = 'draft' WHERE state = 'in_progress'",
    "ck_application_state": "state = 'nowhere' WHERE submitted_at IS NOT NULL",
    "ck_application_submitted": "submitted_at = NULL",
    "ck_application_two_persons": "second_approver_id = first_approver_id",
    "ck_role_grant_role": "role = 'king', municipality_key = '14522140'",
    "ck_role_grant_scope": "municipality_key = '14522140' WHERE role = 'reviewer'",
    "ck_annex_ended": "ended_at = added_at",
    "ck_stored_file_scan_state": "scan_state = 'odd'",
    "ck_check_point_verdict": "verdict = 'perhaps'",
    "ck_deadline_one_subject": "call_id = NULL, application_id = NULL",
    "ck_decision_notice_final_after_notified": "final_on = '2022-01-02'",
    "ck_decision_notice_waived": "waived_by_id = (SELECT id FROM person LIMIT 1), waived_on = NULL",
    "ck_decision_notice_kind": "kind = 'oral'",
    "ck_decision_notice_returned": "returned_on = '2022-07-01', set_aside_on = NULL",
    "ck_decision_notice_notified_after_issue": "notified_on = '2022-01-01'",
    "ck_information_request_state": "state = 'lost'",
    "ck_request_extension_ended": "ended_at = NULL",
    "ck_request_extension_granted": "granted_on = NULL",
    "ck_request_extension_state": "state = 'lost', granted_on = NULL",
    "ck_line_amount": "amount_cents = -1",
    "ck_line_eligible_part": "eligible_part_cents = amount_cents + 1",
    "ck_line_kind": "kind = 'gifts'",
    "ck_payment_amount": "amount_cents = 0 WHERE received_id IS NOT NULL",
    "ck_proposal_amount": "amount_cents = 0",
    "ck_proposal_kind": "kind = 'both', amount_cents = 0",
    "ck_notice_sent": "state = 'sent', sent_at = NULL",
    "ck_notice_state": "state = 'gone'",
    "ck_mail_wish_pace": "pace = 'hourly'",
    "ck_mandate_ended": "ended_on = '2022-07-01'",
    "ck_opinion_given": "state = 'given'",
    "ck_opinion_kind": "kind = 'palm reading'",
    "ck_opinion_late": "late = true",
    "ck_opinion_state": "state = 'lost'",
    "ck_opinion_verdict": "verdict = 'perhaps'",
    "ck_opinion_version": "version = -1",
    "ck_note_done": "done_at = '2022-07-01'",
    "ck_proof_goal_reached": "reached = 'perhaps'",
    "ck_proof_line_actual": "actual_cents = -1",
    "ck_receipt_amount": "amount_cents = 0",
    "ck_sample_draw_number": "number = 0",
    "ck_receipt_judgement_cut": "cut_cents = -1, finding = 'privat'",
    "ck_receipt_judgement_reasoned": "cut_cents = 1",
    "ck_proof_check_code": "code = 'factual'",
    "ck_reminder_telling": "telling = 'soon'",
    "ck_request_item_state": "state = 'lost'",
    "ck_score_points": "points = 6",
    "ck_year_plan_change": "change_cents = 0",
    "ck_budget_line_years": "later_cents = total_cents + 1",
    "ck_transfer_amount": "amount_cents = 0",
    "ck_transfer_decided": "decided_at = NULL WHERE state = 'released'",
    "ck_transfer_state": "state = 'lost'",
    "ck_transfer_two_lines": "to_line_id = from_line_id",
    "ck_transfer_two_persons": "decided_by_id = proposed_by_id WHERE state = 'released'",
    "ck_transfer_version": "version = -1",
    "ck_block_amount": "amount_cents = 0",
    "ck_block_lifted": "lifted_by_id = NULL WHERE state = 'lifted'",
    "ck_block_state": "state = 'lost', lifted_at = NULL",
    "ck_block_version": "version = -1",
} | {f"ck_{pot}_{name}": sets for pot in ("envelope", "budget_line") for name, sets in POT.items()}
# The ledger refuses every UPDATE already; a new entry shows its CHECK.
COPIED = {
    "ck_ledger_entry_operation": {"operation": "gift"},
    "ck_ledger_entry_subject": {"application_id": None},
}
# No total below zero breaks only this one: the parts, never below zero, may not exceed it.
IMPLIED = {"ck_envelope_total", "ck_budget_line_total"}
# Whoever breaks the one breaks the other, which SQLite names first.
WIDER = {f"ck_{pot}_not_overspent": f"ck_{pot}_unblocked" for pot in ("envelope", "budget_line")}
CHECKS = {
    str(check.name): table.name
    for table in Base.metadata.sorted_tables
    for check in table.constraints
    if isinstance(check, CheckConstraint)
}


def reclaim(session, case_id, who, story):
    """Have a claim with a relief that another person granted, and what came in for it."""
    other = by_email(session, REVIEWER).person_id
    at, day = story.moved.instant, story.today
    claim = Recovery(
        id=uuid4(), application_id=case_id, kind="grant", state="due", version=1,
        amount_cents=500, paid_cents=100, ordered_at=at, ordered_by_id=who,
        issued_on=day, final_on=day, due_on=day, told=0,
    )  # fmt: skip
    session.add(claim)
    session.flush()
    relief = {"kind": "instalments", "reason": "x", "parts": 2, "from_on": day, "granted": True}
    people = {"proposed_by_id": other, "decided_by_id": who, "proposed_at": at, "decided_at": at}
    session.add(RecoveryRelief(recovery_id=claim.id, number=1, **relief, **people))
    came = {"amount_cents": 100, "value_on": day, "recorded_at": at}
    one = Received(id=uuid4(), recovery_id=claim.id, recorded_by_id=who, **came)
    session.add(one)
    session.flush()
    filed = {"filed_on": day, "court": "x", "recorded_at": at, "recorded_by_id": who}
    pending = {"kind": "award", "round": 1, "state": "pending", "version": 1}
    session.add(Remedy(application_id=case_id, **pending, **filed))
    back = {"amount_cents": -100, "value_on": day, "recorded_at": at}
    session.add(Payment(application_id=case_id, received_id=one.id, **back))


def ask_interest(session, case_id, who, story):
    """Have interest that was claimed, and a proposal that was withdrawn."""
    other = by_email(session, REVIEWER).person_id
    at, day = story.moved.instant, story.today
    later = day + timedelta(days=31)
    claim = Recovery(
        id=uuid4(), application_id=case_id, kind="interest", state="due", version=1,
        amount_cents=5000, paid_cents=0, ordered_at=at, ordered_by_id=who,
        issued_on=day, final_on=later, due_on=later, told=0,
    )  # fmt: skip
    session.add(claim)
    session.flush()
    sums = {"amount_cents": 5000, "floor_cents": 2500, "figures": {"sources": []}}
    common = {"application_id": case_id, "proposed_at": at, "proposed_by_id": other} | sums
    heard = {"heard_at": at, "heard_by": "comment", "decided_at": at, "decided_by_id": who}
    days = {"issued_on": day, "notified_on": day, "remedy_ends_on": later, "final_on": later}
    notice = {"channel": "post", "content": {}, "recovery_id": claim.id}
    signed = common | heard | days | notice
    session.add(InterestClaim(number=1, state="signed", **signed))
    session.add(InterestClaim(number=2, state="withdrawn", **common))


@pytest.fixture
def full(story) -> None:
    """Fill every table that has a CHECK."""
    bring(story, State.COSIGNED)
    asked = bring(story, State.INFO_REQUESTED)
    later = story.today + timedelta(days=30)
    story.step(EDITOR, asked, Trigger.ASK_EXTENSION, ends_on=later, reason="Ferien")
    story.step(REVIEWER, asked, Trigger.GRANT_EXTENSION, ends_on=later)
    story.answer(asked, "Hier.")
    opinion = {"kind": "police", "name": "Revier", "email": "revier@polizei.example"}
    opinion |= {"question": "Wie ist die Lage?", "due_on": later}
    story.act(REVIEWER, lambda s, a: ask_opinion(s, a, asked, **opinion))
    told = bring(story, State.APPROVED, grant=1_000_000)
    issuing.provided(story, told)
    issuing.retrieved(story, told, EDITOR)
    posted = bring(story, State.REJECTED, "graffiti")
    issuing.to_send(story, posted)
    issuing.sent(story, posted)
    reference = bring(story, State.IN_PROGRESS)
    with transaction() as session:
        actor = by_email(session, EDITOR)
        app = session.scalars(select(Application).where(Application.reference == reference)).one()
        own = {"application_id": app.id, "id": uuid4()}
        by = {"uploaded_by_id": actor.account_id, "at": app.created_at}
        session.add(StoredFile(**own, **by, name="a.pdf", size=1, sha256="0" * 64))
        session.flush()
        added = {"added_by_id": actor.account_id, "added_at": app.created_at}
        session.add(Annex(application_id=app.id, slot="other", file_id=own["id"], **added))
        who = {"application_id": app.id, "person_id": actor.person_id}
        session.add(Presence(**who, page="project", since=app.created_at, seen_at=app.created_at))
        session.add(Batch(id=own["id"], account_id=actor.account_id, at=app.created_at))
        session.flush()
        item = {"position": 1, "version": 1, "trigger": "approve_first", "reasons": []}
        session.add(BatchItem(batch_id=own["id"], application_id=app.id, **item))
        meeting = CommitteeSession(
            id=own["id"], call_id=app.call_id, on=app.created_at.date(), title="Sitzung"
        )
        meeting.planned_by_id, meeting.planned_at = actor.person_id, app.created_at
        session.add(meeting)
        session.flush()
        session.add(AgendaItem(session_id=own["id"], application_id=app.id, position=1))
        session.add(
            NoticeText(
                kind="moved_up",
                language="de",
                number=1,
                subject="Betreff",
                body="Text: {url}",
                why="Probe",
                written_at=app.created_at,
                written_by_id=actor.account_id,
            )
        )
        ended = Disposal(application_id=app.id, state="proposed", kept_until=date(2022, 6, 7))
        ended.offered_on = ended.answered_on = date(2022, 6, 8)
        ended.answer, ended.archive_reference = "taken_over", "11125, Nr. 4711"
        session.add(ended)
        own_days = select(Deadline.id).where(Deadline.application_id == app.id)
        version = {"deadline_version": 1, "threshold": "+0d", "told": True, "at": app.created_at}
        session.add(Reminder(deadline_id=session.scalars(own_days).first(), **version))
        session.add(
            DraftRight(
                application_id=app.id,
                municipality_key=app.lead_key,
                person_id=actor.person_id,
                right_code="read",
                set_by_id=actor.account_id,
                set_at=app.created_at,
            )
        )
    story.act(REVIEWER, lambda s, a: wish_mail(s, a, {"funds": "daily"}))
    story.act(REVIEWER, lambda s, a: write_note(s, a, reference, "Rückruf"))
    story.act(REVIEWER, lambda s, a: declare_mandate(s, a, "14730010", "Stadtrat"))
    away(story, REVIEWER, OTHER, days=3)
    rule = {"district_key": None, "field": "violence", "account_id": None, "most": 5}
    story.act(LEAD, lambda s, a: add_rule(s, a, **rule))
    released(story, propose(story))
    lifted(story, blocked(story))
    planned(story)
    planned(story, 0)
    changing.recorded(story, reference, changing.granted(story, reference))
    less = changing.draft(story, reference, "less")
    with transaction() as session:
        who = by_email(session, EDITOR).person_id
        side = {"municipality_key": "14523170", "position": 1, "part": "stays"}
        side |= {"agreed_at": story.moved.instant, "agreed_by_id": who}
        session.add(ChangePartner(change_id=less, **side))
    number = ordered(story, reference, 500_000)
    treasury = ("Kasse", "DE89370400440532013000")
    with reading() as session:
        chosen = session.scalars(select(Drawdown.id)).all()
        prepared = prepare_file(session, by_email(session, CASHIER), treasury, chosen)
    story.act(CASHIER, lambda s, a: keep_file(s, a, prepared).id)
    paid(story, reference, number)
    story.write_proof(reference)
    with transaction() as session:
        who = by_email(session, AUDITOR).person_id
        case_id = session.scalar(select(Application.id).where(Application.reference == reference))
        sums = {"recognised_cents": 1, "final_cents": 1, "paid_cents": 3, "claim_cents": 2}
        days = {"noted_on": story.today, "due_on": story.today + timedelta(days=28)}
        told = {"facts": "x", "opened_at": story.moved.instant, "opened_by_id": who}
        session.add(Hearing(application_id=case_id, number=1, **sums, **days, **told))
        reclaim(session, case_id, who, story)
        ask_interest(session, case_id, who, story)
    with transaction() as session:
        actor = by_email(session, AUDITOR)
        proof_id, receipt_id = session.execute(select(Receipt.proof_id, Receipt.id)).first()
        checked = {"checked_by_id": actor.person_id, "checked_at": story.moved.instant}
        between = InterimProof(
            application_id=case_id,
            year=2022,
            state="handed_in",
            handed_in_at=story.moved.instant,
            handed_in_by_id=actor.person_id,
        )
        session.add(between)
        session.flush()
        line_id = session.scalar(select(Receipt.line_id))
        session.add(InterimGoal(interim_id=between.id, goal="x"))
        session.add(InterimLine(interim_id=between.id, line_id=line_id, actual_cents=1))
        session.add(ProofCheck(proof_id=proof_id, code="formal", **checked))
        judged = {"judged_by_id": actor.person_id, "judged_at": story.moved.instant}
        session.add(ReceiptJudgement(receipt_id=receipt_id, **judged))
    story.act(AUDITOR, lambda s, a: draw_sample(s, a, story.call))


def test_every_check_of_the_models_is_tried():
    assert set(CHECKS) == set(BREAKS) | set(COPIED) | IMPLIED


def test_every_check_refuses_what_breaks_it(full):
    silent = []
    for name, sets in BREAKS.items():
        try:
            with transaction() as session:
                session.execute(text(f"UPDATE {CHECKS[name]} SET {sets}"))  # noqa: S608 - our words
            silent.append(f"{name}: taken")
        except IntegrityError as error:
            if not any(one in str(error.orig) for one in (name, WIDER.get(name, name))):
                silent.append(f"{name}: {error.orig}")
    assert silent == []


def test_of_each_kind_only_one_change_of_a_case_is_open(story):
    reference = bring(story, State.IN_PROGRESS)
    first = changing.granted(story, reference)
    second = changing.draft(story, reference)
    again = update(Change).where(Change.id == first).values(state="assessed", effective_at=None)
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(again)
    with reading() as session:
        assert session.get_one(Change, second).state == "drafted"


def test_the_ledger_takes_no_entry_of_an_unknown_kind(full):
    columns = [c.name for c in Base.metadata.tables["ledger_entry"].columns]
    for name, changed in COPIED.items():
        with reading() as session:
            entry = session.execute(text("SELECT * FROM ledger_entry LIMIT 1")).one()._mapping
            key = str(entry["id"])[:-2] + "ff"
        own = dict(entry) | {"id": key} | changed
        marks = ", ".join(f":{column}" for column in columns)
        insert = text(f"INSERT INTO ledger_entry ({', '.join(columns)}) VALUES ({marks})")  # noqa: S608
        with pytest.raises(IntegrityError, match=name), transaction() as session:
            session.execute(insert, own)
