"""Calls as the public may know them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.models import ActionField, BudgetLine, Call, Envelope
from workflows.call import State

TENTHS = 10


@dataclass(frozen=True, slots=True)
class CallSummary:
    """A call with its window and what is left of its envelope, in tenths (coarse on purpose)."""

    code: str
    year: int
    state: State
    opens_at: datetime
    closes_at: datetime
    rolling: bool
    total_cents: int
    tenths_left: int
    remark_de: str
    remark_en: str

    def takes_applications(self, now: datetime) -> bool:
        """Tell whether an application can be handed in at this instant."""
        return self.state == State.OPEN and self.opens_at <= now < self.closes_at


def calls(session: Session) -> list[CallSummary]:
    """List announced calls, the newest first."""
    rows = session.execute(
        select(Call, Envelope)
        .join(Envelope, Envelope.call_id == Call.id)
        .where(Call.announced_at.is_not(None))
        .order_by(Call.opens_at.desc(), Call.code)
    )
    return [_summary(row.Call, row.Envelope) for row in rows]


def open_calls(session: Session, now: datetime) -> list[CallSummary]:
    """List the calls in which a draft can be begun: announced or open, and not yet closed."""
    return [
        one
        for one in calls(session)
        if one.state in (State.PLANNED, State.OPEN) and now < one.closes_at
    ]


def call(session: Session, code: str) -> CallSummary:
    """Return one announced call, or raise ``NotFound``."""
    found = next((c for c in calls(session) if c.code == code), None)
    if found is None:
        raise NotFound(code)
    return found


def _summary(call_: Call, pot: Envelope) -> CallSummary:
    left = pot.available_cents
    tenths = -(-left * TENTHS // pot.total_cents) if pot.total_cents else 0
    return CallSummary(
        call_.code,
        call_.year,
        call_.state,
        call_.opens_at,
        call_.closes_at,
        call_.rolling,
        pot.total_cents,
        tenths,
        call_.remark_de,
        call_.remark_en,
    )


def limits(session: Session, code: str) -> list[tuple[ActionField, int]]:
    """List the action fields of a call with their limits in cents."""
    rows = session.execute(
        select(ActionField, BudgetLine.total_cents)
        .join(BudgetLine, BudgetLine.field_id == ActionField.id)
        .join(Call, Call.id == BudgetLine.call_id)
        .where(Call.code == code)
        .order_by(ActionField.position)
    )
    return [(row.ActionField, row.total_cents) for row in rows]
