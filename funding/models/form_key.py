"""Keys of forms that were sent, so that a double click does a thing once."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base


class FormKey(Base):
    """A form that was sent by an account, and the page that shows its result."""

    __tablename__ = "form_key"

    key: Mapped[str] = mapped_column(String(36), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    location: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime] = mapped_column(index=True)
