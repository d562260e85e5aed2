"""Lines of a call, and what of one can still be moved or blocked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import ActionField, BudgetLine, Call, Envelope


def line_of(session: Session, call_id: UUID, code: str, name: str) -> BudgetLine:
    """Return the line of an action field as it stands now; ``name`` is the field of the form."""
    found = session.scalars(
        select(BudgetLine)
        .join(ActionField, ActionField.id == BudgetLine.field_id)
        .where(BudgetLine.call_id == call_id, ActionField.code == code)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise Invalid(Fault(name, "unknown_action_field"))
    return found


def call_of(session: Session, code: str) -> Call | None:
    """Return a call by its code."""
    return session.scalar(select(Call).where(Call.code == code))


def choices(session: Session, call_id: UUID) -> Sequence[Any]:
    """List the lines of a call with their fields, in the order of the programme."""
    return session.execute(
        select(ActionField, BudgetLine)
        .join(BudgetLine, BudgetLine.field_id == ActionField.id)
        .where(BudgetLine.call_id == call_id)
        .order_by(ActionField.position)
    ).all()


def standing(pot: BudgetLine | Envelope) -> dict[str, int]:
    """Return the figures that a refusal names, in cents; ``highest`` is what can be moved."""
    return {
        "highest": max(0, pot.available_cents),
        "total": pot.total_cents,
        "reserved": pot.reserved_cents,
        "committed": pot.committed_cents,
        "blocked": pot.blocked_cents,
    }


def movable(line: BudgetLine) -> dict[str, int]:
    """Return the figures that the refusal of a transfer names, in cents."""
    return standing(line) | {"highest": line.movable_cents, "later": line.later_cents}


def line(session: Session, line_id: UUID) -> BudgetLine:
    """Return a line by its key."""
    return session.get_one(BudgetLine, line_id)
