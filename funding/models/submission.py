"""What was submitted: the answers as they stood, kept apart from the case they belong to."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base


class Submission(Base):
    """The content of one submission as plain JSON, never changed; its SHA-256 is in the audit."""

    __tablename__ = "submission"

    application_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("application.id"), primary_key=True
    )
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    submitted_at: Mapped[datetime]
    version: Mapped[int]
    form_version: Mapped[int]
