"""The list of receipts of a proof of use: what was paid, when, to whom, for which line."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed


class Receipt(Keyed, Base):
    """One payment of the project with its receipt (cents); the town keeps the paper."""

    __tablename__ = "receipt"
    __table_args__ = (
        UniqueConstraint("proof_id", "position"),
        CheckConstraint("amount_cents > 0", name="amount"),
    )

    proof_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proof.id"), index=True)
    line_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("line.id"))
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(60))
    paid_on: Mapped[date]
    payee: Mapped[str] = mapped_column(String(160))
    purpose: Mapped[str] = mapped_column(String(300), default="")
    amount_cents: Mapped[int] = mapped_column(Cents)
