"""Whom new cases are meant for: rules by district, action field and load, in an order."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class AssignmentRule(Keyed, Base):
    """Cases of a district and field (none: of any) go to a reviewer, or to who holds fewest.

    Whoever holds ``most`` open cases gets no more by this rule.
    """

    __tablename__ = "assignment_rule"
    __table_args__ = (
        CheckConstraint("position > 0", name="position"),
        CheckConstraint("most > 0", name="most"),
    )

    position: Mapped[int]
    district_key: Mapped[str | None] = mapped_column(String(5))
    field_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("action_field.id"))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    most: Mapped[int | None]
    entered_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]
