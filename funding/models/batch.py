"""Decisions that were taken together: which cases, and what became of each."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed, listed

OUTCOMES = ("open", "done", "refused")


class Batch(Keyed, Base):
    """One click that decided several cases, by an account."""

    __tablename__ = "batch"
    __table_args__ = (Index("ix_batch_account_id", "account_id", "at"),)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]


class BatchItem(Keyed, Base):
    """A case of a batch: the step that was meant, the version that was read, and the outcome."""

    __tablename__ = "batch_item"
    __table_args__ = (
        UniqueConstraint("batch_id", "application_id"),
        CheckConstraint(listed("outcome", OUTCOMES), name="outcome"),
    )

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("batch.id"))
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"))
    position: Mapped[int]
    version: Mapped[int]
    trigger: Mapped[str] = mapped_column(String(32))
    outcome: Mapped[str] = mapped_column(String(8), default="open")
    reasons: Mapped[list[Any]] = mapped_column(JSON)
