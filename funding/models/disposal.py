"""What becomes of cases that have ended, and the files that are still to be removed for it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed, code_column, listed
from workflows.disposal import ANSWERED, State


class Disposal(Keyed, Base):
    """The disposal of one case: offer to the archive, its answer, and who has deleted what.

    ``kept_until`` is the last day of its retention, ``due_on`` until when the one whose turn it
    is acts. ``gone`` counts what was deleted, by the name of its table.
    """

    __tablename__ = "disposal"
    __table_args__ = (
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint(
            f"NOT {listed('state', (State.OFFERED, *ANSWERED))} OR offered_on IS NOT NULL",
            name="offered",
        ),
        CheckConstraint(f"answer IS NULL OR {listed('answer', ANSWERED)}", name="answer"),
        CheckConstraint(
            "answered_on IS NULL OR (offered_on IS NOT NULL AND answered_on >= offered_on)",
            name="answered_after_offer",
        ),
        CheckConstraint(
            "answer IS NULL OR answer <> 'taken_over' OR archive_reference <> ''",
            name="taken_over",
        ),
        CheckConstraint("(held_at IS NULL) = (held_by_id IS NULL)", name="held"),
        CheckConstraint(
            "state <> 'deleted' OR (proposed_by_id IS NOT NULL AND confirmed_by_id IS NOT NULL "
            "AND confirmed_by_id <> proposed_by_id AND deleted_at IS NOT NULL "
            "AND held_at IS NULL)",
            name="deleted_by_two",
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), unique=True)
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.KEPT)
    version: Mapped[int] = mapped_column(default=0)
    kept_until: Mapped[date]
    due_on: Mapped[date | None]
    offered_on: Mapped[date | None]
    answer: Mapped[str | None] = mapped_column(String(16))
    answered_on: Mapped[date | None]
    archive_reference: Mapped[str] = mapped_column(String(80), default="")
    held_at: Mapped[datetime | None]
    held_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    hold_reason: Mapped[str] = mapped_column(Text, default="")
    proposed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    deleted_at: Mapped[datetime | None]
    gone: Mapped[dict[str, Any]] = mapped_column(default=dict)


class DoomedFile(Keyed, Base):
    """A content of the store that the deletion of a case has left to be removed from disk."""

    __tablename__ = "doomed_file"

    disposal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("disposal.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
