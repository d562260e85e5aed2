"""What the audit says of notices that the portal issued, and what they say themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Application, AuditEntry, Dispatch, IssuedNotice, PostingYear
from funding.queries.applying.submission import fingerprint
from workflows.decision_notice import DECISION_NOTICE, State, Trigger

SIGNING = (Trigger.SIGN, Trigger.SIGN_TO_SEND)
LOGGED = (State.SENT, State.SERVED, State.RETURNED)


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


def posting_log(session: Session) -> Iterator[str]:
    """List gaps in the numbers of the posting log, and notices sent that do not stand in it."""
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    sent: set[UUID] = set()
    for entry in session.scalars(select(Dispatch).order_by(Dispatch.year, Dispatch.number)):
        numbers[entry.year].append(entry.number)
        sent.add(entry.issue_id)
    given = {one.year: one.last_number for one in session.scalars(select(PostingYear))}
    for year in sorted({*numbers, *given}):
        if numbers[year] != list(range(1, given.get(year, 0) + 1)):
            yield f"posting log {year}: its numbers are not 1 to {given.get(year, 0)}"
    rows = select(IssuedNotice.id, IssuedNotice.state, Application.reference).join(
        Application, Application.id == IssuedNotice.application_id
    )
    for row in session.execute(rows.where(IssuedNotice.state.in_(LOGGED))):
        if row.id not in sent:
            yield f"case {row.reference}: a notice is {row.state}, and the posting log has none"


def _wrong(issue: IssuedNotice, done: list[AuditEntry], *, erased: bool) -> Iterator[str]:
    state = done[-1].target if done else State.DRAFTED
    if issue.state != state:
        yield f"a notice in the portal is {issue.state}, the audit says {state}"
    signed = next((entry for entry in done if entry.trigger in SIGNING), None)
    if issue.signed_by_id != (signed.person_id if signed else None):
        yield "who signed a notice in the portal is not who the audit names"
    sealed = done[-1].details.get("document_sha256") if done else None
    # Of a deleted case the seal is left, and what it sealed is gone.
    kept = erased or fingerprint(issue.content) == issue.sha256
    if not kept or sealed != issue.sha256:
        yield "a notice in the portal says what was not frozen"
