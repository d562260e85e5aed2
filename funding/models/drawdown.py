"""Drawdowns: what a town asks for of its grant, and who of the office has paid it out."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, code_column, listed
from funding.models.bank_details import mask
from workflows.drawdown import OPEN, State

ONGOING = listed("state", OPEN)
ORDERED = (State.ORDERED, State.PAID, State.OVERDUE, State.USED, State.REPAID)


class Drawdown(Keyed, Base):
    """An amount in cents for payments until a day (Berlin), and the four persons who pay it out.

    ``spent_cents`` is what was spent on eligible lines so far, ``need_cents`` what is due until
    ``needed_until``; ``refund``: it is paid for what is spent already (Nr. 7.4 VVK). ``told``
    counts the reminders of the state that it stands in.
    """

    __tablename__ = "drawdown"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        CheckConstraint("amount_cents > 0", name="amount"),
        CheckConstraint("spent_cents >= 0 AND need_cents >= 0", name="figures"),
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint(
            "(ordered_by_id IS NULL OR (ordered_by_id <> checked_by_id AND "
            "ordered_by_id <> computed_by_id)) AND (computed_by_id IS NULL OR "
            "computed_by_id <> checked_by_id) AND (paid_by_id IS NULL OR (paid_by_id <> "
            "checked_by_id AND paid_by_id <> computed_by_id AND paid_by_id <> ordered_by_id))",
            name="four_persons",
        ),
        CheckConstraint(
            f"NOT {listed('state', ORDERED)} OR (checked_by_id IS NOT NULL AND "
            "computed_by_id IS NOT NULL AND ordered_by_id IS NOT NULL)",
            name="ordered_by_three",
        ),
        CheckConstraint(
            f"NOT {listed('state', ORDERED[1:])} OR (paid_by_id IS NOT NULL AND "
            "value_on IS NOT NULL)",
            name="paid_by_a_fourth",
        ),
        # One at a time: what is left is asked about once.
        Index(
            "uq_drawdown_one_open",
            "application_id",
            unique=True,
            sqlite_where=text(ONGOING),
            postgresql_where=text(ONGOING),
        ),
        Index("ix_drawdown_state", "state", "due_on"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    number: Mapped[int]
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.DRAFTED)
    version: Mapped[int] = mapped_column(default=0)
    amount_cents: Mapped[int] = mapped_column(Cents)
    spent_cents: Mapped[int] = mapped_column(Cents)
    need_cents: Mapped[int] = mapped_column(Cents)
    needed_until: Mapped[date | None]
    purpose: Mapped[str] = mapped_column(Text, default="")
    refund: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]
    created_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    requested_at: Mapped[datetime | None]
    remark: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None]
    told: Mapped[int] = mapped_column(default=0)
    checked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    computed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    ordered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    ordered_on: Mapped[date | None]
    paid_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    value_on: Mapped[date | None]
    used_on: Mapped[date | None]
    # Where it is paid to, as it was ordered, and the file by which the bank is told.
    account_holder: Mapped[str] = mapped_column(String(70), default="", server_default="")
    iban: Mapped[str] = mapped_column(String(34), default="", server_default="")
    file_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("payment_file.id"), index=True)

    @property
    def masked(self) -> str:
        """Return the IBAN with its middle hidden."""
        return mask(self.iban)
