"""What the office finds: formal check, scores, proposal."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, listed


class CheckPoint(Keyed, Base):
    """The verdict on one of the points of the formal check."""

    __tablename__ = "check_point"
    __table_args__ = (
        UniqueConstraint("application_id", "code"),
        CheckConstraint(listed("verdict", ("met", "failed", "open")), name="verdict"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    code: Mapped[str] = mapped_column(String(32))
    verdict: Mapped[str] = mapped_column(String(8))
    note: Mapped[str] = mapped_column(Text, default="")
    judged_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class Assessment(Keyed, Base):
    """The marks of one person; hidden from the other scorer until handed in."""

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("application_id", "person_id"),)

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    first: Mapped[bool]
    summary: Mapped[str] = mapped_column(Text, default="")
    finished_at: Mapped[datetime | None]


class Score(Keyed, Base):
    """Zero to five points for one criterion, and why."""

    __tablename__ = "score"
    __table_args__ = (
        UniqueConstraint("assessment_id", "criterion"),
        CheckConstraint("points BETWEEN 0 AND 5", name="points"),
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("assessment.id"), index=True)
    criterion: Mapped[str] = mapped_column(String(32))
    points: Mapped[int]
    reason: Mapped[str] = mapped_column(Text, default="")


class Proposal(Keyed, Base):
    """What the reviewer proposes in one round: a grant in cents, or a rejection with its kind.

    ``cuts`` says of which line how much is cut in cents and why; ``conditions`` are worded as
    they stand in the notice (§ 36 Abs. 2 VwVfG).
    """

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("application_id", "round"),
        CheckConstraint(listed("kind", ("grant", "rejection")), name="kind"),
        CheckConstraint("(kind = 'grant') = (amount_cents > 0)", name="amount"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    round: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    ground: Mapped[str] = mapped_column(String(16), default="")
    amount_cents: Mapped[int] = mapped_column(Cents, default=0)
    reasons: Mapped[str] = mapped_column(Text, default="")
    cuts: Mapped[list[Any]] = mapped_column(JSON, default=list, server_default="[]")
    conditions: Mapped[list[Any]] = mapped_column(JSON, default=list, server_default="[]")
    proposed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    case_version: Mapped[int]
    at: Mapped[datetime]
