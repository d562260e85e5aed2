"""What the audit says that a town was heard about, and what stands in the hearings of its case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.law.berlin import local_date
from funding.models import Application, AuditEntry, Hearing
from funding.models.hearing import OVERPAID, PROOF_MISSING, RENOUNCED
from workflows.application import State, Trigger

# From where a step begins a hearing, on which ground; else the step itself names it.
GROUNDS = {
    (Trigger.OPEN_HEARING, State.REPORTED): OVERPAID,
    (Trigger.OPEN_HEARING, State.REPORT_DUE): PROOF_MISSING,
    (Trigger.RENOUNCE, State.IN_PROGRESS): RENOUNCED,
}
BEGINS = (Trigger.OPEN_HEARING, Trigger.OPEN_REVOCATION, Trigger.RENOUNCE)


def hearings(session: Session) -> Iterator[str]:
    """List hearings that nobody opened, that are gone, or that say something else."""
    begun: dict[UUID, list[AuditEntry]] = defaultdict(list)
    query = select(AuditEntry).where(
        AuditEntry.workflow == "application",
        AuditEntry.trigger.in_(BEGINS),
        AuditEntry.target.in_((State.HEARING, State.HEARD)),
    )
    for entry in session.scalars(query.order_by(AuditEntry.version)):
        begun[entry.subject_id].append(entry)
    kept: dict[UUID, list[Hearing]] = defaultdict(list)
    for heard in session.scalars(select(Hearing).order_by(Hearing.number)):
        kept[heard.application_id].append(heard)
    cases = session.scalars(
        select(Application)
        .where(Application.id.in_({*begun, *kept}))
        .order_by(Application.reference)
    )
    for case in cases:
        for number, (entry, heard) in enumerate(zip_longest(begun[case.id], kept[case.id]), 1):
            yield from _one(f"hearing {number} of {case.reference}", entry, heard)
        open_ = any(heard.ended_at is None for heard in kept[case.id])
        if open_ != (case.state == State.HEARING):
            yield f"case {case.reference}: {case.state}, and its hearings say something else"


def _one(where: str, entry: AuditEntry | None, heard: Hearing | None) -> Iterator[str]:
    if entry is None or heard is None:
        yield f"{where}: " + ("nobody has opened it" if entry is None else "it is gone")
        return
    known = GROUNDS.get((Trigger(entry.trigger), State(entry.source)))
    told: dict[str, Any] = {
        "ground": known or entry.details.get("ground"),
        "claim_cents": entry.details.get("amount_cents") or 0,
        "recognised_cents": entry.details.get("recognised_cents") or 0,
        "noted_on": local_date(entry.at),
    }
    for name, value in told.items():
        if getattr(heard, name) != value:
            yield f"{where}: {name} is {getattr(heard, name)}, the audit says {value}"
