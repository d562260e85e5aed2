"""What the town writes in its application: the answers, the partners, the plan."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, listed

EXPENDITURE_KINDS = (
    "personnel",
    "fees",
    "material",
    "travel",
    "publicity",
    "events",
    "evaluation",
    "passed_on",
    "in_kind",
)


class Answers(Base):
    """The answers of one application, section by section; amounts in cents."""

    __tablename__ = "answers"

    application_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("application.id"), primary_key=True
    )
    # Your municipality
    representative: Mapped[str] = mapped_column(String(120), default="")
    representative_office: Mapped[str] = mapped_column(String(80), default="")
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    together: Mapped[bool | None]
    agreement: Mapped[str] = mapped_column(String(16), default="")
    agreement_on: Mapped[date | None]
    # Project
    summary: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    problem: Mapped[str] = mapped_column(Text, default="")
    goals: Mapped[str] = mapped_column(Text, default="")
    measures: Mapped[str] = mapped_column(Text, default="")
    begins_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    begun: Mapped[bool | None]
    # Advice
    advice: Mapped[str] = mapped_column(String(16), default="")
    advice_on: Mapped[date | None]
    adviser: Mapped[str] = mapped_column(String(120), default="")
    # Plan
    own_cash_cents: Mapped[int] = mapped_column(Cents, default=0)
    third_party_cents: Mapped[int] = mapped_column(Cents, default=0)
    income_cents: Mapped[int] = mapped_column(Cents, default=0)
    floor_exception: Mapped[str] = mapped_column(String(32), default="")
    floor_reason: Mapped[str] = mapped_column(Text, default="")
    # Declarations: codes confirmed
    declarations: Mapped[list[str]] = mapped_column(default=list)
    # Reference of the case the answers were taken over from, and the sections nobody has
    # looked at since.
    taken_from: Mapped[str] = mapped_column(String(24), default="", server_default="")
    to_check: Mapped[list[str]] = mapped_column(default=list, server_default="[]")


class Partner(Keyed, Base):
    """A municipality that applies together with the lead, and its contribution in cents."""

    __tablename__ = "partner"
    __table_args__ = (UniqueConstraint("application_id", "municipality_key"),)

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    municipality_key: Mapped[str] = mapped_column(ForeignKey("municipality.key"), index=True)
    position: Mapped[int]
    task: Mapped[str] = mapped_column(Text, default="")
    contribution_cents: Mapped[int] = mapped_column(Cents, default=0)


class Line(Keyed, Base):
    """One line of the expenditure plan, amount in cents."""

    __tablename__ = "line"
    __table_args__ = (
        CheckConstraint(listed("kind", EXPENDITURE_KINDS), name="kind"),
        CheckConstraint("amount_cents >= 0", name="amount"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    label: Mapped[str] = mapped_column(String(160))
    amount_cents: Mapped[int] = mapped_column(Cents)
    eligible: Mapped[bool] = mapped_column(default=True)
    year: Mapped[int]
