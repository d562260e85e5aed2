"""A reviewer takes a case from the queue."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Account, Application
from funding.policy import Actor
from funding.queries import find
from funding.queries.details import Details
from funding.services import step
from workflows.application import Deed, Trigger


def claim_case(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Hold a submitted case, after declaring bias or none."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.CLAIM, version=version, holder_id=actor.account_id)
    return case.application


def give_back(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Put a case back into the queue, with a reason."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.GIVE_BACK, version=version, holder_id=None)
    return case.application


def hand_over(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Give a case to another reviewer who passes the guards of a claim."""
    return _give(session, actor, key, details, version, Trigger.HAND_OVER)


def assign(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Give a case that nobody holds to a reviewer, and keep why; the question of bias is theirs."""
    return _give(session, actor, key, details, version, Trigger.ASSIGN)


def _give(  # noqa: PLR0913 - who, which case, with what, having read which version, by which step
    session: Session,
    actor: Actor,
    key: UUID | str,
    details: Details,
    version: int | None,
    trigger: Trigger,
) -> Application:
    case = find.case(session, actor, key, details)
    new_holder = details.get("new_holder_id")
    step.take(case, trigger, version=version, holder_id=new_holder)
    account = session.get_one(Account, new_holder)
    step.remember_hand(case, Deed.HELD, account.person_id)
    return case.application
