"""Whereto letters to a municipality go is what the audit says last."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import AuditEntry, Municipality
from funding.queries.spending.postal_address import ADDRESS


def addresses(session: Session) -> Iterator[str]:
    """List the addresses changed behind the audit, which knows none before its first entry."""
    query = select(AuditEntry.details).where(AuditEntry.workflow == ADDRESS)
    told: dict[str, str] = {}
    for details in session.scalars(query.order_by(AuditEntry.subject_id, AuditEntry.version)):
        key = details["municipality"]
        if told.get(key, details["old"]) != details["old"]:
            yield f"address of {key}: an entry of the audit begins where none before it ended"
        told[key] = details["new"]
    kept = select(Municipality.key, Municipality.postal_address).where(Municipality.key.in_(told))
    for key, address in session.execute(kept.order_by(Municipality.key)):
        if address != told[key]:
            yield f"address of {key}: it is another one than the audit says"
