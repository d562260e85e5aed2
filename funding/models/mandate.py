"""Seats and offices that people of the ministry hold in municipalities (§ 20 VwVfG)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class Mandate(Keyed, Base):
    """A person sits in a council, or holds an office, of a municipality until it is ended."""

    __tablename__ = "mandate"
    __table_args__ = (
        CheckConstraint("(ended_on IS NULL) = (ended_at IS NULL)", name="ended"),
        Index("ix_mandate_person", "person_id", "municipality_key"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    municipality_key: Mapped[str] = mapped_column(ForeignKey("municipality.key"))
    office: Mapped[str] = mapped_column(String(80))
    entered_at: Mapped[datetime]
    ended_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
