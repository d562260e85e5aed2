"""Interim proofs of projects that last beyond a budget year: the report and what was spent."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, code_column, listed
from workflows.interim_proof import State

# How a goal stands; nobody has said while it is empty.
STANDINGS = ("on_track", "at_risk", "missed")


class InterimProof(Keyed, Base):
    """What a town reports of one budget year.

    ``due_on`` is the day (Berlin) until which the one whose turn it is acts, once it was handed
    in; before that its day follows from the year. ``correction`` is what the office asks for,
    ``remark`` what it says with its acceptance.
    """

    __tablename__ = "interim_proof"
    __table_args__ = (
        UniqueConstraint("application_id", "year"),
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint(
            "state = 'drafted' OR (handed_in_at IS NOT NULL AND handed_in_by_id IS NOT NULL)",
            name="handed_in",
        ),
        CheckConstraint("(state = 'accepted') = (accepted_by_id IS NOT NULL)", name="accepted"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    year: Mapped[int]
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.DRAFTED)
    version: Mapped[int] = mapped_column(default=0)
    narrative: Mapped[str] = mapped_column(Text, default="")
    deviations: Mapped[str] = mapped_column(Text, default="")
    confirmed: Mapped[bool] = mapped_column(default=False)
    handed_in_at: Mapped[datetime | None]
    handed_in_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date | None]
    correction: Mapped[str] = mapped_column(Text, default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


class InterimLine(Keyed, Base):
    """What was spent on a line of the plan in the year of an interim proof (cents)."""

    __tablename__ = "interim_line"
    __table_args__ = (
        UniqueConstraint("interim_id", "line_id"),
        CheckConstraint("actual_cents >= 0", name="actual"),
    )

    interim_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("interim_proof.id"), index=True)
    line_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("line.id"))
    actual_cents: Mapped[int] = mapped_column(Cents)


class InterimGoal(Keyed, Base):
    """How a goal of the application stands at the end of the year; ``goal`` as in ``ProofGoal``."""

    __tablename__ = "interim_goal"
    __table_args__ = (
        UniqueConstraint("interim_id", "goal"),
        CheckConstraint(listed("standing", ("", *STANDINGS)), name="standing"),
    )

    interim_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("interim_proof.id"), index=True)
    goal: Mapped[str] = mapped_column(String(36))
    standing: Mapped[str] = mapped_column(String(16), default="")
    actual: Mapped[str] = mapped_column(String(120), default="")
