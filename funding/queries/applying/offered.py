"""What a call offers to those who apply."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import ActionField, CallField


def offered_fields(session: Session, call_id: UUID) -> list[ActionField]:
    """List the action fields that a call offers, in their order."""
    return list(
        session.scalars(
            select(ActionField)
            .join(CallField, CallField.field_id == ActionField.id)
            .where(CallField.call_id == call_id)
            .order_by(ActionField.position, ActionField.id)
        )
    )
