"""The audit: one entry for each change, chained by hashes, never changed."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class AuditEntry(Keyed, Base):
    """Who did what to which record, when, from where to where, why; ``hash`` covers the last."""

    __tablename__ = "audit_entry"
    __table_args__ = (UniqueConstraint("workflow", "subject_id", "version"),)

    workflow: Mapped[str] = mapped_column(String(24))
    subject_id: Mapped[uuid.UUID]
    version: Mapped[int]
    definition_version: Mapped[int]
    trigger: Mapped[str] = mapped_column(String(32))
    source: Mapped[str] = mapped_column(String(32))
    target: Mapped[str] = mapped_column(String(32))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    actor_role: Mapped[str] = mapped_column(String(32))
    on_behalf: Mapped[str] = mapped_column(String(120), default="")
    at: Mapped[datetime]
    note: Mapped[str] = mapped_column(Text, default="")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    # The disposal that has taken the words out of it, and the digest of what is left.
    erased_in_id: Mapped[uuid.UUID | None]
    rest_hash: Mapped[str | None] = mapped_column(String(64))
