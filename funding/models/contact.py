"""Whom the office may ask at the town, each time that this changed after submission."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class ContactChange(Keyed, Base):
    """Old and new entries of the contact, by the names of the form; the answers hold the newest."""

    __tablename__ = "contact_change"

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    old: Mapped[dict[str, Any]]
    new: Mapped[dict[str, Any]]
