"""A what-if of the ranking that somebody has saved under a name of their own."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class Scenario(Keyed, Base):
    """Amounts, percent, cases left out and whether the best set is chosen, for one call."""

    __tablename__ = "scenario"
    __table_args__ = (
        UniqueConstraint("account_id", "call_id", "name"),
        Index("ix_scenario_call_id", "call_id", "saved_at"),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"))
    name: Mapped[str] = mapped_column(String(60))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime]
