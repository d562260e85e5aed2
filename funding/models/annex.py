"""Files that a town sends up, and the annexes of its application that they are."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed, listed

UNSCANNED, CLEAN, INFECTED = "unscanned", "clean", "infected"


class StoredFile(Keyed, Base):
    """A file kept by the SHA-256 of its content; ``name`` as typed, ``size`` in bytes.

    It is scanned for viruses under a lease; one that was never tried has no ``scan_next_at``.
    """

    __tablename__ = "stored_file"
    __table_args__ = (
        CheckConstraint(listed("scan_state", (UNSCANNED, CLEAN, INFECTED)), name="scan_state"),
        Index("ix_stored_file_scan", "scan_state", "scan_next_at"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    uploaded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]
    scan_state: Mapped[str] = mapped_column(String(16), default=UNSCANNED, server_default=UNSCANNED)
    scanned_at: Mapped[datetime | None]
    # What the scanner named, or why it could not scan.
    scan_note: Mapped[str] = mapped_column(String(200), default="", server_default="")
    scan_attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    scan_next_at: Mapped[datetime | None]
    scan_lease: Mapped[str | None] = mapped_column(String(36))
    scan_lease_until: Mapped[datetime | None]


class Annex(Keyed, Base):
    """A file in a slot of an application; what was replaced after submission has ended, and stays.

    ``slot`` is a code of ``funding.definition.annexes``.
    """

    __tablename__ = "annex"
    __table_args__ = (
        Index("ix_annex_application_id_slot", "application_id", "slot"),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    slot: Mapped[str] = mapped_column(String(32))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"), unique=True)
    added_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    added_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
