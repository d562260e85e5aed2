"""Calls for applications and the action fields they are divided into."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed, code_column
from workflows.call import State


class ActionField(Keyed, Base):
    """A field of action of the programme, e.g. the co-ordination offices of the councils."""

    __tablename__ = "action_field"

    code: Mapped[str] = mapped_column(String(32), unique=True)
    position: Mapped[int]
    name_de: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))

    def name(self, language: str) -> str:
        """Return the name in a language, 'de' or 'en'."""
        return self.name_en if language == "en" else self.name_de


class Call(Keyed, Base):
    """One programme year: its window (instants, UTC), its state, its last reference number."""

    __tablename__ = "call"
    __table_args__ = (
        CheckConstraint("opens_at < closes_at", name="window"),
        CheckConstraint("version >= 0", name="version"),
    )

    code: Mapped[str] = mapped_column(String(16), unique=True)
    year: Mapped[int] = mapped_column(index=True)
    state: Mapped[State] = mapped_column(code_column(State, "state"), default=State.PLANNED)
    version: Mapped[int] = mapped_column(default=0)
    definition_version: Mapped[int] = mapped_column(default=1)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    rolling: Mapped[bool] = mapped_column(default=False)
    announced_at: Mapped[datetime | None]
    last_number: Mapped[int] = mapped_column(default=0)
    remark_de: Mapped[str] = mapped_column(Text, default="")
    remark_en: Mapped[str] = mapped_column(Text, default="")


class CallField(Base):
    """An action field that a call offers."""

    __tablename__ = "call_field"

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"), primary_key=True)
    field_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("action_field.id"), primary_key=True)
