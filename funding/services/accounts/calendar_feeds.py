"""Make the secret address of a calendar, and revoke it."""

from __future__ import annotations

import secrets
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, update
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import NotFound
from funding.models import Account, CalendarFeed
from funding.policy import Actor
from funding.queries.accounts.actors import sha256
from funding.services.accounts.tell_change import tell_change
from funding.words.calendar import FEED_MADE


def make_feed(session: Session, actor: Actor, municipality_key: str | None = None) -> str:
    """Make an address for the actor's own deadlines or those of a town; return its token.

    Only its hash is kept, and an earlier address for the same is revoked. The person is told.
    """
    if actor.account_id is None:
        raise NotFound("calendar")
    if municipality_key is not None and municipality_key not in actor.towns:
        raise NotFound(municipality_key)
    now, token = clock.now(), secrets.token_urlsafe(32)
    _revoke(session, actor, CalendarFeed.municipality_key == municipality_key)
    feed = CalendarFeed(
        id=uuid4(),
        token_hash=sha256(token),
        account_id=actor.account_id,
        municipality_key=municipality_key,
        made_at=now,
    )
    session.add(feed)
    account = session.get_one(Account, actor.account_id)
    tell_change(session, account, FEED_MADE, by=actor.name, cause=str(feed.id), now=now)
    return token


def revoke_feed(session: Session, actor: Actor, feed_id: UUID) -> None:
    """Let an address of the actor's show nothing any more."""
    if not _revoke(session, actor, CalendarFeed.id == feed_id):
        raise NotFound(str(feed_id))


def _revoke(session: Session, actor: Actor, which: ColumnElement[bool]) -> bool:
    revoked = session.scalars(
        update(CalendarFeed)
        .where(
            CalendarFeed.account_id == actor.account_id,
            CalendarFeed.revoked_at.is_(None),
            which,
        )
        .values(revoked_at=clock.now())
        .returning(CalendarFeed.id)
        .execution_options(synchronize_session=False)
    )
    return bool(revoked.all())
