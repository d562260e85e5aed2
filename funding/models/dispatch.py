"""The posting log (Postausgang): which notice left the house on which day, how and whereto."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed, listed
from funding.models.issued_notice import OUTSIDE


class PostingYear(Base):
    """The last number that the posting log has given in a year; whoever counts waits for it."""

    __tablename__ = "posting_year"
    __table_args__ = (CheckConstraint("last_number > 0", name="last_number"),)

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_number: Mapped[int]


class Dispatch(Keyed, Base):
    """One entry: ``evidence`` is what shows that it left, ``address`` whereto as it was then.

    ``arrived_on`` is the day that a receipt or a deed names, ``back_on`` when it was back unserved.
    """

    __tablename__ = "dispatch"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint(listed("channel", OUTSIDE), name="channel"),
        CheckConstraint("arrived_on IS NULL OR arrived_on >= posted_on", name="arrived"),
        CheckConstraint("back_on IS NULL OR back_on >= posted_on", name="came_back"),
    )

    issue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("issued_notice.id"), index=True)
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    year: Mapped[int]
    number: Mapped[int]
    posted_on: Mapped[date]
    channel: Mapped[str] = mapped_column(String(16))
    address: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text, default="")
    entered_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    arrived_on: Mapped[date | None]
    back_on: Mapped[date | None]
    back_reason: Mapped[str] = mapped_column(Text, default="")
