"""Blocks of a call, those that stand first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from funding.errors import NotFound
from funding.models import ActionField, Block, BudgetLine, Call, Person

LIFTER = aliased(Person)


def blocks(session: Session, call_id: UUID) -> Sequence[Any]:
    """List the blocks of a call with their field and who blocked and lifted them."""
    return session.execute(
        select(
            Block,
            ActionField,
            Person.name.label("blocked_by"),
            LIFTER.name.label("lifted_by"),
        )
        .join(BudgetLine, BudgetLine.id == Block.line_id)
        .join(ActionField, ActionField.id == BudgetLine.field_id)
        .join(Person, Person.id == Block.blocked_by_id)
        .outerjoin(LIFTER, LIFTER.id == Block.lifted_by_id)
        .where(Block.call_id == call_id)
        .order_by(Block.state.desc(), Block.blocked_at.desc(), Block.id)
    ).all()


def block(session: Session, block_id: UUID) -> Any:
    """Return one block with its field and call."""
    found = session.execute(
        select(Block, ActionField, Call)
        .join(BudgetLine, BudgetLine.id == Block.line_id)
        .join(ActionField, ActionField.id == BudgetLine.field_id)
        .join(Call, Call.id == Block.call_id)
        .where(Block.id == block_id)
    ).one_or_none()
    if found is None:
        raise NotFound(str(block_id))
    return found
