"""Find one thing, or say that there is none for this reader."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.errors import Erased, NotFound
from funding.policy import Actor, sees
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.frame import FRAME_BY_ID, FRAME_BY_REFERENCE


def case(session: Session, actor: Actor, key: UUID | str, details: Details | None = None) -> Case:
    """Return a case by id or reference, if the actor may know of it; else ``NotFound``.

    Of a deleted one nothing is left to act on or to read: it raises ``Erased``.
    """
    found = case_for_anybody(session, actor, key, details)
    if not sees(actor, found.scope):
        raise NotFound(str(key))
    if found.application.erased_at is not None:
        raise Erased(found.application.reference)
    return found


def case_for_anybody(
    session: Session, actor: Actor, key: UUID | str, details: Details | None = None
) -> Case:
    """Return a case without asking who may know; the step that follows asks."""
    wanted = FRAME_BY_ID if isinstance(key, UUID) else FRAME_BY_REFERENCE
    row = session.execute(wanted, {"case": key}).one_or_none()
    if row is None:
        raise NotFound(str(key))
    found = Case(session, actor, row.Application, details)
    found.frame = row
    return found
