"""The outbox: notices owed, with their facts frozen, and what became of them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed, listed

STATES = ("owed", "sent", "failed", "dropped")
WAITING = "withheld IN ('daily', 'weekly') AND digest_id IS NULL AND read_at IS NULL"


class Notice(Keyed, Base):
    """A notice owed to one account; ``key`` makes sure it is owed once. Text is kept as sent.

    ``municipality_key`` is the town for which somebody is told, ``on_behalf`` the name of who is
    away where only their deputy is told for it. ``withheld`` says why it stands in the inbox of the
    portal only (the person's wish, or "address" where theirs takes no mail); ``digest_id`` with
    which letter it went together with others.
    """

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint(listed("state", STATES), name="state"),
        CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name="sent"),
        Index(
            "ix_notice_owed",
            "next_at",
            sqlite_where=text("state = 'owed'"),
            postgresql_where=text("state = 'owed'"),
        ),
        Index(
            "ix_notice_waiting",
            *("withheld", "account_id", "sent_at"),
            sqlite_where=text(WAITING),
            postgresql_where=text(WAITING),
        ),
        Index(
            "ix_notice_failed",
            "created_at",
            sqlite_where=text("state = 'failed'"),
            postgresql_where=text("state = 'failed'"),
        ),
        Index("ix_notice_inbox", "account_id", "created_at", "id"),
    )

    key: Mapped[str] = mapped_column(String(160), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(32))
    municipality_key: Mapped[str | None] = mapped_column(String(9))
    on_behalf: Mapped[str] = mapped_column(String(120), default="", server_default="")
    language: Mapped[str] = mapped_column(String(2))
    application_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("application.id"), index=True
    )
    deadline_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("deadline.id"))
    deadline_version: Mapped[int | None]
    facts: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    next_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(8), default="owed")
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None] = mapped_column(String(36))
    lease_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    message_id: Mapped[str | None] = mapped_column(String(200), index=True)
    subject: Mapped[str | None] = mapped_column(String(300))
    text: Mapped[str | None] = mapped_column(Text)
    html: Mapped[str | None] = mapped_column(Text)
    # Of which version of the staff's text, fixed with the first try; 0 is the delivered text.
    text_version: Mapped[int | None]
    trouble: Mapped[str | None] = mapped_column(String(500))
    read_at: Mapped[datetime | None]
    withheld: Mapped[str | None] = mapped_column(String(8))
    digest_id: Mapped[uuid.UUID | None]
