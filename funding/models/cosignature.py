"""Who has signed a joint application for which partner, and what exactly they had read."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed

STANDS = "ended_at IS NULL"


class CoSignature(Keyed, Base):
    """A partner's signature under a joint application, or (ended at once) why it was declined.

    ``fingerprint`` is the SHA-256 of all that concerns the partner, ``pages`` holds one for each
    page, ``told`` the answers themselves, so that later changes can be shown beside them.
    ``ended_by`` is the step or act by which it ceased to count.
    """

    __tablename__ = "cosignature"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
        Index("ix_cosignature_case", "application_id", "municipality_key", "at"),
        Index(
            "uq_cosignature_stands",
            "application_id",
            "municipality_key",
            unique=True,
            sqlite_where=text(STANDS),
            postgresql_where=text(STANDS),
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    municipality_key: Mapped[str] = mapped_column(ForeignKey("municipality.key"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]
    fingerprint: Mapped[str] = mapped_column(String(64))
    pages: Mapped[dict[str, Any]]
    told: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(32))
