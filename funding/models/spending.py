"""After the decision: the recorded notice, payments, the proof of use and its audit."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, listed


class DecisionNotice(Keyed, Base):
    """A notice (Bescheid) issued outside the portal, with its dates and the evidence for them."""

    __tablename__ = "decision_notice"
    __table_args__ = (
        UniqueConstraint("application_id", "round", "kind"),
        CheckConstraint(listed("kind", ("award", "rejection", "final")), name="kind"),
        CheckConstraint("notified_on >= issued_on", name="notified_after_issue"),
        CheckConstraint("final_on >= notified_on", name="final_after_notified"),
        CheckConstraint("waived_by_id IS NULL OR waived_on IS NOT NULL", name="waived"),
        CheckConstraint("returned_on IS NULL OR set_aside_on IS NOT NULL", name="returned"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    round: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    issued_on: Mapped[date]
    channel: Mapped[str] = mapped_column(String(16))
    notified_on: Mapped[date]
    remedy_ends_on: Mapped[date]
    waived_on: Mapped[date | None]
    # Who of the town waived it in the portal; nobody where the office recorded a waiver on paper.
    waived_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    final_on: Mapped[date]
    evidence: Mapped[str] = mapped_column(Text, default="")
    # What it says, word for word the data of its document; nothing of those typed elsewhere.
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    proof_due_on: Mapped[date | None]
    set_aside_on: Mapped[date | None]
    # It came back, so that nobody was notified of it.
    returned_on: Mapped[date | None]
    recorded_at: Mapped[datetime]


class Payment(Keyed, Base):
    """Money that moved: positive to the town, negative back from it (cents), by value date."""

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint("amount_cents <> 0", name="amount"),
        CheckConstraint("drawdown_id IS NULL OR amount_cents > 0", name="drawn"),
        CheckConstraint("received_id IS NULL OR amount_cents < 0", name="received"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    # The drawdown that it pays; no drawdown is paid twice.
    drawdown_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("drawdown.id"), unique=True)
    # What came in for a recovery; nothing is booked back twice.
    received_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("received.id"), unique=True)
    amount_cents: Mapped[int] = mapped_column(Cents)
    value_on: Mapped[date]
    remark: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]


# What the town writes in its proof of use.
REPORTED = (
    *("narrative", "results", "deviations", "publicity"),
    *("evaluation", "sustainability", "necessity"),
)
PROVED = (
    *REPORTED,
    "own_cash_cents",
    "third_party_cents",
    "income_cents",
    "confirmed",
)


class Proof(Keyed, Base):
    """The proof of use: report in words, income, and what the audit recognised (cents)."""

    __tablename__ = "proof"

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), unique=True)
    narrative: Mapped[str] = mapped_column(Text, default="")
    results: Mapped[str] = mapped_column(Text, default="")
    deviations: Mapped[str] = mapped_column(Text, default="", server_default="")
    publicity: Mapped[str] = mapped_column(Text, default="", server_default="")
    evaluation: Mapped[str] = mapped_column(Text, default="", server_default="")
    sustainability: Mapped[str] = mapped_column(Text, default="", server_default="")
    necessity: Mapped[str] = mapped_column(Text, default="", server_default="")
    own_cash_cents: Mapped[int] = mapped_column(Cents, default=0)
    third_party_cents: Mapped[int] = mapped_column(Cents, default=0)
    income_cents: Mapped[int] = mapped_column(Cents, default=0)
    confirmed: Mapped[bool] = mapped_column(default=False)
    handed_in_at: Mapped[datetime | None]
    audit_note: Mapped[str] = mapped_column(Text, default="")
    recognised_cents: Mapped[int | None] = mapped_column(Cents)


class ProofLine(Keyed, Base):
    """What was really spent on a line of the plan (cents); more than 20 % off needs a reason."""

    __tablename__ = "proof_line"
    __table_args__ = (
        UniqueConstraint("proof_id", "line_id"),
        CheckConstraint("actual_cents >= 0", name="actual"),
    )

    proof_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proof.id"), index=True)
    line_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("line.id"))
    actual_cents: Mapped[int] = mapped_column(Cents)
    reason: Mapped[str] = mapped_column(Text, default="")


# Whether a goal was reached; nobody has said while it is empty.
REACHED = YES, PARTLY, NO = ("yes", "partly", "no")


class ProofGoal(Keyed, Base):
    """What became of a goal of the application; one that was not reached needs a remark.

    ``goal`` is the key of its row among the answers.
    """

    __tablename__ = "proof_goal"
    __table_args__ = (
        UniqueConstraint("proof_id", "goal"),
        CheckConstraint(listed("reached", ("", *REACHED)), name="reached"),
    )

    proof_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proof.id"), index=True)
    goal: Mapped[str] = mapped_column(String(36))
    reached: Mapped[str] = mapped_column(String(8), default="")
    actual: Mapped[str] = mapped_column(String(120), default="")
    remark: Mapped[str] = mapped_column(Text, default="")
