"""Transfers between lines of a call: what one person proposed and another released."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, code_column
from workflows.transfer import State


class Transfer(Keyed, Base):
    """An amount in cents that goes from one line to another, and the two persons who say so."""

    __tablename__ = "transfer"
    __table_args__ = (
        CheckConstraint("amount_cents > 0", name="amount"),
        CheckConstraint("from_line_id <> to_line_id", name="two_lines"),
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint(
            "CASE WHEN state IN ('new', 'proposed') "
            "THEN decided_at IS NULL AND decided_by_id IS NULL "
            "ELSE decided_at IS NOT NULL AND decided_by_id IS NOT NULL END",
            name="decided",
        ),
        CheckConstraint(
            "state NOT IN ('released', 'refused') OR decided_by_id <> proposed_by_id",
            name="two_persons",
        ),
    )

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"), index=True)
    from_line_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("budget_line.id"))
    to_line_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("budget_line.id"))
    amount_cents: Mapped[int] = mapped_column(Cents)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.NEW)
    version: Mapped[int] = mapped_column(default=0)
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    remark: Mapped[str] = mapped_column(Text, default="")
