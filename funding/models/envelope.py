"""The money of a call: the envelope, its lines by action field, and the append-only ledger."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, listed

OF_LINES = ("transfer", "block", "unblock")
OPERATIONS = ("reserve", "commit", "release", "pay", "book_back", *OF_LINES)


def _money_checks() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint("total_cents >= 0", name="total"),
        CheckConstraint("reserved_cents >= 0", name="reserved"),
        CheckConstraint("committed_cents >= 0", name="committed"),
        CheckConstraint("paid_cents >= 0 AND paid_cents <= committed_cents", name="paid"),
        CheckConstraint("reserved_cents + committed_cents <= total_cents", name="not_overspent"),
        CheckConstraint("blocked_cents >= 0", name="blocked"),
        CheckConstraint(
            "reserved_cents + committed_cents + blocked_cents <= total_cents", name="unblocked"
        ),
    )


class Counted:
    """The counters of a pot in cents; what is blocked can be promised to nobody."""

    total_cents: Mapped[int] = mapped_column(Cents)
    reserved_cents: Mapped[int] = mapped_column(Cents, default=0)
    committed_cents: Mapped[int] = mapped_column(Cents, default=0)
    paid_cents: Mapped[int] = mapped_column(Cents, default=0)
    blocked_cents: Mapped[int] = mapped_column(Cents, default=0)

    @property
    def taken_cents(self) -> int:
        """Return what is reserved, awarded or blocked."""
        return self.reserved_cents + self.committed_cents + self.blocked_cents

    @property
    def available_cents(self) -> int:
        """Return what can still be promised."""
        return self.total_cents - self.taken_cents


class Envelope(Counted, Keyed, Base):
    """The ceiling of a call in cents; committed includes what is paid."""

    __tablename__ = "envelope"
    __table_args__ = _money_checks()

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"), unique=True)


class BudgetLine(Counted, Keyed, Base):
    """The limit of one action field within a call, in cents, and who confirmed its funds."""

    __tablename__ = "budget_line"
    __table_args__ = (
        UniqueConstraint("call_id", "field_id"),
        CheckConstraint("later_cents >= 0 AND later_cents <= total_cents", name="years"),
        *_money_checks(),
    )

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"))
    field_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("action_field.id"))
    # What it was planned with; transfers change the total, and nothing else does.
    planned_cents: Mapped[int] = mapped_column(Cents)
    # What of the total is planned for later years; the rest is cash of the year of the call.
    later_cents: Mapped[int] = mapped_column(Cents, default=0)
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

    @property
    def movable_cents(self) -> int:
        """Return what another line can get: neither taken nor planned for later years."""
        return max(0, min(self.available_cents, self.total_cents - self.later_cents))


class LedgerEntry(Keyed, Base):
    """One movement of money, never changed: what each counter of a line changes by (cents).

    A transfer is two entries, and like a block it belongs to no case.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        CheckConstraint(listed("operation", OPERATIONS), name="operation"),
        CheckConstraint(
            f"(application_id IS NULL) = ({listed('operation', OF_LINES)})", name="subject"
        ),
        Index("ix_ledger_entry_line", "call_id", "field_id"),
    )

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"))
    field_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("action_field.id"))
    application_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("application.id"), index=True
    )
    audit_id: Mapped[uuid.UUID]
    budget_year: Mapped[int]
    operation: Mapped[str] = mapped_column(String(16))
    reserved_change: Mapped[int] = mapped_column(Cents)
    committed_change: Mapped[int] = mapped_column(Cents)
    paid_change: Mapped[int] = mapped_column(Cents)
    total_change: Mapped[int] = mapped_column(Cents, default=0)
    blocked_change: Mapped[int] = mapped_column(Cents, default=0)
    at: Mapped[datetime]
