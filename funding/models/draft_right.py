"""What somebody may do on one draft at most, where that is less than their role allows."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed, listed


class Right(StrEnum):
    """What a person may do on a draft, from the least to the most."""

    READ = "read"
    EDIT = "edit"
    SIGN = "sign"


# Signing is as much as any role allows: who may sign has no row.
NARROWED = (Right.READ, Right.EDIT)


class DraftRight(Keyed, Base):
    """What one of a town's people may do on one draft; no row: all that the role allows.

    It is a right of the person, however many accounts the person has.
    """

    __tablename__ = "draft_right"
    __table_args__ = (
        CheckConstraint(listed("right_code", NARROWED), name="right_code"),
        UniqueConstraint("application_id", "municipality_key", "person_id"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    municipality_key: Mapped[str] = mapped_column(ForeignKey("municipality.key"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    right_code: Mapped[str] = mapped_column(String(8))
    set_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    set_at: Mapped[datetime]
