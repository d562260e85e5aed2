"""What has happened to a case since somebody read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import AuditEntry, Person
from funding.policy import Actor
from funding.queries import find


def changes_since(session: Session, actor: Actor, reference: str, version: int) -> Sequence[Any]:
    """List the steps after a version: when, what, by whom; only of a case the actor may see."""
    case = find.case(session, actor, reference)
    return session.execute(
        select(AuditEntry.at, AuditEntry.trigger, Person.name)
        .outerjoin(Person, Person.id == AuditEntry.person_id)
        .where(
            AuditEntry.workflow == "application",
            AuditEntry.subject_id == case.application.id,
            AuditEntry.version > version,
        )
        .order_by(AuditEntry.version)
    ).all()
