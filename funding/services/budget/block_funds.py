"""Block a part of a line so that nobody can promise it, and release it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid, NotFound
from funding.models import Block, BudgetLine, Call, Envelope
from funding.policy import Actor, require
from funding.queries.budget import lines
from funding.services.budget.book import Movement, enter, move
from funding.services.budget.fund_step import take_fund_step, tell
from funding.services.budget.warn import warn
from funding.words.visible import said
from workflows.block import BLOCK, State, Trigger
from workflows.core import Facts, Reason, StepRefused


def block_funds(  # noqa: PLR0913 - a block has that many sides
    session: Session,
    actor: Actor,
    call_code: str,
    *,
    line: str,
    amount_cents: int,
    reason: str,
) -> Block:
    """Block a part of the line of an action field; at once it is no longer available.

    Raises ``Invalid`` with the numbers where line or envelope have not so much left.
    """
    require(actor, BLOCK.name, Trigger.BLOCK)
    call = lines.call_of(session, call_code)
    if call is None or actor.person_id is None:
        raise NotFound(call_code)
    found = lines.line_of(session, call.id, line, "line")
    scarce = _scarcer(session, found)
    if amount_cents > scarce.available_cents:
        raise Invalid(Fault("amount_cents", "block_too_high", lines.standing(scarce)))
    now = clock.now()
    block = Block(
        call_id=call.id,
        line_id=found.id,
        amount_cents=amount_cents,
        reason=reason,
        state=State.NEW,
        version=0,
        blocked_at=now,
        blocked_by_id=actor.person_id,
        lift_reason="",
    )
    session.add(block)
    session.flush()  # its first step belongs to it
    _step(session, actor, block, Trigger.BLOCK, None, reason, {}, now)
    return block


def lift_block(
    session: Session, actor: Actor, block_id: UUID, *, version: int, reason: str
) -> Block:
    """Release what was blocked; it can be promised again."""
    require(actor, BLOCK.name, Trigger.LIFT)
    block = session.get(Block, block_id)
    if block is None:
        raise NotFound(str(block_id))
    now = clock.now()
    columns = {"lifted_at": now, "lifted_by_id": actor.person_id, "lift_reason": reason}
    _step(session, actor, block, Trigger.LIFT, version, reason, columns, now)
    return block


def _scarcer(session: Session, line: BudgetLine) -> BudgetLine | Envelope:
    """Return the pot that has less left: what is blocked is missing in both."""
    whole = session.scalars(
        select(Envelope)
        .where(Envelope.call_id == line.call_id)
        .execution_options(populate_existing=True)
    ).one()
    return line if line.available_cents < whole.available_cents else whole


def _step(  # noqa: PLR0913 - one step, all of its sides
    session: Session,
    actor: Actor,
    block: Block,
    trigger: Trigger,
    version: int | None,
    reason: str,
    columns: dict[str, Any],
    now: datetime,
) -> None:
    call = session.get_one(Call, block.call_id)
    line = session.get_one(BudgetLine, block.line_id, populate_existing=True)
    scarce = _scarcer(session, line)
    change = block.amount_cents if trigger == Trigger.BLOCK else -block.amount_cents
    moved = Movement("block" if change > 0 else "unblock", blocked=change)
    audit_id = take_fund_step(
        session,
        actor,
        BLOCK,
        block,
        trigger,
        Facts(
            answers={
                "reason_given": said(reason),
                "line_free": change <= scarce.available_cents,
            },
            person=actor.person_id,
            params={"line_free": lines.standing(scarce)},
        ),
        version=version,
        now=now,
        note=reason,
        money=[[str(line.id), moved.operation, 0, change]],
        columns=columns,
    )
    connection = session.connection()
    pots = move(connection, call.id, line.field_id, moved)
    if pots is None:  # somebody was quicker between the question and the booking
        session.refresh(line)
        raise StepRefused(
            BLOCK.name, trigger, [Reason("line_free", lines.standing(_scarcer(session, line)))]
        )
    enter(
        connection,
        moved,
        call_id=call.id,
        field_id=line.field_id,
        audit_id=audit_id,
        year=call.year,
        now=now,
    )
    warn(session, call, pots, audit_id, now)
    tell(
        session,
        actor,
        (BLOCK.name, trigger),
        call=call,
        lines=(line,),
        proposer_id=block.blocked_by_id,
        cause=audit_id,
        now=now,
        facts={
            "amount": block.amount_cents,
            "reason": reason,
            "path": f"/mittel/sperren?aufruf={call.code}",
        },
    )
