"""When people of the ministry are away, and who stands in for them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, bindparam
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Keyed


class Absence(Keyed, Base):
    """A natural person is away from a day to a day (inclusive), unless it was lifted.

    Without a deputy only where nobody else has the person's roles.
    """

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("ends_on >= begins_on", name="days"),
        CheckConstraint("deputy_id <> person_id", name="deputy"),
        Index("ix_absence_person", "person_id", "ends_on"),
        Index("ix_absence_deputy", "deputy_id", "ends_on"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    deputy_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    begins_on: Mapped[date]
    ends_on: Mapped[date]
    entered_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]
    lifted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    lifted_at: Mapped[datetime | None]


TODAY: Any = bindparam("today", type_=Date)
# An absence counts on the day that a statement names as ``today``.
RUNNING = (
    Absence.lifted_at.is_(None),
    Absence.begins_on <= TODAY,
    Absence.ends_on >= TODAY,
)


def represented_by(named: Mapping[UUID, UUID | None], person_id: UUID | None) -> frozenset[UUID]:
    """Return whom a person stands in for, also through deputies who are away themselves."""
    found: set[UUID] = set()
    asked = [person_id]
    while asked:
        deputy = asked.pop()
        more = {absent for absent, one in named.items() if one is not None and one == deputy}
        asked += more - found
        found |= more
    return frozenset(found)


def who_acts(named: Mapping[UUID, UUID | None], person_id: UUID) -> UUID | None:
    """Return who has the work of a person: themselves, or the first in the chain who is there."""
    passed: set[UUID | None] = set()
    at: UUID | None = person_id
    while at in named and at not in passed:
        passed.add(at)
        at = named[at] if at else None
    return None if at in passed else at
