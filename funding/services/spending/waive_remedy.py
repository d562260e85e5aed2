"""A town waives legal remedies against its notice, which is final from that day on."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.law.remedies import final_on
from funding.models import Application
from funding.policy import Actor
from funding.queries import find
from funding.queries.details import Details
from funding.services import step
from workflows.application import Trigger


def waive_remedy(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Let a signatory of the town waive; what is received in the portal is received today."""
    case = find.case(session, actor, key, details)
    details["waived_on"] = details["deadline_on"] = case.today
    step.take(case, Trigger.WAIVE_REMEDY, version=version)
    notice = case.notice
    if notice is not None:
        notice.waived_on, notice.waived_by_id = case.today, actor.person_id
        notice.final_on = final_on(notice.remedy_ends_on, case.today)
    return case.application
