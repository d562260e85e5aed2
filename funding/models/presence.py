"""Who has which page of a draft open just now: a courtesy among colleagues, no lock, no record."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class Presence(Keyed, Base):
    """Somebody is at a page of a draft ``since`` then, and was last heard of at ``seen_at``."""

    __tablename__ = "presence"
    __table_args__ = (
        CheckConstraint("since <= seen_at", name="since"),
        UniqueConstraint("application_id", "page", "person_id"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("application.id", ondelete="CASCADE")
    )
    page: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[datetime]
    seen_at: Mapped[datetime]
