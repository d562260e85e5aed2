"""Somebody of the office has seen a case: what comes after is new to them."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import Table
from sqlalchemy.orm import Session

from funding.db.inserting import insert_into
from funding.models import Look
from funding.policy import Actor, require
from funding.queries import find

LOOK: Table = Look.metadata.tables[Look.__tablename__]


def note_look(session: Session, actor: Actor, key: UUID | str, version: int) -> None:
    """Note up to which version the actor has seen a case; an older page takes nothing back."""
    case = find.case(session, actor, key)
    require(actor, "act", "see_queue", case.scope)
    seen = min(version, case.application.version)
    row = {"application_id": case.application.id, "person_id": actor.person_id}
    written = insert_into(case.connection, LOOK).values(
        id=uuid4(), **row, version=seen, at=case.now
    )
    case.connection.execute(
        written.on_conflict_do_update(
            index_elements=list(row),
            set_={"version": seen, "at": case.now},
            where=LOOK.c.version < seen,
        )
    )
