"""The years of a line: what of it is authorised for years after that of the call."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed


class YearPlan(Keyed, Base):
    """A change of a line's commitment authorisation for one later year (cents), never changed.

    The authorisation is the sum of its changes; what is left of the line's total is the cash of
    the year of the call.
    """

    __tablename__ = "year_plan"
    __table_args__ = (CheckConstraint("change_cents <> 0", name="change"),)

    line_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("budget_line.id"), index=True)
    year: Mapped[int]
    change_cents: Mapped[int] = mapped_column(Cents)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
