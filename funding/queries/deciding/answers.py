"""Answers to the questions that steps of deciding ask."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from funding.models import Account, AuditEntry, Municipality, RoleGrant
from funding.models.role import Role
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.deciding import compared, signing
from funding.words.text import Text
from workflows.application import Deed, State


def proposal_is_grant(case: Case) -> bool:
    """Is a grant proposed?"""
    return case.proposal is not None and case.proposal.kind == "grant"


def reservation_stands(case: Case) -> bool:
    """Is the proposed amount reserved?"""
    proposed = case.proposal.amount_cents if case.proposal else 0
    return 0 < proposed == case.application.reserved_cents


def within_limit(case: Case) -> bool:
    """Is the amount within the person's signing limit?"""
    own = signing.limit_of(case.session, case.actor.person_id, case.today)
    return own.covers(signing.amount(case))


def approval_follows(case: Case) -> bool:
    """Will the amount need one more approval after the next?"""
    return len(signing.missing(case)) > 1


def approval_is_last(case: Case) -> bool:
    """Is the next approval the last that the amount needs?"""
    return not approval_follows(case)


def unchanged(case: Case) -> bool:
    """Is the case as it was proposed, and as those who approved it saw it?"""
    if case.proposal is None:
        return False
    loud = (
        select(AuditEntry.id)
        .where(
            AuditEntry.workflow == "application",
            AuditEntry.subject_id == case.application.id,
            AuditEntry.version > case.proposal.case_version,
            AuditEntry.trigger.in_(("edit", "answer", "answer_late", "succeed")),
        )
        .limit(1)
    )
    return case.session.scalar(loud) is None and not compared.since_signed(case)


def funds_released(case: Case) -> bool:
    """Has the budget officer confirmed the funds of the line?"""
    return case.budget_line is not None and case.budget_line.confirmed_at is not None


def undo_in_time(case: Case) -> bool:
    """Is it within the minutes of the rule, by the same approver, with nothing drafted yet?"""
    app = case.application
    if app.decided_at is None or app.second_approver_id != case.actor.person_id:
        return False
    in_time = case.now < app.decided_at + timedelta(minutes=case.rule("undo_minutes"))
    proposed = case.proposal.amount_cents if case.proposal and app.state == State.REJECTED else 0
    return in_time and case.notice is None and proposed <= case.available_cents


def undo_over(case: Case) -> bool:
    """Are the minutes of the rule over in which the decision could be taken back?"""
    decided_at = case.application.decided_at
    over = timedelta(minutes=case.rule("undo_minutes"))
    return decided_at is None or case.now >= decided_at + over


def notice_unrecorded(case: Case) -> bool:
    """Is no notice of the decision on record?"""
    return case.notice is None


def new_decision_due(case: Case) -> bool:
    """Was the notice set aside, or must a new decision be taken?"""
    return case.details is None or bool(case.given("new_decision_due"))


def cessation_proposed(case: Case) -> bool:
    """Has a reviewer who is not biased proposed to discontinue the case?"""
    return any(
        done.deed == Deed.PROPOSED_CESSATION and done.person_id not in case.biased
        for done in case.surroundings.hands
    )


def successor_named(case: Case) -> bool:
    """Does the register name the successor of the lead?"""
    lead = case.session.get_one(Municipality, case.application.lead_key)
    if lead.successor_key is None:
        return False
    return case.details is None or case.given("successor_key") == lead.successor_key


def successor_agreed(case: Case) -> bool:
    """Has a signatory of the successor confirmed?"""
    if case.details is None:
        return True
    found = case.session.scalar(
        select(Account.id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(
            Account.id == case.given("successor_signatory_id"),
            Account.active.is_(True),
            RoleGrant.role == Role.APPLICANT_SIGNATORY,
            RoleGrant.municipality_key == case.given("successor_key"),
        )
        .limit(1)
    )
    return found is not None


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (
        proposal_is_grant,
        reservation_stands,
        within_limit,
        approval_follows,
        approval_is_last,
        unchanged,
        funds_released,
        undo_in_time,
        undo_over,
        notice_unrecorded,
        new_decision_due,
        cessation_proposed,
        successor_named,
        successor_agreed,
    )
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    if code == "within_limit":
        own = signing.limit_of(case.session, case.actor.person_id, case.today)
        others = ", ".join(signing.could_sign(case)) or "–"
        return {"limit": own.cents or 0, "amount": signing.amount(case), "others": others}
    if code == "unchanged":
        found = compared.in_one_line(compared.since_signed(case))
        return {
            "changes": Text(
                f" {found.de}." if found.de else "", f" {found.en}." if found.en else ""
            )
        }
    if code in ("undo_in_time", "undo_over"):
        return {"minutes": case.rule("undo_minutes")}
    return {}
