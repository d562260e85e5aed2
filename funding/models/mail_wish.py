"""How a person wants to be told of what need not be told at once."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, listed

AT_ONCE, DAILY, WEEKLY, NEVER = "now", "daily", "weekly", "never"
LATER = (DAILY, WEEKLY, NEVER)


class MailWish(Base):
    """The wish of an account for one group of notices; without a row they come at once."""

    __tablename__ = "mail_wish"
    __table_args__ = (CheckConstraint(listed("pace", LATER), name="pace"),)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(16), primary_key=True)
    pace: Mapped[str] = mapped_column(String(8))
