"""Calendar feeds: whose they are, and who may still read by which address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.models import CalendarFeed, Municipality
from funding.policy import Actor
from funding.queries.accounts.actors import by_account, sha256


def feeds_of(session: Session, account_id: UUID | None) -> Sequence[Any]:
    """List the feeds of an account that work, with the name of the town where there is one."""
    return session.execute(
        select(CalendarFeed.id, CalendarFeed.made_at, Municipality.name.label("town"))
        .outerjoin(Municipality, Municipality.key == CalendarFeed.municipality_key)
        .where(CalendarFeed.account_id == account_id, CalendarFeed.revoked_at.is_(None))
        .order_by(CalendarFeed.made_at, CalendarFeed.id)
    ).all()


def reader_of(session: Session, token: str) -> tuple[Actor, str | None]:
    """Return whose feed an address is, and of which town.

    Raises ``NotFound`` for an address that is unknown or revoked, for an account that is not
    active any more, and where it has no part in the town of the feed any more.
    """
    feed = session.scalar(
        select(CalendarFeed).where(
            CalendarFeed.token_hash == sha256(token), CalendarFeed.revoked_at.is_(None)
        )
    )
    if feed is None:
        raise NotFound("calendar")
    actor = by_account(session, feed.account_id)
    if feed.municipality_key is not None and feed.municipality_key not in actor.towns:
        raise NotFound("calendar")
    return actor, feed.municipality_key
