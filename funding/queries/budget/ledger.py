"""The ledger of a call: every movement of money, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, case, select, tuple_
from sqlalchemy.orm import Session

from funding.models import ActionField, Application, AuditEntry, LedgerEntry, Person
from funding.policy import Actor
from funding.queries.reviewing.hidden import hidden_from

PAGE = 25


class Sought(NamedTuple):
    """What the reader looks for: entries of a field, of a case, or of everything."""

    field: str = ""
    reference: str = ""


def entries(
    session: Session,
    actor: Actor,
    call_id: UUID,
    sought: Sought,
    after: tuple[datetime, UUID] | None,
) -> Sequence[Any]:
    """List entries of the ledger, one more than a page holds."""
    query = _query(actor, call_id, sought).limit(PAGE + 1)
    if after is not None:
        query = query.where(tuple_(LedgerEntry.at, LedgerEntry.id) < after)
    return session.execute(query).all()


def all_entries(session: Session, actor: Actor, call_id: UUID, sought: Sought) -> Iterator[Any]:
    """Give every entry that is sought, without pages."""
    yield from session.execute(_query(actor, call_id, sought))


def _query(actor: Actor, call_id: UUID, sought: Sought) -> Select[Any]:
    """Ask for entries; a case that the reader may not know of has no name in them."""
    known = ~hidden_from(actor)
    query: Select[Any] = (
        select(
            LedgerEntry.id,
            LedgerEntry.at,
            LedgerEntry.budget_year,
            LedgerEntry.operation,
            LedgerEntry.total_change,
            LedgerEntry.blocked_change,
            LedgerEntry.reserved_change,
            LedgerEntry.committed_change,
            LedgerEntry.paid_change,
            case((known, Application.reference)).label("reference"),
            LedgerEntry.application_id,
            ActionField.code.label("field"),
            Person.name.label("person"),
            AuditEntry.workflow,
            AuditEntry.subject_id,
        )
        .join(ActionField, ActionField.id == LedgerEntry.field_id)
        .outerjoin(Application, Application.id == LedgerEntry.application_id)
        .outerjoin(AuditEntry, AuditEntry.id == LedgerEntry.audit_id)
        .outerjoin(Person, Person.id == AuditEntry.person_id)
        .where(LedgerEntry.call_id == call_id)
        .order_by(LedgerEntry.at.desc(), LedgerEntry.id.desc())
    )
    if sought.field:
        query = query.where(ActionField.code == sought.field)
    if sought.reference:
        query = query.where(known, Application.reference == sought.reference)
    return query
