"""Notices that the portal issues: what they say, who signed, and when a town retrieved them."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed, code_column, listed
from workflows.decision_notice import ISSUED, OPEN, SIGNED, State

ONGOING = listed("state", OPEN)
# What a notice is about: the decision or the settlement of a case, a change, interest.
OF_DECISION = ("award", "rejection")
FINAL, CHANGE, INTEREST = ("final", "change", "interest")
KINDS = (*OF_DECISION, FINAL, CHANGE, INTEREST)
# In the portal for retrieval, or against a receipt; or by a way outside it.
PORTAL_RECEIPT = "portal_receipt"
IN_PORTAL = ("portal", PORTAL_RECEIPT)
BY_POST = ("post", "registered", "receipt", "deed")
OUTSIDE = (*BY_POST, "mailbox")
WAYS = (*IN_PORTAL, *OUTSIDE)


class IssuedNotice(Keyed, Base):
    """A notice of one round: ``content`` is the data of its document, sealed by ``sha256``.

    ``subject_id`` is the case whose decision or settlement it is about, or its change or proposal
    about interest; ``due_on`` is the day (Berlin) until which somebody acts on one of the latter.
    ``ends_on`` is the last day for retrieving it, ``told`` counts the reminders of that.
    ``channel`` is the way that it goes, ``address`` whereto outside the portal.
    """

    __tablename__ = "issued_notice"
    __table_args__ = (
        CheckConstraint(listed("kind", KINDS), name="kind"),
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint("signed_by_id <> drafted_by_id", name="two_persons"),
        CheckConstraint(listed("channel", WAYS), name="channel"),
        CheckConstraint(
            f"NOT {listed('state', ISSUED)} OR (provided_on IS NOT NULL AND ends_on > provided_on)",
            name="provided",
        ),
        CheckConstraint(
            f"NOT {listed('state', SIGNED)} OR signed_by_id IS NOT NULL", name="signed"
        ),
        CheckConstraint(
            "(state = 'retrieved') = (retrieved_at IS NOT NULL AND retrieved_by_id IS NOT NULL)",
            name="retrieved",
        ),
        Index(
            "uq_issued_notice_one_open",
            *("subject_id", "round"),
            unique=True,
            sqlite_where=text(ONGOING),
            postgresql_where=text(ONGOING),
        ),
        Index("ix_issued_notice_state", "state", "ends_on"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    subject_id: Mapped[uuid.UUID] = mapped_column(index=True)
    round: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.DRAFTED)
    version: Mapped[int] = mapped_column(default=0)
    channel: Mapped[str] = mapped_column(String(16), default="portal")
    address: Mapped[str] = mapped_column(Text, default="")
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    drafted_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    drafted_at: Mapped[datetime]
    signed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    provided_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    due_on: Mapped[date | None]
    told: Mapped[int] = mapped_column(default=0)
    retrieved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    retrieved_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
