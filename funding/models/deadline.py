"""Deadlines as data, and who was told of which threshold."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed, listed

# What ends a deadline that is a right of the town: its own last day.
LAPSED = "lapsed"
# How far the telling of a threshold is: recorded and still to be owed, owed (or nothing was to be
# told), or void, because the deadline had ended, moved or stood still before it was owed.
OPEN, DONE, VOID = TELLINGS = ("open", "done", "void")


class Deadline(Keyed, Base):
    """A date by which somebody must act: ``due_on`` in Berlin, ``due_at`` its end in UTC.

    ``tell_at`` is when the clock looks at it next, to tell somebody; empty where nothing is left.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        CheckConstraint("(application_id IS NULL) <> (call_id IS NULL)", name="one_subject"),
        Index("ix_deadline_subject", "application_id", "kind"),
        Index(
            "ix_deadline_open",
            "due_at",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "ix_deadline_tell",
            "tell_at",
            "id",
            sqlite_where=text("ended_at IS NULL AND paused_at IS NULL"),
            postgresql_where=text("ended_at IS NULL AND paused_at IS NULL"),
        ),
        Index(
            "uq_deadline_open_kind",
            "application_id",
            "kind",
            unique=True,
            sqlite_where=text("ended_at IS NULL AND application_id IS NOT NULL"),
            postgresql_where=text("ended_at IS NULL AND application_id IS NOT NULL"),
        ),
    )

    application_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("application.id"))
    call_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("call.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    role: Mapped[str] = mapped_column(String(32))
    version: Mapped[int] = mapped_column(default=1)
    set_at: Mapped[datetime]
    tell_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(32))


class Reminder(Keyed, Base):
    """A threshold of a deadline version that is told, or passed unsaid by rule; once each.

    It is recorded first, in bulk, and owed after that: until then its ``telling`` is open.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("deadline_id", "deadline_version", "threshold"),
        CheckConstraint(listed("telling", TELLINGS), name="telling"),
        Index(
            "ix_reminder_open",
            "at",
            "id",
            sqlite_where=text("telling = 'open'"),
            postgresql_where=text("telling = 'open'"),
        ),
    )

    deadline_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("deadline.id"))
    deadline_version: Mapped[int]
    threshold: Mapped[str] = mapped_column(String(16))
    told: Mapped[bool]
    notices: Mapped[int] = mapped_column(default=0)
    telling: Mapped[str] = mapped_column(String(8), default=DONE, server_default=DONE)
    at: Mapped[datetime]
