"""Letters that came back."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class Bounce(Keyed, Base):
    """A report that a letter was not or not yet delivered; ``digest`` makes sure it counts once."""

    __tablename__ = "bounce"

    digest: Mapped[str] = mapped_column(String(64), unique=True)
    at: Mapped[datetime]
    notice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notice.id"), index=True)
    hard: Mapped[bool]
    status: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(String(300))
