"""What who watches the money should look at: warnings, payments ahead, what may be left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from funding.models import (
    Application,
    BudgetLine,
    DecisionNotice,
    Envelope,
    LedgerEntry,
    Municipality,
)
from funding.policy import Actor
from funding.queries.administration import rules
from funding.queries.budget.asked import UNDECIDED
from funding.queries.reviewing.hidden import hidden_from

THRESHOLDS = ("funds_warning_percent", "funds_scarce_percent", "funds_gone_percent")
WHOLE = 100
NEXT = 10


class Level(NamedTuple):
    """How much of a pot is taken, in whole percent, and which threshold that reaches (0 to 3)."""

    percent: int
    reached: int


def level(session: Session, pot: BudgetLine | Envelope, on: date) -> Level:
    """Tell how much of a pot is taken and which of the thresholds of the day it reaches."""
    if not pot.total_cents:
        return Level(0, 0)
    percent = pot.taken_cents * WHOLE // pot.total_cents
    return Level(percent, sum(percent >= rules.number(session, key, on) for key in THRESHOLDS))


def asked_by_field(session: Session, call_id: UUID) -> dict[UUID, int]:
    """Sum up what is asked for in each field and undecided, in cents."""
    rows = session.execute(
        select(Application.field_id, func.sum(Application.requested_cents))
        .where(Application.call_id == call_id, Application.state.in_(UNDECIDED))
        .group_by(Application.field_id)
    )
    return {field: int(cents or 0) for field, cents in rows if field}


def repaid_by_field(session: Session, call_id: UUID) -> dict[UUID, int]:
    """Sum up what towns have paid back in each field, in cents."""
    rows = session.execute(
        select(LedgerEntry.field_id, func.sum(LedgerEntry.paid_change))
        .where(LedgerEntry.call_id == call_id, LedgerEntry.operation == "book_back")
        .group_by(LedgerEntry.field_id)
    )
    return {field: -int(cents) for field, cents in rows}


def next_payments(session: Session, actor: Actor, call_id: UUID) -> Sequence[Any]:
    """List awarded cases that are not paid in full: those first that can be paid soonest."""
    return session.execute(
        select(
            Application.reference,
            Municipality.name.label("town"),
            (Application.committed_cents - Application.paid_cents).label("open_cents"),
            DecisionNotice.final_on,
        )
        .join(Municipality, Municipality.key == Application.lead_key)
        .outerjoin(
            DecisionNotice,
            (DecisionNotice.application_id == Application.id)
            & (DecisionNotice.round == Application.round)
            & (DecisionNotice.kind == "award")
            & DecisionNotice.set_aside_on.is_(None),
        )
        .where(
            Application.call_id == call_id,
            Application.committed_cents > Application.paid_cents,
            ~hidden_from(actor),
        )
        .order_by(
            case((DecisionNotice.final_on.is_(None), 1), else_=0),
            DecisionNotice.final_on,
            Application.reference,
        )
        .limit(NEXT)
    ).all()


class Outlook(NamedTuple):
    """What will probably be left of a call (cents), and by which share that was reckoned."""

    left_cents: int
    share_percent: int
    decided: int
    known: bool


def outlook(session: Session, pot: Envelope, on: date) -> Outlook:
    """Reckon what will be left if as much of what is reserved is awarded as until now.

    The share is that of all calls, in money, and counts only from enough decisions on; until
    then all that is reserved is taken for awarded. What is undecided is not counted.
    """
    awarded, dropped, decided = session.execute(
        select(
            func.coalesce(
                func.sum(case((LedgerEntry.operation == "commit", LedgerEntry.committed_change))), 0
            ),
            func.coalesce(func.sum(case((_dropped(), -LedgerEntry.reserved_change))), 0),
            func.count(case(((LedgerEntry.operation == "commit") | _dropped(), 1))),
        )
    ).one()
    known = decided >= rules.number(session, "outlook_decisions", on)
    share = int(awarded) * WHOLE // int(awarded + dropped) if known else WHOLE
    expected = pot.reserved_cents * share // WHOLE
    left = pot.total_cents - pot.blocked_cents - pot.committed_cents - expected
    return Outlook(left, share, decided, known)


def _dropped() -> Any:
    return (LedgerEntry.operation == "release") & (LedgerEntry.reserved_change < 0)
