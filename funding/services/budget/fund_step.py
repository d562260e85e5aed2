"""A step of what belongs to a line and to no case: a transfer or a block."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding.errors import Outdated
from funding.models import ActionField, BudgetLine, Call
from funding.models import Block as BlockRow
from funding.models import Transfer as TransferRow
from funding.notices import outbox
from funding.notices.catalogue import OWED
from funding.notices.people import About, Recipient, candidates
from funding.policy import Actor, require
from funding.services.step import follow
from workflows.core import Facts, Workflow

Lines = tuple[BudgetLine, ...]


def take_fund_step(  # noqa: PLR0913 - one step, all of its sides
    session: Session,
    actor: Actor,
    workflow: Workflow[Any, Any],
    record: TransferRow | BlockRow,
    trigger: Any,
    facts: Facts,
    *,
    version: int | None,
    now: datetime,
    note: str,
    money: list[list[Any]],
    columns: dict[str, Any],
) -> UUID:
    """Take a step of a transfer or a block; return the audit entry that its bookings name.

    ``money`` is what the step books, for the audit: line, operation, total and blocked (cents).
    Raises as a step of a case does, and then leaves nothing behind.
    """
    if version is not None and version != record.version:
        require(actor, workflow.name, trigger)
        raise Outdated(version, record.version)
    known = {"amount_cents": record.amount_cents, "call_id": str(record.call_id)}
    _move, audit_id = follow(
        session,
        actor,
        workflow,
        record,
        trigger,
        facts,
        at=now,
        note=note,
        details=lambda move: known | ({"money": money} if move.step.books else {}),
        **columns,
    )
    return audit_id


def tell(  # noqa: PLR0913 - one notice, all of its sides
    session: Session,
    actor: Actor,
    key: tuple[str, Any],
    *,
    call: Call,
    lines: Lines,
    proposer_id: UUID,
    cause: UUID,
    now: datetime,
    facts: dict[str, Any],
) -> None:
    """Owe every notice that the catalogue names for a step of a transfer or block."""
    about = About(
        actor_id=actor.account_id,
        hands=frozenset(p for p in (actor.person_id,) if p),
        proposers=frozenset({proposer_id}),
    )
    fields = [session.get_one(ActionField, line.field_id) for line in lines]
    base = {"year": call.year, "actor": actor.name, "call": call.code, "reason": ""} | facts

    def in_words(recipient: Recipient) -> dict[str, Any]:
        names = [field.name(recipient.language) for field in fields]
        return base | {"field": names[0], "to_field": names[-1]}

    everyone = candidates(session, about)
    for owed in OWED[key]:
        outbox.post(
            session,
            cause=str(cause),
            kind=owed.kind,
            recipients=[r for r in everyone if owed.audience(r, about)],
            facts=in_words,
            now=now,
        )
