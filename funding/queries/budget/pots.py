"""The money of a call as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.models import (
    ActionField,
    BudgetLine,
    Call,
    Envelope,
    Person,
)


def calls(session: Session) -> Sequence[Call]:
    """List the calls that have an envelope, the newest first."""
    return session.scalars(
        select(Call)
        .join(Envelope, Envelope.call_id == Call.id)
        .order_by(Call.year.desc(), Call.code.desc())
    ).all()


def chosen(found: Sequence[Call], code: str | None) -> Call | None:
    """Return the call with this code, the newest where none is named, or ``None`` without any."""
    if not code:
        return found[0] if found else None
    call = next((c for c in found if c.code == code), None)
    if call is None:
        raise NotFound(code)
    return call


def envelope(session: Session, call_id: UUID) -> Envelope:
    """Return the envelope of a call."""
    return session.scalars(select(Envelope).where(Envelope.call_id == call_id)).one()


def lines(session: Session, call_id: UUID) -> Sequence[Any]:
    """List the budget lines of a call with their field and who confirmed the funds."""
    return session.execute(
        select(ActionField, BudgetLine, Person.name.label("confirmed_by"))
        .join(BudgetLine, BudgetLine.field_id == ActionField.id)
        .outerjoin(Person, Person.id == BudgetLine.confirmed_by_id)
        .where(BudgetLine.call_id == call_id)
        .order_by(ActionField.position)
    ).all()
