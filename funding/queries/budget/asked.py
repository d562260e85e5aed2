"""What towns have asked for and nobody has proposed yet."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.models import Application
from workflows.application import State

# Submitted, and no money is reserved for it yet.
UNDECIDED = (
    State.SUBMITTED,
    State.IN_CHECK,
    State.INFO_REQUESTED,
    State.IN_ASSESSMENT,
    State.WAITLISTED,
)


class Asked(NamedTuple):
    """How many cases ask for how much, in cents."""

    cases: int
    cents: int


def asked(session: Session, call_id: UUID, field_id: UUID | None = None) -> Asked:
    """Sum up the undecided cases of a call, or of one of its action fields."""
    query = select(
        func.count(Application.id), func.coalesce(func.sum(Application.requested_cents), 0)
    ).where(Application.call_id == call_id, Application.state.in_(UNDECIDED))
    if field_id is not None:
        query = query.where(Application.field_id == field_id)
    count, cents = session.execute(query).one()
    return Asked(count, int(cents))
