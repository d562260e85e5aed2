"""Somebody has a page of a draft open, and colleagues may know; nothing waits for it."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import Connection, Table, case, delete, or_
from sqlalchemy.orm import Session

from funding.db.inserting import insert_into
from funding.definition import definition
from funding.errors import NotFound
from funding.models import Presence
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.applying.presence import FRESH
from funding.queries.case import Case
from workflows.application import State
from workflows.core import Reason, StepRefused

PRESENCE: Table = Presence.metadata.tables[Presence.__tablename__]


def be_present(session: Session, actor: Actor, key: UUID | str, page: str) -> Case:
    """Note that the actor has a page of a draft open which they may write in."""
    found = find.case(session, actor, key)
    require(actor, "act", "edit", found.scope)
    try:
        definition(found.answers.form_version).page(page)
    except KeyError:
        raise NotFound(page) from None
    if found.application.state != State.DRAFT:
        raise StepRefused("application", "edit", [Reason("wrong_state")])
    note(found, page)
    return found


def note(found: Case, page: str) -> None:
    """Write down that the actor is at a page: one row for each person and page, in one statement.

    Who was away for longer has come anew.
    """
    now, kept = found.now, PRESENCE.c
    row = {"application_id": found.application.id, "page": page, "person_id": found.actor.person_id}
    written = insert_into(found.connection, PRESENCE).values(
        id=uuid4(), **row, since=now, seen_at=now
    )
    # A clock that was set back must not make somebody come later than they are here.
    anew = or_(kept.seen_at <= now - FRESH, kept.since > now)
    since = case((anew, now), else_=kept.since)
    found.connection.execute(
        written.on_conflict_do_update(
            index_elements=list(row), set_={"since": since, "seen_at": now}
        )
    )


def forget(connection: Connection, application_id: UUID) -> None:
    """Forget who was at the pages of a case that is no draft any more."""
    connection.execute(delete(PRESENCE).where(PRESENCE.c.application_id == application_id))
