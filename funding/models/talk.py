"""What is said about a case: notes of the office among itself, messages between office and town."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class Note(Keyed, Base):
    """A note of the office, never seen by a town; with a day it is a task of who is named."""

    __tablename__ = "note"
    __table_args__ = (
        CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name="done"),
        Index("ix_note_case", "application_id", "written_at"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    written_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    written_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    reminded_at: Mapped[datetime | None]


class NoteMention(Keyed, Base):
    """A colleague whom a note names: told of it, and of its day."""

    __tablename__ = "note_mention"
    __table_args__ = (UniqueConstraint("note_id", "account_id"),)

    note_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("note.id", ondelete="CASCADE"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


class Message(Keyed, Base):
    """A message between the office and the towns of a case; never changed once it is sent."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_case", "application_id", "sent_at"),)

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    sent_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    sent_at: Mapped[datetime]
    from_town: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
