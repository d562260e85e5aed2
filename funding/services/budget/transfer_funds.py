"""Transfer money between two lines of a call: one person proposes, another releases."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid, NotFound
from funding.law import berlin, workdays
from funding.models import BudgetLine, Call, Transfer
from funding.policy import Actor, require
from funding.queries.administration import rules
from funding.queries.budget import lines
from funding.services.budget.book import Movement, enter
from funding.services.budget.fund_step import take_fund_step, tell
from funding.services.budget.shift_totals import shift_totals
from funding.services.budget.warn import warn
from funding.words.visible import said
from workflows.core import Facts, Reason, StepRefused
from workflows.transfer import TRANSFER, Deed, State, Trigger


def propose_transfer(  # noqa: PLR0913 - a transfer has that many sides
    session: Session,
    actor: Actor,
    call_code: str,
    *,
    giver: str,
    taker: str,
    amount_cents: int,
    reason: str,
) -> Transfer:
    """Propose a transfer between the lines of two action fields; nothing is moved yet.

    Raises ``Invalid`` with the numbers where the line that gives has not so much left.
    """
    require(actor, TRANSFER.name, Trigger.PROPOSE)
    call = lines.call_of(session, call_code)
    if call is None or actor.person_id is None:
        raise NotFound(call_code)
    from_line = lines.line_of(session, call.id, giver, "giver")
    to_line = lines.line_of(session, call.id, taker, "taker")
    if from_line.id == to_line.id:
        raise Invalid(Fault("taker", "same_line"))
    if amount_cents > from_line.movable_cents:
        raise Invalid(Fault("amount_cents", "transfer_too_high", lines.movable(from_line)))
    now = clock.now()
    on = berlin.local_date(now)
    transfer = Transfer(
        call_id=call.id,
        from_line_id=from_line.id,
        to_line_id=to_line.id,
        amount_cents=amount_cents,
        reason=reason,
        state=State.NEW,
        version=0,
        proposed_at=now,
        proposed_by_id=actor.person_id,
        due_on=workdays.add_working_days(on, rules.number(session, "approve_days", on)),
        remark="",
    )
    session.add(transfer)
    session.flush()  # its first step belongs to it
    _step(session, actor, transfer, Trigger.PROPOSE, None, reason, {}, now)
    return transfer


def decide_transfer(  # noqa: PLR0913 - one step, all of its sides
    session: Session,
    actor: Actor,
    transfer_id: UUID,
    trigger: Trigger,
    *,
    version: int,
    remark: str = "",
) -> Transfer:
    """Release, refuse or withdraw a transfer; only a release moves the money."""
    require(actor, TRANSFER.name, trigger)
    transfer = session.get(Transfer, transfer_id)
    if transfer is None:
        raise NotFound(str(transfer_id))
    now = clock.now()
    columns = {"decided_at": now, "decided_by_id": actor.person_id, "remark": remark}
    audit_id = _step(session, actor, transfer, trigger, version, remark, columns, now)
    if trigger == Trigger.RELEASE:
        _move(session, transfer, audit_id, now)
    return transfer


def facts_of(session: Session, actor: Actor, transfer: Transfer, reason: str) -> Facts:
    """Answer what the guards of a transfer ask; its proposer has a hand in it."""
    call = session.get_one(Call, transfer.call_id)
    giver = session.get_one(BudgetLine, transfer.from_line_id, populate_existing=True)
    return Facts(
        answers={
            "reason_given": said(reason),
            "line_covers": transfer.amount_cents <= giver.movable_cents,
            "funds_year_open": berlin.local_date(clock.now()).year <= call.year,
            "own_proposal": transfer.proposed_by_id == actor.person_id,
        },
        person=actor.person_id,
        hands=frozenset({(str(Deed.PROPOSED), transfer.proposed_by_id)})
        if transfer.state != State.NEW
        else frozenset(),
        params={"line_covers": lines.movable(giver)},
    )


def _step(  # noqa: PLR0913 - one step, all of its sides
    session: Session,
    actor: Actor,
    transfer: Transfer,
    trigger: Trigger,
    version: int | None,
    note: str,
    columns: dict[str, Any],
    now: datetime,
) -> UUID:
    call = session.get_one(Call, transfer.call_id)
    pair = tuple(
        session.get_one(BudgetLine, key) for key in (transfer.from_line_id, transfer.to_line_id)
    )
    audit_id = take_fund_step(
        session,
        actor,
        TRANSFER,
        transfer,
        trigger,
        facts_of(session, actor, transfer, note),
        version=version,
        now=now,
        note=note,
        money=[
            [str(transfer.from_line_id), "transfer", -transfer.amount_cents, 0],
            [str(transfer.to_line_id), "transfer", transfer.amount_cents, 0],
        ],
        columns=columns,
    )
    tell(
        session,
        actor,
        (TRANSFER.name, trigger),
        call=call,
        lines=pair,
        proposer_id=transfer.proposed_by_id,
        cause=audit_id,
        now=now,
        facts={
            "amount": transfer.amount_cents,
            "reason": note,
            "due": transfer.due_on.isoformat(),
            "path": f"/mittel/umschichtung/{transfer.id}",
        },
    )
    return audit_id


def _move(session: Session, transfer: Transfer, audit_id: UUID, now: datetime) -> None:
    """Move the money between the lines, and enter both sides in the ledger."""
    call = session.get_one(Call, transfer.call_id)
    giver = session.get_one(BudgetLine, transfer.from_line_id)
    taker = session.get_one(BudgetLine, transfer.to_line_id)
    connection = session.connection()
    cents = transfer.amount_cents
    pots = shift_totals(connection, (giver.id, giver.field_id), (taker.id, taker.field_id), cents)
    if pots is None:  # somebody was quicker between the question and the booking
        session.refresh(giver)
        raise StepRefused(
            TRANSFER.name, Trigger.RELEASE, [Reason("line_covers", lines.movable(giver))]
        )
    for line, change in ((giver, -cents), (taker, cents)):
        enter(
            connection,
            Movement("transfer", total=change),
            call_id=call.id,
            field_id=line.field_id,
            audit_id=audit_id,
            year=call.year,
            now=now,
        )
    warn(session, call, pots, audit_id, now)
