"""Blocks: parts of a line that nobody may promise."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, code_column
from workflows.block import State


class Block(Keyed, Base):
    """An amount of a line in cents that is blocked: who, why, and when it was released again."""

    __tablename__ = "block"
    __table_args__ = (
        CheckConstraint("amount_cents > 0", name="amount"),
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint(
            "(state = 'lifted') = (lifted_at IS NOT NULL AND lifted_by_id IS NOT NULL)",
            name="lifted",
        ),
    )

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"), index=True)
    line_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("budget_line.id"))
    amount_cents: Mapped[int] = mapped_column(Cents)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.NEW)
    version: Mapped[int] = mapped_column(default=0)
    blocked_at: Mapped[datetime]
    blocked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    lift_reason: Mapped[str] = mapped_column(Text, default="")
