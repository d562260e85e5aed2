"""What the town writes in its application: the answers, the partners, the plan.

What steps and notices read has columns of its own; everything else of the form lies in
``Answers.entries`` under the name that the form's definition gives it.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

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
    # Every other field of the form: plain JSON by name; dates as ISO text, amounts in cents
    entries: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    form_version: Mapped[int] = mapped_column(default=1, server_default="1")
    # Reference of the case the answers were taken over from, and the sections nobody has
    # looked at since.
    taken_from: Mapped[str] = mapped_column(String(24), default="", server_default="")
    to_check: Mapped[list[str]] = mapped_column(default=list, server_default="[]")

    def value(self, name: str) -> Any:
        """Return what was answered in a field of the form; ``None`` where nothing was."""
        if name in COLUMNS:
            return getattr(self, name)
        return self.entries.get(name)

    def keep(self, name: str, value: Any) -> None:
        """Keep the answer to a field of the form; an entry that is empty is let go."""
        if name in COLUMNS:
            setattr(self, name, "" if value is None and name in TEXTS else value)
            return
        held = value.isoformat() if isinstance(value, date) else value
        rest = {key: old for key, old in self.entries.items() if key != name}
        self.entries = rest if held in EMPTY else {**rest, name: held}


EMPTY: tuple[Any, ...] = ("", None, [])
INNER = frozenset({"application_id", "entries", "form_version", "taken_from", "to_check"})
COLUMNS = frozenset(c.key for c in Answers.__table__.columns) - INNER
TEXTS = frozenset(c.key for c in Answers.__table__.columns if isinstance(c.type, String))


class Partner(Keyed, Base):
    """A municipality that applies together with the lead, and its contribution in cents.

    ``share_hundredths`` is its part of the expenditure in hundredths of a percent.
    """

    __tablename__ = "partner"
    __table_args__ = (UniqueConstraint("application_id", "municipality_key"),)

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    municipality_key: Mapped[str] = mapped_column(ForeignKey("municipality.key"), index=True)
    position: Mapped[int]
    task: Mapped[str] = mapped_column(Text, default="")
    contribution_cents: Mapped[int] = mapped_column(Cents, default=0)
    contact_email: Mapped[str] = mapped_column(String(254), default="", server_default="")
    share_hundredths: Mapped[int | None]


class Line(Keyed, Base):
    """One line of the expenditure plan: amounts in cents, quantity in thousandths.

    ``eligible_part_cents`` is what of the amount is eligible, where it is not the whole.
    """

    __tablename__ = "line"
    __table_args__ = (
        CheckConstraint(listed("kind", EXPENDITURE_KINDS), name="kind"),
        CheckConstraint("amount_cents >= 0", name="amount"),
        CheckConstraint(
            "eligible_part_cents IS NULL OR "
            "(eligible_part_cents >= 0 AND eligible_part_cents <= amount_cents)",
            name="eligible_part",
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    label: Mapped[str] = mapped_column(String(160))
    amount_cents: Mapped[int] = mapped_column(Cents)
    eligible: Mapped[bool] = mapped_column(default=True)
    year: Mapped[int]
    quantity_thousandths: Mapped[int] = mapped_column(default=1000, server_default="1000")
    unit: Mapped[str] = mapped_column(String(16), default="flat", server_default="flat")
    unit_price_cents: Mapped[int | None] = mapped_column(Cents)
    eligible_part_cents: Mapped[int | None] = mapped_column(Cents)
    municipality_key: Mapped[str] = mapped_column(String(9), default="", server_default="")
    pay_grade: Mapped[str] = mapped_column(String(16), default="", server_default="")
    qualification: Mapped[str] = mapped_column(String(16), default="", server_default="")
    post_hundredths: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="", server_default="")

    @property
    def eligible_cents(self) -> int:
        """Return the eligible part of the amount in cents."""
        if not self.eligible:
            return 0
        part = self.eligible_part_cents
        return self.amount_cents if part is None else part
