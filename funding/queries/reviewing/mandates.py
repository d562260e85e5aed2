"""The seats and offices that a person has declared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Mandate, Municipality
from funding.policy import Actor


def mandates(session: Session, actor: Actor) -> Sequence[Any]:
    """List the reader's own, those that last first."""
    return session.execute(
        select(Mandate, Municipality.name)
        .join(Municipality, Municipality.key == Mandate.municipality_key)
        .where(Mandate.person_id == actor.person_id)
        .order_by(Mandate.ended_on.is_not(None), Municipality.name, Mandate.entered_at)
    ).all()
