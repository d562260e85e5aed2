"""The audit entry of a change: chained to the one before, so that nothing can be slipped in."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Table, bindparam, select

from funding.models import AuditEntry
from funding.policy import Actor

GENESIS = "0" * 64
ENTRIES: Table = AuditEntry.metadata.tables[AuditEntry.__tablename__]
APPEND = ENTRIES.insert()
LAST = (
    select(AuditEntry.hash, AuditEntry.version)
    .where(
        AuditEntry.workflow == bindparam("workflow"),
        AuditEntry.subject_id == bindparam("subject", type_=ENTRIES.c.subject_id.type),
    )
    .order_by(AuditEntry.version.desc())
    .limit(1)
)


def digest(entry: dict[str, Any]) -> str:
    """Return the SHA-256 of an entry in canonical form, the previous hash included."""
    content = {key: _plain(value) for key, value in entry.items() if key != "hash"}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, dict | list | int | None):
        return value
    return str(value)


def audit_entry(  # noqa: PLR0913 - an audit entry has that many columns
    actor: Actor,
    *,
    audit_id: UUID,
    workflow: str,
    subject_id: UUID,
    version: int,
    definition_version: int,
    trigger: str,
    source: str,
    target: str,
    role: str,
    at: datetime,
    note: str = "",
    details: dict[str, Any] | None = None,
    on_behalf: str = "",
    previous: str,
) -> dict[str, Any]:
    """Build one entry for the chain of its subject; ``previous`` is the hash of the one before."""
    entry: dict[str, Any] = {
        "id": audit_id,
        "workflow": workflow,
        "subject_id": subject_id,
        "version": version,
        "definition_version": definition_version,
        "trigger": str(trigger),
        "source": str(source),
        "target": str(target),
        "account_id": actor.account_id,
        "person_id": actor.person_id,
        "actor_role": role,
        "on_behalf": on_behalf,
        "at": at,
        "note": note,
        "details": details or {},
        "previous_hash": previous or GENESIS,
    }
    entry["hash"] = digest(entry)
    return entry


def append_act(  # noqa: PLR0913 - all that is told of an act
    connection: Connection,
    actor: Actor,
    *,
    workflow: str,
    subject_id: UUID,
    act: str,
    role: str,
    at: datetime,
    details: dict[str, Any],
) -> None:
    """Append what was done to a record that has no states: the next entry of its own chain."""
    previous, version = last_entry(connection, workflow, subject_id)
    entry = audit_entry(
        actor,
        audit_id=uuid4(),
        workflow=workflow,
        subject_id=subject_id,
        version=version + 1,
        definition_version=1,
        trigger=act,
        source=workflow,
        target=workflow,
        role=role,
        at=at,
        details=details,
        previous=previous,
    )
    append(connection, entry)


def append(connection: Connection, entry: dict[str, Any]) -> None:
    """Append an entry to the chain; a second one for a version of its subject is impossible."""
    connection.execute(APPEND, entry)


def last_hash(connection: Connection, workflow: str, subject_id: UUID) -> str:
    """Return the hash of the newest entry of a record that does not keep it itself."""
    return last_entry(connection, workflow, subject_id)[0]


def last_entry(connection: Connection, workflow: str, subject_id: UUID) -> tuple[str, int]:
    """Return hash and version of the newest entry of a record; nothing and 0 before the first."""
    found = connection.execute(LAST, {"workflow": workflow, "subject": subject_id}).one_or_none()
    return (found.hash, found.version) if found else ("", 0)
