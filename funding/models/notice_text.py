"""Texts of notices that staff wrote: every version is kept, the newest is valid."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed

LONGEST_SUBJECT, LONGEST_BODY, LONGEST_WHY = 150, 4_000, 500


class NoticeText(Keyed, Base):
    """One version of the text of a kind of notice in a language; never changed afterwards.

    One that says ``delivered`` goes back to the text that came with the portal.
    """

    __tablename__ = "notice_text"
    __table_args__ = (
        UniqueConstraint("kind", "language", "number", name="uq_notice_text_number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("language IN ('de', 'en')", name="language"),
        CheckConstraint("delivered OR (subject <> '' AND body <> '')", name="typed"),
    )

    kind: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2))
    number: Mapped[int]
    delivered: Mapped[bool] = mapped_column(default=False)
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT), default="")
    body: Mapped[str] = mapped_column(Text, default="")
    why: Mapped[str] = mapped_column(String(LONGEST_WHY))
    written_at: Mapped[datetime]
    written_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
