"""A town says whereto its letters go; what stood there before, and who changed it, is kept."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Invalid
from funding.models import AuditEntry, Municipality
from funding.policy import Actor, Scope, acting_role, require
from funding.queries.spending.postal_address import (
    ADDRESS,
    CHANGE_ADDRESS,
    subject_of,
    wrong_with,
)
from funding.services.operations.write_audit import GENESIS, append, audit_entry, last_hash


def change_address(session: Session, actor: Actor, municipality_key: str, address: str) -> None:
    """Keep the postal address of a municipality; raises ``Invalid`` with all that is wrong."""
    scope = Scope(municipality_key)
    require(actor, "act", CHANGE_ADDRESS, scope)
    if faults := [*wrong_with(address)]:
        raise Invalid(*faults)
    role = acting_role(actor, "act", CHANGE_ADDRESS, scope)
    keep_address(session, actor, municipality_key, address, role)


def keep_address(
    session: Session, actor: Actor, municipality_key: str, address: str, role: str
) -> None:
    """Keep whereto letters to a municipality go, and who said so in which role."""
    # Two who change it do so one after the other, each with an entry of their own.
    locked = select(Municipality).where(Municipality.key == municipality_key).with_for_update()
    town = session.scalars(locked.execution_options(populate_existing=True)).one()
    if town.postal_address == address:
        return
    told = {"municipality": town.key, "old": town.postal_address, "new": address}
    _record(session, actor, role, told)
    town.postal_address = address


def _record(session: Session, actor: Actor, role: str, details: dict[str, str]) -> None:
    connection, subject = session.connection(), subject_of(details["municipality"])
    count = select(func.count()).where(
        AuditEntry.workflow == ADDRESS, AuditEntry.subject_id == subject
    )
    entry = audit_entry(
        actor,
        audit_id=uuid4(),
        workflow=ADDRESS,
        subject_id=subject,
        version=(session.scalar(count) or 0) + 1,
        definition_version=1,
        trigger=CHANGE_ADDRESS,
        source=ADDRESS,
        target=ADDRESS,
        role=role,
        at=clock.now(),
        details=details,
        previous=last_hash(connection, ADDRESS, subject) or GENESIS,
    )
    append(connection, entry)
