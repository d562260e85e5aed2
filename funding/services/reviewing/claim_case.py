"""A reviewer takes a case from the queue."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Application
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Details
from funding.services import step
from workflows.application import Trigger


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
    case = find.case(session, actor, key, details)
    new_holder = details.get("new_holder_id")
    step.take(case, Trigger.HAND_OVER, version=version, holder_id=new_holder)
    return case.application
