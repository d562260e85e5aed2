"""People draw money and pay it out, through the services only."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from funding.db import reading, transaction
from funding.demo.drawing import CERTIFIED_BY, draw, figures, open_account
from funding.demo.story import Story
from funding.models import Application, Drawdown
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.services.spending import draw_funds
from funding.services.spending import pay_drawdown as paying
from tests.stages import EDITOR, SIGNATORY, TOWN, bring
from tests.stations import reach
from workflows.application import State
from workflows.drawdown import Trigger

CASHIER = "kasse@smi.example"
CHECKER, COMPUTER, ORDERER = (email for email, _trigger in CERTIFIED_BY)


def running(story: Story) -> str:
    """Return the reference of a project that runs, of a town with an account to pay to."""

    def play() -> str:
        reference = bring(story, State.IN_PROGRESS)
        open_account(story.act, TOWN)
        return reference

    return reach(story, "running_with_account", play)


def drawdown(reference: str, number: int = 1) -> Drawdown:
    """Read a drawdown afresh."""
    with reading() as session:
        found = session.scalars(
            select(Drawdown)
            .join(Application, Application.id == Drawdown.application_id)
            .where(Application.reference == reference, Drawdown.number == number)
        ).one()
        session.expunge(found)
        return found


def drawn(story: Story, reference: str, cents: int) -> int:
    """Let the town write a drawdown and a signatory send it; return its number."""
    return draw(story.act, TOWN, reference, cents, story.today)


def written(story: Story, reference: str, cents: int, email: str = EDITOR, **changes: Any) -> int:
    """Let somebody write a drawdown that keeps every rule, but for what is changed."""

    def write(session: Any, actor: Any) -> int:
        case = find.case(session, actor, reference)
        values = figures(case, cents) | {"purpose": "Personal"} | changes
        return draw_funds.write_drawdown(session, actor, reference, values).number

    return int(story.act(email, write))


def sent(story: Story, reference: str, number: int = 1, email: str = SIGNATORY) -> None:
    """Let a signatory send a drawdown."""
    send = partial(draw_funds.request_drawdown, key=reference, number=number, reauthenticated=True)
    story.act(email, send)


def certified(story: Story, reference: str, trigger: Trigger, email: str, number: int = 1) -> None:
    """Let somebody certify or order a drawdown."""
    step = partial(paying.certify_drawdown, key=reference, number=number, trigger=trigger)
    story.act(email, step)


def ordered(story: Story, reference: str, cents: int) -> int:
    """Bring a drawdown to where only the cashier is missing."""
    number = drawn(story, reference, cents)
    for email, trigger in CERTIFIED_BY:
        certified(story, reference, trigger, email, number)
    return number


def paid(story: Story, reference: str, number: int = 1, email: str = CASHIER, day: Any = None):
    """Let somebody pay a drawdown, today or as of a day."""
    pay = partial(paying.pay_drawdown, key=reference, number=number, value_on=day or story.today)
    story.act(email, pay)


def sent_back(story: Story, reference: str, trigger: Trigger, email: str, reason: str = "so"):
    """Let somebody ask about the first drawdown, refuse it, or say that the payment came back."""
    back = partial(paying.send_back, key=reference, number=1, trigger=trigger, reason=reason)
    story.act(email, back)


def used(story: Story, reference: str, number: int = 1, day: Any = None, email: str = EDITOR):
    """Let the town confirm the use of a payment."""
    use = partial(draw_funds.confirm_use, key=reference, number=number, used_on=day or story.today)
    story.act(email, use)


def some_draw_step(story: Story, reference: str, trigger: Trigger, email: str | None) -> None:
    """Let somebody try a step on the newest drawdown of a case, whoever they are."""
    with transaction() as session:
        actor = by_email(session, email) if email else CLOCK
        last = session.scalars(
            select(Drawdown)
            .join(Application, Application.id == Drawdown.application_id)
            .where(Application.reference == reference)
            .order_by(Drawdown.number.desc())
            .limit(1)
        ).one_or_none()
        if last is None:
            return
        at = (session, actor, reference, last.number)
        day = story.today - timedelta(days=1 if last.version % 2 else 0)
        if trigger in paying.CERTIFYING:
            paying.certify_drawdown(*at, trigger)
        elif trigger in paying.BACK:
            paying.send_back(*at, trigger, reason="so")
        elif trigger == Trigger.PAY:
            paying.pay_drawdown(*at, day)
        elif trigger == Trigger.REPAY:
            paying.repay_drawdown(*at, day)
        elif trigger == Trigger.CONFIRM_USE:
            draw_funds.confirm_use(*at, day)
        elif trigger == Trigger.REQUEST:
            draw_funds.request_drawdown(*at, reauthenticated=True)
        elif trigger == Trigger.WITHDRAW:
            draw_funds.withdraw_drawdown(*at)
        else:
            draw_funds.by_clock(session, last.id, "lapse")
