"""What administration has entered about bodies that no official list of municipalities names."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base


class EnteredBody(Base):
    """A body of the register that was entered by hand: its seat, its e-mail domain, by whom.

    An empty domain says that its people write from addresses of others.
    """

    __tablename__ = "entered_body"

    key: Mapped[str] = mapped_column(ForeignKey("municipality.key"), primary_key=True)
    seat_key: Mapped[str] = mapped_column(ForeignKey("municipality.key"))
    email_domain: Mapped[str] = mapped_column(String(120))
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
