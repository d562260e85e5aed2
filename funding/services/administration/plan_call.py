"""Plan a call: its window, its envelope, the limit of each action field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid
from funding.models import ActionField, BudgetLine, Call, CallField, Envelope
from funding.policy import Actor, require
from workflows.call import CALL, State


def plan_call(  # noqa: PLR0913 - a call has a year, a window, money and remarks
    session: Session,
    actor: Actor,
    *,
    code: str,
    year: int,
    opens_at: datetime,
    closes_at: datetime,
    total_cents: int,
    lines: Mapping[str, int],
    rolling: bool = False,
    remark_de: str = "",
    remark_en: str = "",
) -> Call:
    """Plan and announce a call; ``lines``: action field → limit in cents, at most the total."""
    require(actor, "act", "plan_call")
    if any(limit > total_cents for limit in lines.values()):
        raise Invalid(Fault("lines", "line_above_envelope"))
    if session.scalar(select(Call.id).where(Call.code == code)):
        raise Invalid(Fault("code", "call_known"))
    fields = {field.code: field for field in session.scalars(select(ActionField))}
    if not set(lines) <= set(fields):
        raise Invalid(Fault("lines", "unknown_action_field"))
    call = Call(
        code=code,
        year=year,
        state=State.PLANNED,
        version=0,
        definition_version=CALL.version,
        opens_at=opens_at,
        closes_at=closes_at,
        rolling=rolling,
        announced_at=clock.now(),
        remark_de=remark_de,
        remark_en=remark_en,
    )
    session.add(call)
    session.flush()  # envelope and lines refer to it
    session.add(Envelope(call_id=call.id, total_cents=total_cents))
    for field_code, limit in lines.items():
        field_id = fields[field_code].id
        session.add(CallField(call_id=call.id, field_id=field_id))
        line = BudgetLine(call_id=call.id, field_id=field_id)
        line.planned_cents = line.total_cents = limit
        session.add(line)
    session.flush()  # the funds are confirmed line by line
    return call
