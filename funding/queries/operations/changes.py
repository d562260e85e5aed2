"""What has happened to a case since somebody read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import AuditEntry, Person
from funding.policy import Actor
from funding.queries import find
from workflows import ALL

BESIDE = tuple(one.name for one in ALL if one.name != "application")


def changes_since(
    session: Session, actor: Actor, reference: str, version: int, of: UUID | None = None
) -> Sequence[Any]:
    """List the steps after a version: when, what, by whom; only of a case the actor may see.

    ``of`` is the record beside the case whose version that was, e.g. a drawdown.
    """
    case = find.case(session, actor, reference)
    return session.execute(
        select(AuditEntry.at, AuditEntry.workflow, AuditEntry.trigger, Person.name)
        .outerjoin(Person, Person.id == AuditEntry.person_id)
        .where(
            AuditEntry.workflow.in_(BESIDE) if of else AuditEntry.workflow == "application",
            AuditEntry.subject_id == (of or case.application.id),
            AuditEntry.version > version,
        )
        .order_by(AuditEntry.version)
    ).all()
