"""Transfers of a call, one of them, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from funding.errors import NotFound
from funding.models import ActionField, AuditEntry, BudgetLine, Call, Person, Transfer
from workflows.transfer import State

PAGE = 25
GIVER, TAKER = aliased(BudgetLine), aliased(BudgetLine)
FROM, TO = aliased(ActionField, name="giver"), aliased(ActionField, name="taker")


def _all() -> Select[Any]:
    query: Any = (
        select(Transfer, FROM, TO, Person.name.label("proposed_by"))
        .join(GIVER, GIVER.id == Transfer.from_line_id)
        .join(TAKER, TAKER.id == Transfer.to_line_id)
        .join(FROM, FROM.id == GIVER.field_id)
        .join(TO, TO.id == TAKER.field_id)
        .join(Person, Person.id == Transfer.proposed_by_id)
    )
    found: Select[Any] = query
    return found


def transfers(
    session: Session, call_id: UUID, after: tuple[datetime, UUID] | None
) -> Sequence[Any]:
    """List the transfers of a call, newest first, one more than a page holds."""
    query = (
        _all()
        .where(Transfer.call_id == call_id)
        .order_by(Transfer.proposed_at.desc(), Transfer.id.desc())
        .limit(PAGE + 1)
    )
    if after is not None:
        query = query.where(tuple_(Transfer.proposed_at, Transfer.id) < after)
    return session.execute(query).all()


def transfer(session: Session, transfer_id: UUID) -> Any:
    """Return one transfer with both fields, its call and who proposed it."""
    found = session.execute(
        _all()
        .add_columns(Call, GIVER.id.label("giver_line"), TAKER.id.label("taker_line"))
        .join(Call, Call.id == Transfer.call_id)
        .where(Transfer.id == transfer_id)
    ).one_or_none()
    if found is None:
        raise NotFound(str(transfer_id))
    return found


def history(session: Session, workflow: str, subject_id: UUID) -> Sequence[Any]:
    """List what happened to a transfer or block: when, what, by whom and what was said."""
    return session.execute(
        select(AuditEntry.at, AuditEntry.trigger, Person.name, AuditEntry.note)
        .outerjoin(Person, Person.id == AuditEntry.person_id)
        .where(AuditEntry.workflow == workflow, AuditEntry.subject_id == subject_id)
        .order_by(AuditEntry.version)
    ).all()


def waiting(session: Session, call_id: UUID) -> int:
    """Count the transfers of a call that wait to be released."""
    return int(
        session.scalar(
            select(func.count(Transfer.id)).where(
                Transfer.call_id == call_id, Transfer.state == State.PROPOSED
            )
        )
        or 0
    )
