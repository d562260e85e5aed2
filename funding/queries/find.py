"""Find one thing, or say that there is none for this reader."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.models import Application
from funding.policy import Actor, sees
from funding.queries.case import Case, Details


def case(
    session: Session, actor: Actor, key: UUID | str, details: Details | None = None
) -> Case:
    """Return a case by id or reference, if the actor may know of it; else ``NotFound``."""
    found = case_for_anybody(session, actor, key, details)
    if not sees(actor, found.scope):
        raise NotFound(str(key))
    return found


def case_for_anybody(
    session: Session, actor: Actor, key: UUID | str, details: Details | None = None
) -> Case:
    """Return a case without asking who may know; the step that follows asks."""
    by_id = isinstance(key, UUID)
    column = Application.id if by_id else Application.reference
    application = session.scalar(select(Application).where(column == key))
    if application is None:
        raise NotFound(str(key))
    return Case(session, actor, application, details)
