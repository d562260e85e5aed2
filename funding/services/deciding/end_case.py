"""Ways a case ends, or changes hands, before its regular end."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from funding.models import Application, Municipality, Partner
from funding.policy import Actor
from funding.queries import find
from funding.queries.details import Details
from funding.services import step
from funding.services.notices.recall import recall_what_waits
from funding.services.reviewing.request_information import end_request
from funding.services.spending.issue_notice import end_with_decision
from funding.words.folding import fold
from workflows.application import Trigger


def discard_draft(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Give up a draft that was never submitted."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.DISCARD, version=version)
    return case.application


def withdraw_application(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Take back an application before a notice tells its decision; its money is free again."""
    case = find.case(session, actor, key, details)
    decided_at = case.application.decided_at
    end_with_decision(case)
    step.take(case, Trigger.WITHDRAW, version=version, approved_cents=None)
    if decided_at is not None:
        recall_what_waits(case, decided_at)
    end_request(case, "recalled")
    return case.application


def propose_cessation(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Propose to discontinue: the applicant ceased to exist and has no successor."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.PROPOSE_CESSATION, version=version)
    return case.application


def discontinue_case(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """End the case of an applicant that ceased to exist, as the reviewer proposed."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.DISCONTINUE, version=version)
    end_request(case, "recalled")
    return case.application


def succeed(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Pass a case to the municipality that the register names as the lead's successor."""
    case = find.case_for_anybody(session, actor, key, details)
    new_lead = details.get("successor_key", case.application.lead_key)
    name = session.get_one(Municipality, new_lead).name
    found_by = f"{case.application.search_text} {fold(name)}"  # by its old name as well
    step.take(case, Trigger.SUCCEED, version=version, lead_key=new_lead, search_text=found_by)
    session.execute(
        delete(Partner).where(
            Partner.application_id == case.application.id, Partner.municipality_key == new_lead
        )
    )
    return case.application
