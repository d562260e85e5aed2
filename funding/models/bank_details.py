"""Bank details of municipalities, and the files by which the treasury pays."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, code_column, listed
from workflows.bank_details import OPEN, State

ONGOING, STANDING = listed("state", OPEN), "state = 'active'"


class BankDetails(Keyed, Base):
    """An account of a municipality: holder and IBAN, who said so, and who called back whom."""

    __tablename__ = "bank_details"
    __table_args__ = (
        UniqueConstraint("municipality_key", "number"),
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint("length(iban) BETWEEN 15 AND 34", name="iban"),
        CheckConstraint(
            "(confirmed_by_id IS NULL OR confirmed_by_id <> proposed_by_id) AND "
            "(called_by_id IS NULL OR (called_by_id <> proposed_by_id AND "
            "called_by_id <> confirmed_by_id))",
            name="three_persons",
        ),
        CheckConstraint(
            f"NOT ({STANDING}) OR (confirmed_by_id IS NOT NULL AND called_by_id IS NOT NULL)",
            name="confirmed",
        ),
        # One that stands and one that is asked for, at most.
        *(
            Index(
                f"uq_bank_details_{name}",
                "municipality_key",
                unique=True,
                sqlite_where=text(where),
                postgresql_where=text(where),
            )
            for name, where in (("open", ONGOING), ("active", STANDING))
        ),
    )

    municipality_key: Mapped[str] = mapped_column(ForeignKey("municipality.key"))
    number: Mapped[int]
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.NEW)
    version: Mapped[int] = mapped_column(default=0)
    holder: Mapped[str] = mapped_column(String(70))
    iban: Mapped[str] = mapped_column(String(34))
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    called_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    called: Mapped[str] = mapped_column(Text, default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date]
    active_since: Mapped[datetime | None]

    @property
    def masked(self) -> str:
        """Return the IBAN with its middle hidden, for pages that need not show it."""
        return mask(self.iban)


def mask(iban: str) -> str:
    """Hide all of an IBAN but its country, check digits and last four characters."""
    return f"{iban[:4]} … {iban[-4:]}"


class PaymentFile(Keyed, Base):
    """A file of payments for the bank (pain.001): how many, their sum (cents), and its bytes."""

    __tablename__ = "payment_file"
    __table_args__ = (CheckConstraint("payments > 0 AND total_cents > 0", name="filled"),)

    message_id: Mapped[str] = mapped_column(String(35), unique=True)
    created_at: Mapped[datetime]
    created_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    executes_on: Mapped[date]
    payments: Mapped[int]
    total_cents: Mapped[int] = mapped_column(Cents)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)


class PaymentReport(Keyed, Base):
    """What a bank said of a payment file (pain.002), and of each of its payments (JSON).

    ``payments``: reference, number of the drawdown, code and reason of the bank, and whether it was
    sent back by it. No report is read twice.
    """

    __tablename__ = "payment_report"

    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("payment_file.id"), index=True)
    message_id: Mapped[str] = mapped_column(String(200))
    code: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text, default="")
    payments: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    read_at: Mapped[datetime]
    read_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
