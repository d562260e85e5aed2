"""A town draws its grant: writes a drawdown, hands it in, and says that the money is used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid, NotPermitted, Outdated
from funding.models import Drawdown
from funding.notices.catalogue import OWED
from funding.policy import CLOCK, Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.spending.draw_answers import settling
from funding.queries.spending.drawdowns import (
    drawdown_of,
    is_drawable,
    is_refund,
    next_number,
    open_draw,
    told_by,
)
from funding.services import step
from funding.services.spending.drawdown_step import REMINDED, take, tell
from funding.words.visible import said
from workflows.core import Reason, StepRefused
from workflows.drawdown import DRAWDOWN, State, Trigger

LONGEST = 2000
WRITABLE = (State.DRAFTED, State.QUESTIONED)


def write_drawdown(  # noqa: PLR0913 - what is kept of which, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    values: Mapping[str, Any],
    number: int | None = None,
    version: int | None = None,
) -> Drawdown:
    """Keep a drawdown that is not handed in: amounts in cents, ``needed_until`` a day (Berlin).

    Without a ``number`` a new one begins. Raises ``Invalid`` for what cannot be, ``StepRefused``
    where one is open already, or the case is not at a stage where anything can be drawn.
    """
    case = find.case(session, actor, key)
    require(actor, "act", "draw", case.scope)
    _check(values)
    draw = _begun(case) if number is None else drawdown_of(case, number)
    if version is not None and version != draw.version:
        raise Outdated(version, draw.version, draw.id)
    if draw.state not in WRITABLE:
        raise StepRefused(DRAWDOWN.name, "write", [Reason("wrong_state")])
    for name in ("amount_cents", "spent_cents", "need_cents", "needed_until", "purpose"):
        setattr(draw, name, values[name])
    if draw.refund:
        draw.need_cents, draw.needed_until = 0, None
    draw.version += 1
    session.add(draw)
    session.flush()
    return draw


def _check(values: Mapping[str, Any]) -> None:
    faults = []
    if not values.get("amount_cents") or values["amount_cents"] < 0:
        faults.append(Fault("amount_cents", "amount_missing"))
    if not said(values.get("purpose")):
        faults.append(Fault("purpose", "required"))
    if faults:
        raise Invalid(*faults)


def _begun(case: Case) -> Drawdown:
    """Begin a drawdown; who is not known to the portal by an account draws nothing."""
    if case.actor.account_id is None:
        raise NotPermitted("draw")
    if not is_drawable(case):
        raise StepRefused(DRAWDOWN.name, "write", [Reason("case_drawable")])
    if open_draw(case) is not None:
        raise StepRefused(DRAWDOWN.name, "write", [Reason("one_draw_open")])
    return Drawdown(
        id=uuid4(),
        application_id=case.application.id,
        number=next_number(case.session, case.application.id),
        state=State.DRAFTED,
        version=0,
        refund=is_refund(case) or settling(case),
        created_at=case.now,
        created_by_id=case.actor.account_id,
        remark="",
        told=0,
    )


def request_drawdown(  # noqa: PLR0913 - who hands in which, signed how, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    number: int,
    *,
    reauthenticated: bool,
    version: int | None = None,
) -> Drawdown:
    """Hand a drawdown in, by a signatory; from then on it is the office's to check."""
    case = find.case(session, actor, key)
    draw = drawdown_of(case, number)
    given = {"reauthenticated": reauthenticated}
    take(case, draw, Trigger.REQUEST, given, version=version, requested_at=case.now)
    # A proof handed in at the same moment has not seen it.
    step.touch(case, None)
    return draw


def withdraw_drawdown(
    session: Session, actor: Actor, key: UUID | str, number: int, version: int | None = None
) -> None:
    """Take a drawdown back that nobody has found right."""
    case = find.case(session, actor, key)
    take(case, drawdown_of(case, number), Trigger.WITHDRAW, {}, version=version)


def confirm_use(  # noqa: PLR0913 - who says of which that it was used when
    session: Session,
    actor: Actor,
    key: UUID | str,
    number: int,
    used_on: date | None,
    version: int | None = None,
) -> None:
    """Say that what was paid is spent for its purpose, and since which day (Berlin)."""
    case = find.case(session, actor, key)
    draw = drawdown_of(case, number)
    take(case, draw, Trigger.CONFIRM_USE, {"day": used_on}, version=version, used_on=used_on)


def by_clock(session: Session, draw_id: UUID, deed: str) -> int:
    """Let the use period of a payment lapse, or remind whoever has to act on a drawdown."""
    draw = session.get_one(Drawdown, draw_id, with_for_update=True)
    case = find.case(session, CLOCK, draw.application_id)
    if deed == "lapse":
        take(case, draw, Trigger.LAPSE, {})
        return 1
    told = told_by(draw, case.today)
    if draw.told >= told:
        return 0
    draw.told = told
    meant = OWED[REMINDED]
    tell(
        case,
        draw,
        [one for one in meant if one.kind == TO_DO.get(draw.state)],
        f"{draw.id}:{draw.version}:{told}",
    )
    return 1


# What is told again where nobody acts.
TO_DO: Mapping[str, str] = {
    State.REQUESTED: "drawdown_to_check",
    State.QUESTIONED: "drawdown_questioned",
    State.CHECKED: "drawdown_to_compute",
    State.COMPUTED: "drawdown_to_order",
    State.ORDERED: "drawdown_to_pay",
    State.PAID: "use_to_confirm",
}
