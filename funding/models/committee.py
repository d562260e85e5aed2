"""Sessions of the committee: the agenda in its order, what came of each case, the minutes."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, listed

RESULTS = ("open", "agreed", "declined", "postponed")


class CommitteeSession(Keyed, Base):
    """A session of the committee for a call; once closed it is not changed any more."""

    __tablename__ = "committee_session"
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"), index=True)
    on: Mapped[date]
    title: Mapped[str] = mapped_column(String(120))
    minutes: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    planned_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    planned_at: Mapped[datetime]
    closed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]


class AgendaItem(Keyed, Base):
    """A case on the agenda: what came of it, with the amount in cents that was agreed."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        UniqueConstraint("session_id", "application_id"),
        CheckConstraint(listed("result", RESULTS), name="result"),
        CheckConstraint("(result = 'agreed') = (amount_cents > 0)", name="amount"),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("committee_session.id"))
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    position: Mapped[int]
    result: Mapped[str] = mapped_column(String(12), default="open")
    amount_cents: Mapped[int] = mapped_column(Cents, default=0)
    note: Mapped[str] = mapped_column(Text, default="")
