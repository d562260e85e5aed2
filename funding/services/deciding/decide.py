"""Two different people decide; each may also return the case, and the second may undo at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding.errors import Outdated
from funding.models import Application
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.deciding import compared
from funding.queries.deciding.answers import approval_follows
from funding.queries.details import Details
from funding.services import step
from funding.services.notices.recall import recall_decision
from funding.services.spending.issue_notice import end_beside, end_with_decision
from workflows.application import State, Trigger

FORGET: dict[str, Any] = {"first_approver_id": None, "second_approver_id": None, "decided_at": None}


def _to_sign(session: Session, actor: Actor, key: UUID | str, details: Details) -> Case:
    """Find a case, and keep with the signature what is signed: it holds for nothing else."""
    case = find.case(session, actor, key, details)
    details["signed"] = compared.substance(case)
    return case


def approve_first(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Give the first approval of the proposed grant."""
    case = _to_sign(session, actor, key, details)
    step.take(case, Trigger.APPROVE_FIRST, version=version, first_approver_id=actor.person_id)
    return case.application


def approve_second(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Give the next approval; with the last the grant is decided and its money committed."""
    case = _to_sign(session, actor, key, details)
    if case.application.state == State.FIRST_APPROVED and approval_follows(case):
        step.take(case, Trigger.APPROVE_SECOND, version=version)
        return case.application
    step.take(
        case,
        Trigger.APPROVE_SECOND,
        version=version,
        second_approver_id=actor.person_id,
        decided_at=case.now,
        approved_cents=case.application.reserved_cents,
    )
    return case.application


def reject_first(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Give the first signature to a rejection, with reasons."""
    case = _to_sign(session, actor, key, details)
    step.take(case, Trigger.REJECT_FIRST, version=version, first_approver_id=actor.person_id)
    return case.application


def reject_second(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Give the second signature: the application is rejected and reserved money released."""
    case = find.case(session, actor, key, details)
    step.take(
        case,
        Trigger.REJECT_SECOND,
        version=version,
        second_approver_id=actor.person_id,
        decided_at=case.now,
    )
    return case.application


def return_case(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Send a proposal back with reasons; what was reserved is released, a new round begins."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.RETURN_CASE, version=version, **next_round(case))
    return case.application


def undo_decision(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Take back one's own deciding approval within the minutes of the rule, with its mails."""
    case = find.case(session, actor, key, details)
    decided_at = case.application.decided_at
    step.take(
        case,
        Trigger.UNDO_DECISION,
        version=version,
        second_approver_id=None,
        decided_at=None,
        approved_cents=None,
    )
    if decided_at is not None:
        recall_decision(case, decided_at)
    return case.application


def reopen_case(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Take up a decided case again because its notice was set aside or a decision is due anew."""
    case = find.case(session, actor, key, details)
    read = case.application.version
    if version is not None and version != read:
        raise Outdated(version, read)
    if case.notice is not None and details.get("new_decision_due"):
        case.notice.set_aside_on = case.today
    end_with_decision(case)
    end_beside(case, Trigger.REOPEN)
    columns = next_round(case) | {"approved_cents": None}
    # To take a notice back that lies ready has counted as a version of its own.
    step.take(case, Trigger.REOPEN, **columns)
    return case.application


def next_round(case: Case) -> dict[str, Any]:
    """Return what changes when a case goes back for a new proposal."""
    decided = case.application.state in (
        State.REVIEWED,
        State.FIRST_APPROVED,
        State.FIRST_REJECTED,
        State.APPROVED,
        State.REJECTED,
        State.WAITLISTED,
    )
    return FORGET | {"round": case.application.round + 1} if decided else dict(FORGET)
