"""The office pays a drawdown out: found right, computed, ordered and paid by four people."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Drawdown
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.spending.bank_details import settled_account
from funding.queries.spending.draw_answers import settling
from funding.queries.spending.drawdowns import drawdown_of
from funding.services.spending.drawdown_step import payment_of, take
from funding.services.spending.record_payment import record_payment
from workflows.drawdown import Trigger

CERTIFYING = (Trigger.CHECK, Trigger.COMPUTE, Trigger.ORDER)
BACK = (Trigger.QUESTION, Trigger.REFUSE, Trigger.BOUNCE)


def certify_drawdown(  # noqa: PLR0913 - who does which step on which, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    number: int,
    trigger: Trigger,
    version: int | None = None,
) -> Drawdown:
    """Find a drawdown right (sachlich), its sum right (rechnerisch), or order its payment.

    §§ 70, 77 SäHO: whoever has done one of these does none of the others, nor pays.
    """
    case = find.case(session, actor, key)
    draw = drawdown_of(case, number)
    columns = _account(case) if trigger == Trigger.ORDER else {}
    take(case, draw, trigger, {}, version=version, **columns)
    return draw


def _account(case: Case) -> dict[str, Any]:
    """Return the day of an order and where it is paid to, as that stands now."""
    account = settled_account(case.session, case.application.lead_key)
    if account is None:
        return {"ordered_on": case.today}  # which the guard refuses
    return {
        "ordered_on": case.today,
        "account_holder": account.holder,
        "iban": account.iban,
    }


def send_back(  # noqa: PLR0913 - who says why of which, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    number: int,
    trigger: Trigger,
    *,
    reason: str,
    version: int | None = None,
) -> None:
    """Ask the town about a drawdown, refuse it, or say that the bank sent the payment back."""
    case = find.case(session, actor, key)
    take(case, drawdown_of(case, number), trigger, {"reason": reason}, version=version)


def pay_drawdown(  # noqa: PLR0913 - who pays which as of when, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    number: int,
    value_on: date | None,
    *,
    remark: str = "",
    version: int | None = None,
) -> None:
    """Pay an ordered drawdown as of its value date; grant, line and ledger know it at once."""
    case = find.case(session, actor, key)
    draw = drawdown_of(case, number)
    given = {"day": value_on}
    used = {"used_on": value_on} if draw.refund or settling(case) else {}
    take(case, draw, Trigger.PAY, given, version=version, value_on=value_on, **used)
    if value_on is not None:
        record_payment(session, actor, key, payment_of(draw, value_on, remark))


def repay_drawdown(  # noqa: PLR0913 - who books which as of when, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    number: int,
    value_on: date | None,
    version: int | None = None,
) -> None:
    """Book that the town has paid a whole drawdown back which it did not use."""
    case = find.case(session, actor, key)
    draw = drawdown_of(case, number)
    take(case, draw, Trigger.REPAY, {"day": value_on}, version=version)
    if value_on is not None:
        record_payment(session, actor, key, payment_of(draw, value_on, "", back=True))
