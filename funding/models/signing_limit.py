"""Up to which amount a natural person may sign, as dated values with a source."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed


class SigningLimit(Keyed, Base):
    """What a person may sign at most, from a day to a day (inclusive); no amount: without limit.

    Of the person, not of an account: two accounts of one person do not add up. Who has none has
    the limit that the rules give to everybody who approves.
    """

    __tablename__ = "signing_limit"
    __table_args__ = (
        UniqueConstraint("person_id", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
        CheckConstraint("limit_cents >= 0", name="amount"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    limit_cents: Mapped[int | None] = mapped_column(Cents)
    source: Mapped[str] = mapped_column(String(200))
