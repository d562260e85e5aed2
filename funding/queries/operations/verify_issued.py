"""What the audit says of notices that the portal issued, and what they say themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Application, AuditEntry, IssuedNotice
from funding.queries.applying.submission import fingerprint
from workflows.decision_notice import DECISION_NOTICE, State, Trigger


def issued_notices(session: Session) -> Iterator[str]:
    """List notices whose state, signer or words are not those of the audit."""
    entries: defaultdict[UUID, list[AuditEntry]] = defaultdict(list)
    of_notices = select(AuditEntry).where(AuditEntry.workflow == DECISION_NOTICE.name)
    for entry in session.scalars(of_notices.order_by(AuditEntry.at, AuditEntry.version)):
        entries[entry.subject_id].append(entry)
    rows = select(IssuedNotice, Application.reference, Application.erased_at).join(
        Application, Application.id == IssuedNotice.application_id
    )
    for issue, reference, erased_at in session.execute(rows):
        done = entries[issue.id]
        for wrong in _wrong(issue, done, erased=erased_at is not None):
            yield f"case {reference}: {wrong}"


def _wrong(issue: IssuedNotice, done: list[AuditEntry], *, erased: bool) -> Iterator[str]:
    state = done[-1].target if done else State.DRAFTED
    if issue.state != state:
        yield f"a notice in the portal is {issue.state}, the audit says {state}"
    signed = next((entry for entry in done if entry.trigger == Trigger.SIGN), None)
    if issue.signed_by_id != (signed.person_id if signed else None):
        yield "who signed a notice in the portal is not who the audit names"
    sealed = done[-1].details.get("document_sha256") if done else None
    # Of a deleted case the seal is left, and what it sealed is gone.
    kept = erased or fingerprint(issue.content) == issue.sha256
    if not kept or sealed != issue.sha256:
        yield "a notice in the portal says what was not frozen"
