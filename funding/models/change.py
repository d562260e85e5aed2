"""Changes that a town asks for after the decision: old and new, and what came of it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, code_column, listed
from workflows.change import OPEN, State

PERIOD, SHIFT, LESS, PARTNER = KINDS = ("period", "shift", "less", "partner")
# What becomes of a municipality when the partners change.
STAYS, LEAVES, JOINS = PARTS = ("stays", "leaves", "joins")
GRANT, REFUSE = PROPOSALS = ("grant", "refuse")
STILL_OPEN = text(listed("state", OPEN))


class Change(Keyed, Base):
    """What shall change, why, and who has said what to it; days are days in Berlin.

    ``new_end`` and ``old_end`` are those of the period; ``new_proof_due`` is what follows from it
    once it is granted. ``effective_at`` is when it was granted or noted.
    """

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint(listed("kind", KINDS), name="kind"),
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint("(kind = 'period') = (old_end IS NOT NULL)", name="period"),
        CheckConstraint("new_end IS NULL OR new_end > old_end", name="later"),
        CheckConstraint(f"proposal IS NULL OR {listed('proposal', PROPOSALS)}", name="proposal"),
        CheckConstraint(
            "state NOT IN ('granted', 'refused') OR (decided_by_id IS NOT NULL "
            "AND assessed_by_id IS NOT NULL AND decided_by_id <> assessed_by_id)",
            name="two_persons",
        ),
        CheckConstraint(
            "new_award_cents IS NULL OR (kind = 'less' AND new_award_cents > 0 "
            "AND new_award_cents < old_award_cents)",
            name="award",
        ),
        CheckConstraint(
            "kind <> 'less' OR state <> 'granted' OR new_award_cents IS NOT NULL", name="lowered"
        ),
        CheckConstraint(
            "(state IN ('granted', 'noted')) = (effective_at IS NOT NULL)", name="effective"
        ),
        Index(
            "uq_change_open_kind",
            "application_id",
            "kind",
            unique=True,
            sqlite_where=STILL_OPEN,
            postgresql_where=STILL_OPEN,
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    round: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.DRAFTED)
    version: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(Text, default="")
    old_end: Mapped[date | None]
    new_end: Mapped[date | None]
    new_proof_due: Mapped[date | None]
    drafted_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    drafted_at: Mapped[datetime]
    requested_at: Mapped[datetime | None]
    # Since when its partners are asked about it just as it stands.
    asked_at: Mapped[datetime | None]
    # Until when the one whose turn it is acts; empty in a draft and at the end.
    due_on: Mapped[date | None]
    question: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    proposal: Mapped[str | None] = mapped_column(String(16))
    assessment: Mapped[str] = mapped_column(Text, default="")
    assessed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    # The award, and the eligible expenditure it is measured by, where less spending lowers them.
    old_award_cents: Mapped[int | None] = mapped_column(Cents)
    new_award_cents: Mapped[int | None] = mapped_column(Cents)
    old_eligible_cents: Mapped[int | None] = mapped_column(Cents)
    new_eligible_cents: Mapped[int | None] = mapped_column(Cents)
    # Why an approver has last sent it back to the reviewer.
    sent_back: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
    effective_at: Mapped[datetime | None]


class ChangeLine(Keyed, Base):
    """A line of the plan as it was and as it shall be, in cents."""

    __tablename__ = "change_line"
    __table_args__ = (
        UniqueConstraint("change_id", "line_id"),
        CheckConstraint("old_cents >= 0", name="old"),
        CheckConstraint("new_cents >= 0", name="new"),
    )

    change_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("change.id"), index=True)
    line_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("line.id"))
    old_cents: Mapped[int] = mapped_column(Cents)
    new_cents: Mapped[int] = mapped_column(Cents)


class ChangePartner(Keyed, Base):
    """A municipality that stays, leaves or joins, what it takes on (cents), and whether it agrees.

    ``declined`` is why it did not, when it was asked last.
    """

    __tablename__ = "change_partner"
    __table_args__ = (
        UniqueConstraint("change_id", "municipality_key"),
        CheckConstraint(listed("part", PARTS), name="part"),
        CheckConstraint("contribution_cents >= 0", name="contribution"),
        CheckConstraint("(agreed_at IS NULL) = (agreed_by_id IS NULL)", name="agreed"),
        CheckConstraint("agreed_at IS NULL OR declined = ''", name="agreed_or_declined"),
    )

    change_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("change.id"), index=True)
    municipality_key: Mapped[str] = mapped_column(ForeignKey("municipality.key"), index=True)
    position: Mapped[int]
    part: Mapped[str] = mapped_column(String(8))
    task: Mapped[str] = mapped_column(Text, default="")
    contribution_cents: Mapped[int] = mapped_column(Cents, default=0)
    agreed_at: Mapped[datetime | None]
    agreed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    declined: Mapped[str] = mapped_column(Text, default="")


class ChangeNotice(Keyed, Base):
    """A notice on a change, issued outside the portal, with its dates and the evidence for them."""

    __tablename__ = "change_notice"
    __table_args__ = (
        CheckConstraint("notified_on >= issued_on", name="notified_after_issue"),
        CheckConstraint("final_on >= notified_on", name="final_after_notified"),
    )

    change_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("change.id"), unique=True)
    issued_on: Mapped[date]
    channel: Mapped[str] = mapped_column(String(16))
    notified_on: Mapped[date]
    remedy_ends_on: Mapped[date]
    waived_on: Mapped[date | None]
    final_on: Mapped[date]
    evidence: Mapped[str] = mapped_column(Text, default="")
    # What it says, word for word the data of its document.
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    recorded_at: Mapped[datetime]
