"""What the audit says of interim proofs, and what is kept of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Application, AuditEntry, InterimLine, InterimProof, Line
from workflows.interim_proof import INTERIM_PROOF, State, Trigger

Spent = list[list[int]]


def interim_proofs(session: Session) -> Iterator[str]:
    """List where an interim proof, who accepted it, or its figures tell something else."""
    entries: defaultdict[UUID, list[AuditEntry]] = defaultdict(list)
    steps = select(AuditEntry).where(AuditEntry.workflow == INTERIM_PROOF.name)
    for entry in session.scalars(steps.order_by(AuditEntry.at, AuditEntry.version)):
        entries[entry.subject_id].append(entry)
    spent: defaultdict[UUID, Spent] = defaultdict(list)
    rows = select(InterimLine.interim_id, Line.position, InterimLine.actual_cents)
    for key, position, cents in session.execute(
        rows.join(Line, Line.id == InterimLine.line_id).order_by(Line.position, Line.id)
    ):
        spent[key].append([position, cents])
    query = select(InterimProof, Application.reference).join(
        Application, Application.id == InterimProof.application_id
    )
    for one, reference in session.execute(query):
        for wrong in _wrong(one, entries[one.id], spent[one.id]):
            yield f"case {reference}: the interim proof for {one.year}: {wrong}"


def _wrong(one: InterimProof, done: Sequence[AuditEntry], spent: Spent) -> Iterator[str]:
    state = done[-1].target if done else State.DRAFTED
    if one.state != state:
        yield f"it is {one.state}, the audit says {state}"
    by = {entry.trigger: entry for entry in done}
    for trigger, person in (
        (Trigger.HAND_IN, one.handed_in_by_id),
        (Trigger.ACCEPT, one.accepted_by_id),
    ):
        entry = by.get(trigger)
        if person != (entry.person_id if entry else None):
            yield f"who has taken the step {trigger} is not the one of the audit"
    # While it is to be completed the town writes new figures.
    if done and state != State.CORRECTION_ASKED and done[-1].details.get("lines") != spent:
        yield "its figures are not those of the audit"
