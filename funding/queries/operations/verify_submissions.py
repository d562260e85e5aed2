"""What was submitted, against the fingerprint that the audit took of it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Application, AuditEntry, Submission
from funding.queries.applying.submission import fingerprint
from workflows.application import Trigger


def submissions(session: Session) -> Iterator[str]:
    """List where kept content is not what was submitted, is missing, or was never submitted."""
    kept = {one.application_id: one for one in session.scalars(select(Submission))}
    query = (
        select(Application.id, Application.reference, AuditEntry.details, Application.erased_at)
        .join(AuditEntry, AuditEntry.subject_id == Application.id)
        .where(AuditEntry.workflow == "application", AuditEntry.trigger == str(Trigger.SUBMIT))
        .order_by(Application.reference)
    )
    for key, reference, details, erased_at in session.execute(query):
        found, sealed = kept.pop(key, None), details.get("content_sha256")
        if found is None and sealed and erased_at is None:
            yield f"case {reference}: what was submitted is missing"
        elif found is not None and {found.sha256, fingerprint(found.content)} != {sealed}:
            yield f"case {reference}: what was submitted was changed"
    yield from (f"case {key}: content is kept that was never submitted" for key in kept)
