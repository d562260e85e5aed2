"""An application and where it stands. Only ``services/step.py`` changes its state."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, code_column, listed
from workflows.application import State
from workflows.application.words import NEVER_SUBMITTED

GRANTED = (
    *(State.APPROVED, State.IN_PROGRESS, State.REPORT_DUE),
    *(State.REPORTED, State.HEARING, State.HEARD, State.AUDITED),
)
HELD = (
    State.IN_CHECK,
    State.INFO_REQUESTED,
    State.IN_ASSESSMENT,
    State.REVIEWED,
    State.FIRST_APPROVED,
    State.FIRST_REJECTED,
    *GRANTED,
)
COUNTED_BY = (
    "queue_at",
    "reference",
    "state",
    "holder_id",
    "lead_key",
    "field_id",
    "answered",
    "second_scored",
    "committed_cents",
    "paid_cents",
    "round",
    "id",
)


class Application(Keyed, Base):
    """What a municipality, alone or as the lead of several, asks for; amounts in cents."""

    __tablename__ = "application"
    __table_args__ = (
        CheckConstraint(
            f"NOT {listed('state', (*GRANTED, State.REJECTED))} OR (first_approver_id IS NOT NULL "
            "AND second_approver_id IS NOT NULL AND decided_at IS NOT NULL)",
            name="decided_by_two",
        ),
        CheckConstraint(
            f"NOT {listed('state', GRANTED)} OR (approved_cents > 0 "
            "AND (committed_cents = approved_cents OR (state IN ('heard', 'audited') "
            "AND return_to = 'in_progress' AND committed_cents < approved_cents)))",
            name="granted_sum",
        ),
        CheckConstraint("first_approver_id <> second_approver_id", name="two_persons"),
        CheckConstraint(
            f"NOT {listed('state', (State.FIRST_APPROVED, State.FIRST_REJECTED))} "
            "OR (first_approver_id IS NOT NULL AND second_approver_id IS NULL)",
            name="first_decision",
        ),
        CheckConstraint(
            "state <> 'first_approved' OR reserved_cents > 0", name="first_approval_reserved"
        ),
        CheckConstraint(
            f"{listed('state', NEVER_SUBMITTED)} OR submitted_at IS NOT NULL", name="submitted"
        ),
        CheckConstraint(f"NOT {listed('state', HELD)} OR holder_id IS NOT NULL", name="held"),
        CheckConstraint(
            "reserved_cents >= 0 AND committed_cents >= 0 AND paid_cents >= 0 "
            "AND paid_cents <= committed_cents",
            name="money",
        ),
        CheckConstraint("requested_cents >= 0", name="requested"),
        CheckConstraint(
            "state <> 'info_requested' OR return_to IN ('in_check', 'in_assessment')",
            name="return_to",
        ),
        CheckConstraint(
            "state <> 'hearing' OR return_to IN ('reported', 'report_due', 'in_progress')",
            name="heard_from",
        ),
        Index("ix_application_queue", "state", "due_at", "id"),
        # What is open only: the queue does not grow with the years. It holds all that the views
        # count by, so that they are counted without reading a case.
        Index(
            "ix_application_open",
            *COUNTED_BY,
            sqlite_where=text("queue_at IS NOT NULL"),
            postgresql_where=text("queue_at IS NOT NULL"),
        ),
        Index("ix_application_holder", "holder_id", "state"),
    )

    reference: Mapped[str] = mapped_column(String(24), unique=True)
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"), index=True)
    field_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("action_field.id"))
    lead_key: Mapped[str] = mapped_column(ForeignKey("municipality.key"), index=True)
    title: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.NEW)
    version: Mapped[int] = mapped_column(default=0)
    definition_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    created_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    submitted_at: Mapped[datetime | None]
    own_closing_at: Mapped[datetime | None]
    holder_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    return_to: Mapped[str | None] = mapped_column(String(32))
    check_finished_at: Mapped[datetime | None]
    round: Mapped[int] = mapped_column(default=1)
    points: Mapped[int | None]
    requested_cents: Mapped[int] = mapped_column(Cents, default=0)
    reserved_cents: Mapped[int] = mapped_column(Cents, default=0)
    committed_cents: Mapped[int] = mapped_column(Cents, default=0)
    paid_cents: Mapped[int] = mapped_column(Cents, default=0)
    approved_cents: Mapped[int | None] = mapped_column(Cents)
    final_cents: Mapped[int | None] = mapped_column(Cents)
    first_approver_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    second_approver_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    last_act_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    due_kind: Mapped[str | None] = mapped_column(String(24))
    queue_at: Mapped[datetime | None]
    # What the views of the queue count by, so that no list of them is read through for it.
    answered: Mapped[bool] = mapped_column(default=False, server_default=false())
    second_scored: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Since when everything personal and all that it says is deleted.
    erased_at: Mapped[datetime | None]
    audit_hash: Mapped[str] = mapped_column(String(64), default="", server_default="")
    search_text: Mapped[str] = mapped_column(Text, default="")
