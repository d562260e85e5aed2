"""The money of a call: the envelope, its lines by action field, and the append-only ledger."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, listed

OPERATIONS = ("reserve", "commit", "release", "pay", "book_back")


def _money_checks() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint("total_cents >= 0", name="total"),
        CheckConstraint("reserved_cents >= 0", name="reserved"),
        CheckConstraint("committed_cents >= 0", name="committed"),
        CheckConstraint("paid_cents >= 0 AND paid_cents <= committed_cents", name="paid"),
        CheckConstraint("reserved_cents + committed_cents <= total_cents", name="not_overspent"),
    )


class Envelope(Keyed, Base):
    """The ceiling of a call in cents; committed includes what is paid."""

    __tablename__ = "envelope"
    __table_args__ = _money_checks()

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"), unique=True)
    total_cents: Mapped[int] = mapped_column(Cents)
    reserved_cents: Mapped[int] = mapped_column(Cents, default=0)
    committed_cents: Mapped[int] = mapped_column(Cents, default=0)
    paid_cents: Mapped[int] = mapped_column(Cents, default=0)


class BudgetLine(Keyed, Base):
    """The limit of one action field within a call, in cents, and who confirmed its funds."""

    __tablename__ = "budget_line"
    __table_args__ = (UniqueConstraint("call_id", "field_id"), *_money_checks())

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"))
    field_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("action_field.id"))
    total_cents: Mapped[int] = mapped_column(Cents)
    reserved_cents: Mapped[int] = mapped_column(Cents, default=0)
    committed_cents: Mapped[int] = mapped_column(Cents, default=0)
    paid_cents: Mapped[int] = mapped_column(Cents, default=0)
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


class LedgerEntry(Keyed, Base):
    """One movement of money, never changed: what reserved, committed and paid change by (cents)."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        CheckConstraint(listed("operation", OPERATIONS), name="operation"),
        Index("ix_ledger_entry_line", "call_id", "field_id"),
    )

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"))
    field_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("action_field.id"))
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    audit_id: Mapped[uuid.UUID]
    budget_year: Mapped[int]
    operation: Mapped[str] = mapped_column(String(16))
    reserved_change: Mapped[int] = mapped_column(Cents)
    committed_change: Mapped[int] = mapped_column(Cents)
    paid_change: Mapped[int] = mapped_column(Cents)
    at: Mapped[datetime]
