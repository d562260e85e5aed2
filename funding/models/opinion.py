"""Opinions that the office asks for on one case, beside its assessment."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed, code_column, listed
from workflows.opinion import State

KINDS = ("police", "professional", "outside")
VERDICTS = ("for", "with_conditions", "against")


class Opinion(Keyed, Base):
    """Who is asked what until which day (Berlin), and what they say; ``late``: not counted."""

    __tablename__ = "opinion"
    __table_args__ = (
        CheckConstraint(listed("kind", KINDS), name="kind"),
        CheckConstraint(f"verdict IS NULL OR {listed('verdict', VERDICTS)}", name="verdict"),
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint("state <> 'given' OR (verdict IS NOT NULL AND NOT late)", name="given"),
        CheckConstraint("NOT late OR state = 'lapsed'", name="late"),
        Index("ix_opinion_account", "account_id", "state"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[str] = mapped_column(String(16))
    question: Mapped[str] = mapped_column(Text)
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.NEW)
    version: Mapped[int] = mapped_column(default=0)
    invited_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    invited_at: Mapped[datetime]
    due_on: Mapped[date]
    accepted_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    verdict: Mapped[str | None] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[datetime | None]
    late: Mapped[bool] = mapped_column(default=False)
