"""Rules of the programme as dated values with a source."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class RuleValue(Keyed, Base):
    """A rate, limit or period, valid from a day to a day (inclusive), and where it is written."""

    __tablename__ = "rule_value"
    __table_args__ = (
        UniqueConstraint("key", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
    )

    key: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    value: Mapped[Any] = mapped_column(JSON)
    source: Mapped[str] = mapped_column(String(200))
