"""The budget officer confirms the funds of a call, line by line, before the call is opened."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import NotFound
from funding.models import BudgetLine, Call
from funding.policy import Actor, require


def confirm_funds(session: Session, actor: Actor, call_code: str) -> int:
    """Confirm every line of the call that is not yet confirmed; return how many."""
    require(actor, "act", "confirm_funds")
    call = session.scalar(select(Call).where(Call.code == call_code))
    if call is None:
        raise NotFound(call_code)
    lines = session.scalars(
        select(BudgetLine).where(BudgetLine.call_id == call.id, BudgetLine.confirmed_at.is_(None))
    ).all()
    for line in lines:
        line.confirmed_at, line.confirmed_by_id = clock.now(), actor.person_id
    return len(lines)
