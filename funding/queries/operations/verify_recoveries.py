"""Recompute what must agree between recoveries, what came in, and the payments of their cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Application, Payment, Received, Recovery, RecoveryRelief
from funding.models.recovery import GRANT
from workflows.application import State as CaseState
from workflows.recovery import ENDED, LEADS_TO, OPEN, Relief


def recoveries(session: Session) -> Iterator[str]:
    """List claims whose sum, payments, reliefs or case say something else than they do."""
    came: dict[UUID, list[Received]] = defaultdict(list)
    for one in session.scalars(select(Received)):
        came[one.recovery_id].append(one)
    reliefs: dict[UUID, list[RecoveryRelief]] = defaultdict(list)
    for relief in session.scalars(select(RecoveryRelief).order_by(RecoveryRelief.number)):
        reliefs[relief.recovery_id].append(relief)
    booked = {
        payment.received_id: payment
        for payment in session.scalars(select(Payment).where(Payment.received_id.is_not(None)))
    }
    rows = session.execute(
        select(Recovery, Application)
        .join(Application, Application.id == Recovery.application_id)
        .order_by(Application.reference)
    )
    for claim, case in rows:
        where = f"claim ({claim.kind}) of {case.reference}"
        found = came[claim.id]
        if sum(one.amount_cents for one in found) != claim.paid_cents:
            yield f"{where}: {claim.paid_cents} cents are paid, what came in adds up to another sum"
        if claim.kind == GRANT:
            yield from _booked(where, found, booked, case.id)
        if claim.kind == GRANT and claim.dropped_at is None:
            yield from _case(where, claim, case)
        yield from _eased(where, claim, reliefs[claim.id])


def _booked(
    where: str, came: Sequence[Received], booked: dict[UUID | None, Payment], case_id: UUID
) -> Iterator[str]:
    for one in came:
        payment = booked.get(one.id)
        if payment is None or payment.application_id != case_id:
            yield f"{where}: what came in on {one.value_on} is booked back nowhere"
        elif payment.amount_cents != -one.amount_cents:
            yield f"{where}: {one.amount_cents} came in, {-payment.amount_cents} is booked back"


def _case(where: str, claim: Recovery, case: Application) -> Iterator[str]:
    if (claim.state in OPEN) != (case.state == CaseState.RECOVERING):
        yield f"{where}: {claim.state}, and its case is {case.state}"
    if claim.amount_cents - claim.paid_cents < case.paid_cents - (case.final_cents or 0):
        yield f"{where}: more is overpaid than is reclaimed"


def _eased(where: str, claim: Recovery, reliefs: Sequence[RecoveryRelief]) -> Iterator[str]:
    """A claim that was eased or given up names the relief that another person has granted."""
    granted = [one for one in reliefs if one.granted]
    meant = {LEADS_TO[Relief(one.kind)] for one in granted[-1:]}
    eased = claim.state in {*LEADS_TO.values()}
    if eased and claim.state not in meant:
        yield f"{where}: {claim.state}, and nobody has granted that"
    if claim.state in ENDED and any(one.decided_at is None for one in reliefs) and eased:
        yield f"{where}: ended, and a relief is still undecided"
