"""The town asks for a longer period to answer (§ 31 Abs. 7 VwVfG)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Application, RequestExtension
from funding.policy import Actor
from funding.queries import find
from funding.queries.details import Details
from funding.services import step
from workflows.application import Trigger


def ask_extension(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Ask until when and why; until the office has decided, the period does not lapse."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.ASK_EXTENSION, version=version)
    request = case.request
    if request is not None:  # the guards have asked for it
        session.add(
            RequestExtension(
                request_id=request.id,
                state="asked",
                asked_at=case.now,
                old_due_on=request.due_on,
                wanted_on=details["ends_on"],
                reason=details["reason"].strip(),
            )
        )
    return case.application
