"""Requests for information: what the office asks, what the town answers."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed, listed


class InformationRequest(Keyed, Base):
    """One request; ``due_on`` is the last day of the period (§ 31 VwVfG)."""

    __tablename__ = "information_request"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        CheckConstraint(listed("state", ("sent", "answered", "lapsed", "recalled")), name="state"),
        Index(
            "uq_information_request_open",
            "application_id",
            unique=True,
            sqlite_where=text("state = 'sent'"),
            postgresql_where=text("state = 'sent'"),
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(16), default="sent")
    sent_at: Mapped[datetime]
    notified_on: Mapped[date]
    due_on: Mapped[date]
    ended_at: Mapped[datetime | None]


class RequestExtension(Keyed, Base):
    """A longer period that the town asks for: until when, why, and what the office said.

    ``ended`` is one that nobody decided, because the town answered or the case went another way.
    """

    __tablename__ = "request_extension"
    __table_args__ = (
        CheckConstraint(listed("state", ("asked", "granted", "refused", "ended")), name="state"),
        CheckConstraint("(state = 'asked') = (ended_at IS NULL)", name="ended"),
        CheckConstraint("(state = 'granted') = (granted_on IS NOT NULL)", name="granted"),
        Index(
            "uq_request_extension_asked",
            "request_id",
            unique=True,
            sqlite_where=text("state = 'asked'"),
            postgresql_where=text("state = 'asked'"),
        ),
        Index("ix_request_extension_request_id", "request_id"),
    )

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("information_request.id"))
    state: Mapped[str] = mapped_column(String(16), default="asked")
    asked_at: Mapped[datetime]
    old_due_on: Mapped[date]
    wanted_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    granted_on: Mapped[date | None]
    decision: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[datetime | None]


class RequestItem(Keyed, Base):
    """One thing asked for, and its answer: a text, a file, a new value, or a reason why not.

    ``field_key`` is the place in the form it is about; ``old_value`` holds what stood there when it
    was asked, ``new_value`` what the town puts there, both as ``{"value": …}`` in plain JSON.
    """

    __tablename__ = "request_item"
    __table_args__ = (
        CheckConstraint(listed("state", ("open", "answered", "refused", "lapsed")), name="state"),
    )

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("information_request.id"), index=True)
    position: Mapped[int]
    question: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), default="open")
    answer: Mapped[str] = mapped_column(Text, default="")
    file_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_file.id"))
    field_key: Mapped[str] = mapped_column(String(80), default="", server_default="")
    old_value: Mapped[dict[str, Any] | None]
    new_value: Mapped[dict[str, Any] | None]
