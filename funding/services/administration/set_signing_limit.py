"""Set up to which amount somebody may sign, from a day on; what held before ends the day before."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import SigningLimit
from funding.policy import Actor, require
from funding.words.visible import said


def set_signing_limit(  # noqa: PLR0913 - who sets whose limit, how much, since when, by what
    session: Session, actor: Actor, whose: Actor, *, cents: int | None, since: date, source: str
) -> SigningLimit:
    """Give a person a signing limit in cents (``None``: without limit) and its source."""
    require(actor, "act", "set_signing_limit")
    if not said(source):
        raise Invalid(Fault("source", "reason_missing"))
    rows = session.scalars(
        select(SigningLimit)
        .where(SigningLimit.person_id == whose.person_id)
        .order_by(SigningLimit.valid_from)
    ).all()
    # Nobody's past is rewritten: what was signed was signed under the limit of its day.
    if rows and rows[-1].valid_from >= since:
        raise Invalid(Fault("since", "limit_too_early", {"since": rows[-1].valid_from}))
    if rows and (rows[-1].valid_to is None or rows[-1].valid_to >= since):
        rows[-1].valid_to = since - timedelta(days=1)
    new = SigningLimit(
        person_id=whose.person_id, valid_from=since, limit_cents=cents, source=source.strip()
    )
    session.add(new)
    return new
