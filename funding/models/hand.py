"""Whose hands were on a case, and who has declared bias."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed, listed
from workflows.application.words import SIGNED

SIGNATURES = listed("deed", SIGNED)


class Hand(Keyed, Base):
    """A natural person has done a deed on a case, in a round of decision."""

    __tablename__ = "hand"
    __table_args__ = (
        UniqueConstraint("application_id", "person_id", "deed", "round"),
        # However many approvals a decision needs, nobody gives two of them.
        Index(
            "uq_hand_one_signature",
            "application_id",
            "person_id",
            "round",
            unique=True,
            sqlite_where=text(SIGNATURES),
            postgresql_where=text(SIGNATURES),
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    deed: Mapped[str] = mapped_column(String(24))
    round: Mapped[int]
    at: Mapped[datetime]


class BiasDeclaration(Keyed, Base):
    """A person's answer to the question of bias on one case (§§ 20, 21 VwVfG)."""

    __tablename__ = "bias_declaration"
    __table_args__ = (UniqueConstraint("application_id", "person_id"),)

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    biased: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
