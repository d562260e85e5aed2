"""What was deleted is gone, what remains of the audit is sealed, and two people have done it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.models import Application, AuditEntry, Disposal
from funding.queries.closing.plan import EMPTIED, GONE, of_case, tables
from funding.queries.closing.rest import seal
from workflows.disposal import DISPOSAL, State, Trigger

Entries = list[AuditEntry]


def disposals(session: Session) -> Iterator[str]:
    """List where a disposal, its audit and what is left of the case do not tell the same."""
    told: defaultdict[UUID, Entries] = defaultdict(list)
    query = select(AuditEntry).where(AuditEntry.workflow == DISPOSAL.name)
    for entry in session.scalars(query.order_by(AuditEntry.version)):
        told[entry.subject_id].append(entry)
    erased: defaultdict[UUID, list[tuple[UUID, str, str]]] = defaultdict(list)
    for entry in session.scalars(select(AuditEntry).where(AuditEntry.erased_in_id.is_not(None))):
        if entry.erased_in_id is not None:
            erased[entry.erased_in_id].append((entry.id, entry.hash, str(entry.rest_hash)))
    rows = select(Disposal, Application).join(
        Application, Application.id == Disposal.application_id
    )
    for disposal, case in session.execute(rows.order_by(Application.reference)):
        done, left = told.pop(disposal.id, []), erased.pop(disposal.id, [])
        for wrong in (*_steps(disposal, case, done), *_sealed(done, left)):
            yield f"case {case.reference}: {wrong}"
        if case.erased_at is not None:
            yield from (f"case {case.reference}: {one}" for one in _left(session, case))
    yield from (f"audit of {key}: its disposal is gone" for key in told)
    yield from (
        f"entries of the audit were erased in {key}, which is no disposal" for key in erased
    )
    yield from _alone(session)


def _steps(disposal: Disposal, case: Application, done: Entries) -> Iterator[str]:
    state = done[-1].target if done else State.KEPT
    if disposal.state != state:
        yield f"its disposal is {disposal.state}, the audit says {state}"
    by = {entry.trigger: entry.person_id for entry in done}
    deleted = disposal.state == State.DELETED
    if deleted != (case.erased_at is not None):
        yield "it is deleted in part, or its disposal does not know of it"
    told = (by.get(Trigger.PROPOSE), by.get(Trigger.CONFIRM))
    if deleted and (disposal.proposed_by_id, disposal.confirmed_by_id) != told:
        yield "who proposed and confirmed its deletion are not those of the audit"


def _sealed(done: Entries, left: list[tuple[UUID, str, str]]) -> Iterator[str]:
    confirmed = next((entry for entry in done if entry.trigger == Trigger.CONFIRM), None)
    expected = confirmed.details.get("seal") if confirmed else None
    found = seal(left) if left or confirmed else None
    if expected != found:
        yield "what is left of its audit is not what the deletion has sealed"


def _left(session: Session, case: Application) -> Iterator[str]:
    """List what should have gone."""
    for table in tables():
        mine = of_case(table, case.id)
        if table.name in GONE:
            own = [mine]
            if table.name == "notice":  # those that told of the deletion came after it
                own.append(table.c.created_at < case.erased_at)
            count = session.scalar(select(func.count()).select_from(table).where(*own))
            if count:
                yield f"{count} rows of {table.name} are left of what was deleted"
        for name, empty in EMPTIED.get(table.name, {}).items():
            values: Any = session.execute(select(table.c[name]).where(mine)).scalars()
            if any(value != empty for value in values):
                yield f"{table.name}.{name} holds what was to be deleted"


def _alone(session: Session) -> Iterator[str]:
    known = select(Disposal.application_id).where(Disposal.state == State.DELETED)
    orphans = select(Application.reference).where(
        Application.erased_at.is_not(None), Application.id.not_in(known)
    )
    for reference in session.scalars(orphans):
        yield f"case {reference}: it is deleted, and no disposal has done it"
