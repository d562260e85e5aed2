"""The hearing of a town before money is reclaimed: what it was told, and what it said."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, listed

COMMENTED, LAPSED = "comment", "hearing_lapsed"
# The proof of use came while the town was heard; or there was nothing left to hear it about.
REPORTED, RENOUNCING = "report", "renounce"
ENDS = (COMMENTED, LAPSED, REPORTED, RENOUNCING)
# What is at stake: a part of the grant, or all of it.
OVERPAID, PROOF_MISSING, RENOUNCED = "overpaid", "proof_missing", "renounced"
# Why a notice is taken back: the money went elsewhere, or it was unlawful from the start.
TAKEN_BACK = MISUSED, UNLAWFUL = ("misused", "unlawful")
GROUNDS = (OVERPAID, PROOF_MISSING, RENOUNCED, *TAKEN_BACK)
MAY_BE_UNPAID = (PROOF_MISSING, *TAKEN_BACK)
OPEN = text("ended_at IS NULL")


class Hearing(Keyed, Base):
    """One hearing: facts and figures (cents) as they were told, never changed afterwards.

    ``overtaken_at``: since when a proof of use that was missing is there. ``decision`` are the
    reasons of what follows where no proof is audited.
    """

    __tablename__ = "hearing"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        CheckConstraint(listed("ground", GROUNDS), name="ground"),
        CheckConstraint(
            f"claim_cents > 0 OR (claim_cents = 0 AND {listed('ground', MAY_BE_UNPAID)})",
            name="claim",
        ),
        CheckConstraint(
            "ground = 'overpaid' OR (recognised_cents = 0 AND final_cents = 0)", name="whole_grant"
        ),
        CheckConstraint("claim_cents = paid_cents - final_cents", name="computed"),
        CheckConstraint("recognised_cents >= 0 AND final_cents >= 0", name="sums"),
        CheckConstraint(
            "due_on > noted_on OR (ground = 'renounced' AND due_on = noted_on)", name="due"
        ),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
        CheckConstraint(f"ended_by IS NULL OR {listed('ended_by', ENDS)}", name="ended_by"),
        CheckConstraint(
            "(ground = 'renounced') = (ended_by IS NOT NULL AND ended_by = 'renounce')",
            name="renounced",
        ),
        CheckConstraint(
            "overtaken_at IS NULL OR (ground = 'proof_missing' AND ended_at IS NOT NULL "
            "AND dropped_at IS NULL)",
            name="overtaken",
        ),
        CheckConstraint("dropped_at IS NULL OR ended_at IS NOT NULL", name="dropped"),
        Index(
            "uq_hearing_open",
            "application_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    number: Mapped[int]
    ground: Mapped[str] = mapped_column(String(16), default=OVERPAID, server_default=OVERPAID)
    facts: Mapped[str] = mapped_column(Text)
    recognised_cents: Mapped[int] = mapped_column(Cents)
    final_cents: Mapped[int] = mapped_column(Cents)
    paid_cents: Mapped[int] = mapped_column(Cents)
    claim_cents: Mapped[int] = mapped_column(Cents)
    noted_on: Mapped[date]
    due_on: Mapped[date]
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    comment: Mapped[str] = mapped_column(Text, default="")
    commented_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(16))
    dropped_at: Mapped[datetime | None]
    overtaken_at: Mapped[datetime | None]
    decision: Mapped[str] = mapped_column(Text, default="", server_default="")
