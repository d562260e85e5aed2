"""How a demo town draws its grant, and how four people of the office pay it out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from funding.db import reading
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.spending.bank_details import settled_account
from funding.queries.spending.draw_answers import settling
from funding.queries.spending.drawdowns import is_refund, unused_draws
from funding.services.administration.set_up_demo import TOWNS
from funding.services.spending.change_bank_details import (
    call_back,
    confirm_account,
    propose_account,
)
from funding.services.spending.draw_funds import confirm_use, request_drawdown, write_drawdown
from funding.services.spending.pay_drawdown import certify_drawdown, pay_drawdown
from workflows.drawdown import Trigger

Act = Callable[[str, Callable[[Session, Actor], Any]], Any]
CERTIFIED_BY = (
    ("sachbearbeitung1@smi.example", Trigger.CHECK),
    ("sachbearbeitung2@smi.example", Trigger.COMPUTE),
    ("haushalt@smi.example", Trigger.ORDER),
)
CASHIER = "kasse@smi.example"
IBAN = "DE02120300000000202051"  # an example that belongs to nobody
NEEDED_FOR = timedelta(days=30)


def draw(act: Act, town: str, reference: str, cents: int, today: date) -> int:
    """Let a town draw an amount (cents), earlier ones being used; return the drawdown's number."""
    editor = f"bearbeitung@{town}.example"
    open_account(act, town)
    number = int(act(editor, partial(_write, reference=reference, cents=cents, today=today)))
    sign = partial(request_drawdown, key=reference, number=number, reauthenticated=True)
    act(f"zeichnung@{town}.example", sign)
    return number


def open_account(act: Act, town: str) -> None:
    """Let two people of a town enter its account and the office call back, where it has none."""
    key, name = TOWNS[town]
    with reading() as session:
        if settled_account(session, key) is not None:
            return
    propose = partial(propose_account, municipality_key=key, holder=f"Stadt {name}", iban=IBAN)
    made = act(f"bearbeitung@{town}.example", propose)
    sign = partial(confirm_account, key=made.id, reauthenticated=True)
    act(f"zeichnung@{town}.example", sign)
    called = "Kämmerei, 03726 0, wie im Telefonverzeichnis"
    act(CERTIFIED_BY[0][0], partial(call_back, key=made.id, called=called))


def pay_out(act: Act, town: str, reference: str, cents: int, today: date) -> None:
    """Let a town draw an amount (cents), three people certify and order, a fourth one pay today."""
    number = draw(act, town, reference, cents, today)
    for email, trigger in CERTIFIED_BY:
        step = partial(certify_drawdown, key=reference, number=number, trigger=trigger)
        act(email, step)
    pay = partial(pay_drawdown, key=reference, number=number, value_on=today)
    act(CASHIER, pay)


def _write(session: Session, actor: Actor, *, reference: str, cents: int, today: date) -> int:
    case = find.case(session, actor, reference)
    for paid in unused_draws(case):
        confirm_use(session, actor, reference, paid.number, today)
    values = figures(case, cents) | {"purpose": "Personal und Sachkosten der nächsten Wochen"}
    return write_drawdown(session, actor, reference, values).number


def figures(case: Case, cents: int) -> dict[str, Any]:
    """Return what has to be spent or due (cents) so that an amount can be drawn in proportion."""
    drawn = case.application.paid_cents + cents
    due = -(-drawn * case.award_eligible_cents // (case.application.approved_cents or 1))
    spent = due if is_refund(case) or settling(case) else 0
    until = None if spent else case.today + NEEDED_FOR
    return {
        "amount_cents": cents,
        "spent_cents": spent,
        "need_cents": due - spent,
        "needed_until": until,
    }
