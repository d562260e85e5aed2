"""The office decides whether a town gets more time to answer; the period runs on from its end."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Application
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reviewing.extensions import extended_to
from funding.services import step
from workflows.application import Trigger


def grant_extension(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Extend the period to a day; where that is a day off, it ends on the next working day."""
    case = find.case(session, actor, key, details)
    wanted = details.get("ends_on")
    period = extended_to(case, wanted) if wanted else None
    if period:
        details["deadline_on"] = period.end
    step.take(case, Trigger.GRANT_EXTENSION, version=version)
    if case.request and period:  # the guards have asked for it
        case.request.due_on = period.end
        _decided(case, "granted", period.end)
    return case.application


def refuse_extension(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Let the period end when it ends; where that is past, the clock goes on with its next tick."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.REFUSE_EXTENSION, version=version)
    _decided(case, "refused")
    return case.application


def _decided(case: Case, state: str, granted_on: date | None = None) -> None:
    asked = case.extension
    if asked is None:
        return
    asked.state, asked.granted_on, asked.ended_at = state, granted_on, case.now
    asked.decision = str(case.given("reason") or "").strip()
