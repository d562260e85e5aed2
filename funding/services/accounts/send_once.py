"""A form is sent once: the second click finds the result of the first."""

from __future__ import annotations

from sqlalchemy.orm import Session

from funding import clock
from funding.db.inserting import insert_into
from funding.errors import AlreadyDone
from funding.models import FormKey
from funding.policy import Actor


def send_once(session: Session, actor: Actor, key: str, location: str) -> None:
    """Take the key of a form in the transaction of its deed; raise ``AlreadyDone`` if it is taken.

    On PostgreSQL a simultaneous twin waits here until the first one has committed.
    """
    if not key or actor.account_id is None:
        return
    connection = session.connection()
    row = {"key": key, "account_id": actor.account_id, "location": location, "at": clock.now()}
    # By the row that comes back: PostgreSQL's driver keeps no count of an insertion.
    taking = (
        insert_into(connection, FormKey).values(row).on_conflict_do_nothing().returning(FormKey.key)
    )
    if connection.execute(taking).one_or_none() is not None:
        return
    known = session.get(FormKey, key)
    if known is None or known.account_id != actor.account_id:
        raise AlreadyDone("/")
    raise AlreadyDone(known.location)
