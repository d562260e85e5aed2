"""What the audit says of remedies, and what follows from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.models import Application, AuditEntry, Remedy
from workflows.remedy import REMEDY, State, Trigger

Key = tuple[UUID, str, int]


def upheld_on(session: Session) -> dict[Key, date]:
    """Return from when a notice is final that was attacked in vain: by case, kind and round."""
    rows = session.execute(
        select(Remedy.application_id, Remedy.kind, Remedy.round, func.max(Remedy.ended_on))
        .where(Remedy.state == State.UPHELD)
        .group_by(Remedy.application_id, Remedy.kind, Remedy.round)
    )
    return {(key, kind, round_): on for key, kind, round_, on in rows if on}


def set_aside(session: Session) -> set[Key]:
    """Return which notices were set aside at court: by case, kind and round."""
    rows = session.execute(
        select(Remedy.application_id, Remedy.kind, Remedy.round).where(
            Remedy.state == State.SET_ASIDE
        )
    )
    return {(key, kind, round_) for key, kind, round_ in rows}


def remedies(session: Session) -> Iterator[str]:
    """List remedies that tell something else than the audit."""
    done: defaultdict[UUID, list[AuditEntry]] = defaultdict(list)
    entries = select(AuditEntry).where(AuditEntry.workflow == REMEDY.name)
    for entry in session.scalars(entries.order_by(AuditEntry.version)):
        done[entry.subject_id].append(entry)
    rows = select(Remedy, Application.reference).join(
        Application, Application.id == Remedy.application_id
    )
    known = set()
    for remedy, reference in session.execute(rows):
        known.add(remedy.id)
        told = {entry.trigger: entry for entry in done[remedy.id]}
        state = done[remedy.id][-1].target if done[remedy.id] else State.NEW
        filed, ended = told.get(Trigger.FILE), told.get(Trigger.UPHOLD, told.get(Trigger.SET_ASIDE))
        days = tuple(entry.details.get("day") if entry else None for entry in (filed, ended))
        kept = (remedy.filed_on.isoformat(), remedy.ended_on and remedy.ended_on.isoformat())
        if remedy.state != state or days != kept:
            yield (
                f"case {reference}: a remedy is {remedy.state}, the audit says {state}, "
                "or on another day"
            )
    for subject in done.keys() - known:
        yield f"a remedy of the audit is gone: {subject}"
