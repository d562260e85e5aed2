"""Answers to the questions that a payment asks of the drawdowns of its case."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, select

from funding.models import Drawdown, Payment
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from workflows.drawdown import OPEN, State

JUST_PAID = (State.PAID, State.USED)
ASKED = tuple(state for state in OPEN if state != State.DRAFTED)


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


def no_open_draw(case: Case) -> bool:
    """Is no drawdown asked for, ordered, or to be answered?"""
    asked = select(Drawdown.number).where(
        Drawdown.application_id == case.application.id, Drawdown.state.in_(ASKED)
    )
    return case.session.scalar(asked) is None


ANSWERS: dict[str, Answer] = {"on_order": on_order, "no_open_draw": no_open_draw}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs: the number of the drawdown that is open."""
    if code != "no_open_draw":
        return {}
    asked = select(Drawdown.number).where(
        Drawdown.application_id == case.application.id, Drawdown.state.in_(ASKED)
    )
    return {"number": case.session.scalar(asked) or 0}
