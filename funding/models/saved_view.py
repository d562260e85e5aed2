"""A view of the queue that somebody has saved under a name of their own."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class SavedView(Keyed, Base):
    """A view with a filter: which list, which action field, which words, which columns."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("account_id", "name"),)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(60))
    view: Mapped[str] = mapped_column(String(24))
    field: Mapped[str] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(String(120))
    columns: Mapped[str] = mapped_column(String(120), default="", server_default="")
    saved_at: Mapped[datetime]
