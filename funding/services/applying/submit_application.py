"""A signatory hands in the application."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding import clock
from funding.models import Application
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Details
from funding.services import step
from funding.services.applying.drop_unasked import drop_unasked
from workflows.application import Trigger


def submit_application(
    session: Session,
    actor: Actor,
    key: UUID | str,
    details: Details,
    version: int | None = None,
) -> Application:
    """Submit a draft, if the call is open, nothing is missing and the advice was held."""
    case = find.case(session, actor, key, details)
    drop_unasked(case)
    step.take(case, Trigger.SUBMIT, version=version, submitted_at=clock.now())
    return case.application
