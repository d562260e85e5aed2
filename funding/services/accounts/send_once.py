"""A form is sent once: the second click finds the result of the first."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import AlreadyDone
from funding.models import FormKey
from funding.policy import Actor


def send_once(session: Session, actor: Actor, key: str, location: str) -> None:
    """Take the key of a form in the transaction of its deed; raise ``AlreadyDone`` if it is taken.

    On PostgreSQL a simultaneous twin waits here until the first one has committed.
    """
    if not key or actor.account_id is None:
        return
    known = session.get(FormKey, key)
    if known is None:
        session.add(
            FormKey(key=key, account_id=actor.account_id, location=location, at=clock.now())
        )
        try:
            session.flush()  # the key must be taken before the deed
        except IntegrityError:
            raise AlreadyDone(location) from None
        return
    if known.account_id != actor.account_id:
        raise AlreadyDone("/")
    raise AlreadyDone(known.location)
