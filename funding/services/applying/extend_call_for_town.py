"""The lead reviewer gives one town more time for its draft (§ 32 VwVfG)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.law import berlin
from funding.models import Application
from funding.policy import Actor
from funding.queries import find
from funding.queries.applying.answers import later_end
from funding.queries.details import Details
from funding.services import step
from workflows.application import Trigger


def extend_call_for_town(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Set an own closing for a draft, with reason and last day, before it expires."""
    case = find.case_for_anybody(session, actor, key, details)
    ends_on = details.get("ends_on")
    own = berlin.end_of_day(ends_on) if ends_on and later_end(case) else None
    step.take(case, Trigger.EXTEND, version=version, own_closing_at=own)
    return case.application
