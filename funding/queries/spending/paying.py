"""Answers to the questions that a payment asks of the drawdowns of its case."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, select

from funding.models import Drawdown, Payment
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.spending.drawdowns import open_draw
from workflows.drawdown import State

JUST_PAID = (State.PAID, State.USED)


def on_order(case: Case) -> bool:
    """Is it money back, or the sum that a paid drawdown names, booked for the first time?"""
    if case.details is None:
        return True
    amount, drawn = case.given("amount_cents"), case.given("drawdown_id")
    if drawn is None:
        return not (case.rule("payments_on_drawdown") and type(amount) is int and amount > 0)
    draw = case.session.get(Drawdown, drawn)
    known = draw is not None and draw.application_id == case.application.id
    return (
        draw is not None
        and known
        and (draw.state, draw.amount_cents) in ((state, amount) for state in JUST_PAID)
        and not case.session.scalar(select(exists().where(Payment.drawdown_id == drawn)))
    )


def asked_for(case: Case) -> Drawdown | None:
    """Return the drawdown that is asked for, ordered, or to be answered."""
    found = open_draw(case)
    return None if found is None or found.state == State.DRAFTED else found


def no_open_draw(case: Case) -> bool:
    """Is no drawdown asked for, ordered, or to be answered?"""
    return asked_for(case) is None


def none_ordered(case: Case) -> bool:
    """Is no drawdown ordered, so that no money is on its way to the town?"""
    found = open_draw(case)
    return found is None or found.state != State.ORDERED


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer for answer in (on_order, no_open_draw, none_ordered)
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs: the number of the drawdown that is open."""
    found = None if code == "on_order" else asked_for(case)
    return {"number": found.number} if found else {}
