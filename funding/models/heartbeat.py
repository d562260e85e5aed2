"""Signs of life of the processes that send letters and let the clock tick."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base


class Heartbeat(Base):
    """A worker process: since when it runs, its last sign of life, and its last tick (UTC)."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    begun_at: Mapped[datetime]
    beat_at: Mapped[datetime]
    ticked_at: Mapped[datetime | None]
