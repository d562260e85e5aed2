"""Interest that is asked for or given up: the figures as they were proposed, and who decided."""

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
from workflows.interest_claim import OPEN, SETTLED, State

STILL_OPEN = text(listed("state", OPEN))
COMMENTED, LAPSED = "comment", "lapse"


class InterestClaim(Keyed, Base):
    """One proposal about the interest of a case; ``figures`` are frozen with it.

    They name every source of interest with its periods, rates and barred years; ``amount_cents``
    is what can be claimed of it, ``floor_cents`` the limit below which none was asked for.
    ``due_on`` is the day (Berlin) until which the one whose turn it is acts. The days of the
    notice and what it says come with the signature, and with them the claim that is then owed.
    """

    __tablename__ = "interest_claim"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint("amount_cents > 0 AND floor_cents >= 0", name="amount"),
        CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> proposed_by_id", name="two_persons"
        ),
        CheckConstraint(
            "weighed_by_id IS NULL OR decided_by_id IS NULL OR decided_by_id <> weighed_by_id",
            name="weighed_by_another",
        ),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided"),
        CheckConstraint(
            "(state = 'signed') = (issued_on IS NOT NULL AND channel IS NOT NULL AND "
            "notified_on IS NOT NULL AND remedy_ends_on IS NOT NULL AND final_on IS NOT NULL "
            "AND recovery_id IS NOT NULL AND decided_by_id IS NOT NULL)",
            name="signed",
        ),
        CheckConstraint(
            "notified_on IS NULL OR (notified_on >= issued_on AND final_on >= notified_on)",
            name="dated",
        ),
        CheckConstraint(
            "state <> 'given_up' OR decided_by_id IS NOT NULL OR amount_cents < floor_cents",
            name="given_up_by_two",
        ),
        CheckConstraint("(heard_at IS NULL) = (heard_by IS NULL)", name="heard"),
        CheckConstraint(
            f"heard_by IS NULL OR {listed('heard_by', (COMMENTED, LAPSED))}", name="heard_by"
        ),
        Index(
            "uq_interest_claim_open",
            "application_id",
            unique=True,
            sqlite_where=STILL_OPEN,
            postgresql_where=STILL_OPEN,
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    number: Mapped[int]
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.NEW)
    version: Mapped[int] = mapped_column(default=0)
    amount_cents: Mapped[int] = mapped_column(Cents)
    floor_cents: Mapped[int] = mapped_column(Cents)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date | None]
    comment: Mapped[str] = mapped_column(Text, default="")
    heard_at: Mapped[datetime | None]
    heard_by: Mapped[str | None] = mapped_column(String(16))
    # How the comment was weighed: it stands in the notice.
    weighing: Mapped[str] = mapped_column(Text, default="")
    weighed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    decision: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    issued_on: Mapped[date | None]
    channel: Mapped[str | None] = mapped_column(String(16))
    notified_on: Mapped[date | None]
    remedy_ends_on: Mapped[date | None]
    waived_on: Mapped[date | None]
    final_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(Text, default="")
    # What the notice says, word for word the data of its document.
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    recovery_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("recovery.id"), unique=True)

    @property
    def settles(self) -> bool:
        """Tell whether what it names is claimed or given up for good."""
        return self.state in SETTLED
