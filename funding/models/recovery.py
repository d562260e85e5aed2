"""Recoveries: what a town has to pay back, what came in, and by what a claim was made easier."""

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
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, code_column, listed
from workflows.recovery import ENDED, Relief, State

# What is reclaimed: the grant itself, or the interest on it (§ 49a Abs. 3 and 4 VwVfG).
GRANT, INTEREST = "grant", "interest"
UNDECIDED = text("decided_at IS NULL")
# Of interest one claim after the other; what is owed of a kind is never claimed twice at once.
STANDS = text(
    "dropped_at IS NULL AND (kind = 'grant' OR state NOT IN ('paid', 'waived', 'written_off'))"
)


class Recovery(Keyed, Base):
    """A claim in cents, by a notice that is final on a day; ``paid_cents`` is what came in.

    ``due_on`` is the day (Berlin) that is next, ``told`` counts its reminders, ``dropped_at`` is
    the instant since when the notice that reclaims stands no more, whatever became of the claim.
    """

    __tablename__ = "recovery"
    __table_args__ = (
        UniqueConstraint("application_id", "kind", "ordered_at"),
        CheckConstraint(listed("kind", (GRANT, INTEREST)), name="kind"),
        CheckConstraint("amount_cents > 0", name="amount"),
        CheckConstraint("paid_cents >= 0 AND paid_cents <= amount_cents", name="paid"),
        CheckConstraint("state <> 'paid' OR paid_cents = amount_cents", name="paid_in_full"),
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint("state <> 'dropped' OR dropped_at IS NOT NULL", name="dropped"),
        Index("ix_recovery_state", "state", "due_on"),
        Index(
            "uq_recovery_one_stands",
            *("application_id", "kind"),
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16), default=GRANT)
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.ORDERED)
    version: Mapped[int] = mapped_column(default=0)
    amount_cents: Mapped[int] = mapped_column(Cents)
    paid_cents: Mapped[int] = mapped_column(Cents, default=0)
    ordered_at: Mapped[datetime]
    ordered_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    issued_on: Mapped[date]
    final_on: Mapped[date]
    due_on: Mapped[date]
    told: Mapped[int] = mapped_column(default=0)
    dropped_at: Mapped[datetime | None]

    @property
    def rest_cents(self) -> int:
        """Return what is still owed, in cents; nothing where it was given up."""
        return 0 if self.state in ENDED else self.amount_cents - self.paid_cents


class RecoveryRelief(Keyed, Base):
    """A relief that one person asks for and another grants or refuses (§ 59 SäHO).

    ``until_on``: a deferral ends then; ``parts`` monthly parts from ``from_on`` on, of what was
    still owed (``agreed_cents``) when they were granted.
    """

    __tablename__ = "recovery_relief"
    __table_args__ = (
        UniqueConstraint("recovery_id", "number"),
        CheckConstraint(listed("kind", tuple(Relief)), name="kind"),
        CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> proposed_by_id", name="two_persons"
        ),
        CheckConstraint(
            "(decided_at IS NULL) = (decided_by_id IS NULL) AND "
            "(decided_at IS NULL) = (granted IS NULL)",
            name="decided",
        ),
        CheckConstraint("kind <> 'deferral' OR until_on IS NOT NULL", name="deferral"),
        CheckConstraint(
            "kind <> 'instalments' OR (parts > 1 AND from_on IS NOT NULL)", name="instalments"
        ),
        Index(
            "uq_recovery_relief_open",
            "recovery_id",
            unique=True,
            sqlite_where=UNDECIDED,
            postgresql_where=UNDECIDED,
        ),
    )

    recovery_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recovery.id"), index=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    until_on: Mapped[date | None]
    parts: Mapped[int | None]
    from_on: Mapped[date | None]
    agreed_cents: Mapped[int | None] = mapped_column(Cents)
    paid_before_cents: Mapped[int | None] = mapped_column(Cents)
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    granted: Mapped[bool | None]


class Received(Keyed, Base):
    """Money that came in for a recovery, in cents, by value date (Berlin)."""

    __tablename__ = "received"
    __table_args__ = (CheckConstraint("amount_cents > 0", name="amount"),)

    recovery_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recovery.id"), index=True)
    amount_cents: Mapped[int] = mapped_column(Cents)
    value_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
