"""What somebody had typed when their sign-in ran out, kept for a short while."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class ParkedInput(Keyed, Base):
    """The fields of a form that came too late; only its account gets it back, by a token."""

    __tablename__ = "parked_input"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    path: Mapped[str] = mapped_column(String(300))
    content: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(index=True)
