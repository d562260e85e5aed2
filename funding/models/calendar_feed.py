"""Calendars that somebody has subscribed to under a secret address."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class CalendarFeed(Keyed, Base):
    """An address that shows deadlines to whoever knows it, until it is revoked.

    The token itself is told once, here is its SHA-256. With a municipality it shows the deadlines
    of that one, and lasts as long as the account works there.
    """

    __tablename__ = "calendar_feed"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    municipality_key: Mapped[str | None] = mapped_column(ForeignKey("municipality.key"))
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
