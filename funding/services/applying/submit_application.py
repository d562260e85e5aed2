"""A signatory hands in the application."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Application, Submission
from funding.policy import Actor
from funding.queries import find
from funding.queries.applying.submission import content_of, fingerprint
from funding.queries.details import Details
from funding.queries.reviewing.search_text import with_what_it_says
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
    """Submit a draft, if the call is open, nothing is missing and the advice was held.

    What is submitted is kept as it stands; its fingerprint goes into the audit.
    """
    case = find.case(session, actor, key, details)
    drop_unasked(case)
    content, at = content_of(case), case.now
    case.details = Details(**details, content_sha256=fingerprint(content))
    found_by = with_what_it_says(case)
    step.take(case, Trigger.SUBMIT, version=version, submitted_at=at, search_text=found_by)
    session.add(
        Submission(
            application_id=case.application.id,
            content=content,
            sha256=fingerprint(content),
            submitted_at=at,
            version=case.application.version,
            form_version=content["form_version"],
        )
    )
    return case.application
