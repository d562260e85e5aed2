"""Recompute what must agree between drawdowns and payments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.models import Application, AuditEntry, Drawdown, Payment
from workflows.application import Deed
from workflows.drawdown import DRAWDOWN, State, Trigger

PAID = (State.PAID, State.OVERDUE, State.USED, State.REPAID)
# Which hand on the case a step of its drawdown leaves.
LEAVES = {
    Trigger.CHECK: Deed.CERTIFIED,
    Trigger.COMPUTE: Deed.CERTIFIED,
    Trigger.ORDER: Deed.ORDERED,
}


def certificates(session: Session) -> dict[UUID, set[tuple[str, UUID]]]:
    """Return for each case who has certified or ordered a drawdown of it, by the audit."""
    rows = session.execute(
        select(Drawdown.application_id, AuditEntry.trigger, AuditEntry.person_id)
        .join(AuditEntry, AuditEntry.subject_id == Drawdown.id)
        .where(AuditEntry.workflow == DRAWDOWN.name, AuditEntry.trigger.in_(LEAVES))
    )
    told: dict[UUID, set[tuple[str, UUID]]] = defaultdict(set)
    for case_id, trigger, person_id in rows:
        if person_id is not None:
            told[case_id].add((str(LEAVES[Trigger(trigger)]), person_id))
    return told


def drawdowns(session: Session) -> Iterator[str]:
    """List drawdowns that are paid without a payment, or by another sum, or by too few people."""
    rows = session.execute(
        select(
            Drawdown,
            Application.reference,
            func.count(Payment.id).label("payments"),
            func.coalesce(func.sum(Payment.amount_cents), 0).label("cents"),
        )
        .join(Application, Application.id == Drawdown.application_id)
        .outerjoin(Payment, Payment.drawdown_id == Drawdown.id)
        .group_by(Drawdown.id, Application.reference)
        .order_by(Application.reference, Drawdown.number)
    )
    for draw, reference, payments, cents in rows:
        where = f"drawdown {draw.number} of {reference}"
        expected = 1 if draw.state in PAID else 0
        if payments != expected:
            yield f"{where}: {draw.state}, and {payments} payments name it"
        elif expected and cents != draw.amount_cents:
            yield f"{where}: {draw.amount_cents} cents were drawn, {cents} paid"
        people = (draw.checked_by_id, draw.computed_by_id, draw.ordered_by_id, draw.paid_by_id)
        if expected and len({person for person in people if person}) != len(people):
            yield f"{where}: paid by fewer than four people"
