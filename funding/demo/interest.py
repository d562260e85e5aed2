"""Interest in the rehearsal: money that is used in time, and money on which interest is paid."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.db import reading
from funding.demo.auditing import AUDITOR
from funding.demo.drawing import CASHIER
from funding.demo.story import Story
from funding.law.notifying import deemed_notified
from funding.models import Application, InterestClaim
from funding.models.recovery import INTEREST
from funding.policy import CLOCK, Actor
from funding.queries import find
from funding.queries.details import Details
from funding.queries.reporting.interest import interest_of
from funding.queries.spending.drawdowns import unused_draws
from funding.services.reporting import ask_interest, recover
from funding.services.spending.draw_funds import confirm_use

APPROVER = "entscheidung2@smi.example"
REASON = (
    "Das Geld wurde Monate vor dem Bedarf abgerufen. Umstände, deretwegen von Zinsen abzusehen "
    "wäre, sind nicht vorgetragen."
)
WEIGHING = (
    "Dass zu früh abgerufen wurde, räumt die Kommune ein. Gründe, deretwegen sie das nicht zu "
    "vertreten hätte, nennt sie nicht; bei der Forderung bleibt es."
)


def use_all(story: Story, reference: str) -> None:
    """Let a town say that all it was paid is used since today."""

    def confirm(session: Session, actor: Actor) -> None:
        for paid in unused_draws(find.case(session, actor, reference)):
            confirm_use(session, actor, reference, paid.number, story.today)

    story.act(story.editor(reference), confirm)


def propose_interest(story: Story, reference: str) -> None:
    """Propose the interest of a case, unless a base rate that it needs is not announced yet."""
    with reading() as session:
        missing = interest_of(find.case(session, CLOCK, reference)).missing
    if missing is not None:
        story.say(f"  {reference}: no base rate is known for {missing}, so none is proposed")
        return
    story.act(AUDITOR, partial(ask_interest.propose_interest, key=reference, reason=REASON))


def ask_for_interest(story: Story, reference: str) -> None:
    """Propose the interest of a case, hear its town, and sign the notice about it."""
    propose_interest(story, reference)
    story.go(story.today + timedelta(days=5))
    said: Details = {
        "comment": "Wir haben zu früh abgerufen und zahlen.",
        "reauthenticated": True,
    }
    comment = partial(ask_interest.comment_on_interest, key=reference, details=said)
    story.act(story.signatory(reference), comment)
    number = _proposed(reference).number
    weighed = partial(ask_interest.weigh_comment, key=reference, number=number, weighing=WEIGHING)
    story.act(AUDITOR, weighed)
    days: Details = {
        "issued_on": story.today,
        "notified_on": deemed_notified(story.today, "post"),
        "channel": "post",
        "evidence": "Postausgangsbuch",
    }
    sign = partial(ask_interest.sign_interest, key=reference, number=number, details=days)
    story.act(APPROVER, sign)


def pay_interest(story: Story, reference: str) -> None:
    """Let the cashier book that the town has paid it."""
    cents, today = _proposed(reference).amount_cents, story.today
    book = partial(recover.receive, key=reference, cents=cents, value_on=today, kind=INTEREST)
    story.act(CASHIER, book)


def _proposed(reference: str) -> InterestClaim:
    wanted = (
        select(InterestClaim)
        .join(Application, Application.id == InterestClaim.application_id)
        .where(Application.reference == reference)
        .order_by(InterestClaim.number.desc())
    )
    with reading() as session:
        return session.scalars(wanted.limit(1)).one()
