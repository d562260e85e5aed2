"""Remedies against notices: when an action was filed at which court, and how it ended."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed, code_column, listed
from workflows.remedy import State

KINDS = ("award", "rejection", "final", "interest")
ENDED = (State.UPHELD, State.SET_ASIDE)
PENDING = text("state = 'pending'")


class Remedy(Keyed, Base):
    """An action against the notice of a kind and round; days are those of Berlin.

    Of a notice about interest the ``round`` is the number of its proposal.
    ``reinstated``: why it counts although it came late (§ 60 VwGO).
    """

    __tablename__ = "remedy"
    __table_args__ = (
        CheckConstraint(listed("kind", KINDS), name="kind"),
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint(
            f"({listed('state', ENDED)}) = (ended_on IS NOT NULL AND ended_by_id IS NOT NULL)",
            name="ended",
        ),
        CheckConstraint("ended_on IS NULL OR ended_on >= filed_on", name="ended_after_filed"),
        Index(
            "uq_remedy_one_pending",
            *("application_id", "kind", "round"),
            unique=True,
            sqlite_where=PENDING,
            postgresql_where=PENDING,
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    round: Mapped[int]
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.NEW)
    version: Mapped[int] = mapped_column(default=0)
    filed_on: Mapped[date]
    court: Mapped[str] = mapped_column(String(120))
    court_reference: Mapped[str] = mapped_column(String(60), default="")
    reinstated: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    ended_on: Mapped[date | None]
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[str] = mapped_column(Text, default="")
