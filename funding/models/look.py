"""Up to which version somebody of the office has looked at a case."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class Look(Keyed, Base):
    """Somebody has seen a case as it was in ``version``; what came later is new to them."""

    __tablename__ = "look"
    __table_args__ = (UniqueConstraint("application_id", "person_id"),)

    application_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("application.id", ondelete="CASCADE")
    )
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    version: Mapped[int]
    at: Mapped[datetime]
