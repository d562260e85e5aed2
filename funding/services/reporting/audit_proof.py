"""The proof auditor audits, an approver signs, the office settles and closes."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.law import workdays
from funding.models import Application
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reporting.hearings import hearing_of, without_proof
from funding.queries.reporting.sample import cut_cents, judged, sampled
from funding.queries.spending.answers import final_amount, final_notice, overpaid_cents
from funding.queries.spending.papers import THE_SETTLEMENT
from funding.services import step
from funding.services.reporting.final_notice import keep_final
from funding.services.spending.finality import keep_waiting
from funding.services.spending.issue_notice import end_with_decision
from funding.services.spending.record_notice import build_notice, next_final_round, remedy_end
from funding.services.spending.remedy_period import keep_period
from workflows.application import Trigger


def finish_audit(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Recognise expenditure (cents) with a note; the final amount follows from award and rate.

    Where the whole grant is at stake nothing is recognised, and the note tells the reasons.
    """
    case = find.case(session, actor, key, details)
    heard = hearing_of(case)
    if heard is not None and without_proof(case):
        details.setdefault("recognised_cents", 0)
        step.take(case, Trigger.FINISH_AUDIT, version=version, final_cents=0)
        heard.decision = details.get("reason", "").strip()
        return case.application
    found, receipts = sampled(case), judged(case)
    details["sampled"] = found is not None and found.drawn
    details["receipts_judged"] = sum(one.judgement is not None for one in receipts)
    details["cut_cents"] = cut_cents(case)
    step.take(case, Trigger.FINISH_AUDIT, version=version, final_cents=final_amount(case))
    if case.proof is not None:
        case.proof.audit_note = details.get("reason", "")
        case.proof.recognised_cents = details["recognised_cents"]
    return case.application


def return_audit(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Send an audit back to the proof auditor, with reasons."""
    case = find.case(session, actor, key, details)
    end_with_decision(case, THE_SETTLEMENT)
    step.take(case, Trigger.RETURN_AUDIT, version=version, final_cents=None)
    return case.application


def settle(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Sign the settlement and record the final notice; what is not needed is released.

    What was overpaid by less than the limit is waived by it (Kleinbetrag, § 59 SäHO).
    """
    return settle_case(find.case(session, actor, key, details), details, Trigger.SETTLE, version)


def settle_case(
    case: Case, details: Details, trigger: Trigger, version: int | None = None
) -> Application:
    """Settle a case that was found with these details, by the final notice of their days."""
    if details.get("notified_on") and final_notice(case):
        # Nothing can be closed before the final notice is final.
        days = case.rule("issue_days")
        details["deadline_on"] = workdays.add_working_days(remedy_end(case), days)
        details["waived_cents"] = overpaid_cents(case)
        details["settled_cents"] = case.application.final_cents or 0
        keep_final(case, details)
        case.final_notice = build_notice(case, "final", next_final_round(case))
        case.session.add(case.final_notice)
    step.take(case, trigger, version=version)
    keep_period(case, trigger)
    keep_waiting(case, trigger)  # an action against interest goes on beside it
    return case.application


def close_case(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Close a case that is paid, settled and final."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.CLOSE, version=version)
    return case.application
