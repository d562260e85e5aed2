"""The calendar of absences, and who of the office could stand in for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from funding.models import Absence, Account, Person, RoleGrant
from funding.queries.reviewing.standing_in import WORKING_ROLES


class Entry(NamedTuple):
    """An absence as it is listed."""

    id: UUID
    person_id: UUID
    name: str
    deputy: str | None
    begins_on: date
    ends_on: date


def overlapping(
    session: Session, person_id: UUID, begins_on: date, ends_on: date
) -> Sequence[Absence]:
    """List the absences of a person that touch some days."""
    return session.scalars(
        select(Absence)
        .where(
            Absence.person_id == person_id,
            Absence.lifted_at.is_(None),
            Absence.begins_on <= ends_on,
            Absence.ends_on >= begins_on,
        )
        .order_by(Absence.begins_on)
    ).all()


def calendar(session: Session, since: date, person_id: UUID | None = None) -> list[Entry]:
    """List the absences of a person, or of everybody, that end on a day or later."""
    deputy = aliased(Person)
    own = () if person_id is None else (Absence.person_id == person_id,)
    rows = session.execute(
        select(
            Absence.id,
            Absence.person_id,
            Person.name,
            deputy.name,
            Absence.begins_on,
            Absence.ends_on,
        )
        .join(Person, Person.id == Absence.person_id)
        .outerjoin(deputy, deputy.id == Absence.deputy_id)
        .where(Absence.lifted_at.is_(None), Absence.ends_on >= since, *own)
        .order_by(Absence.begins_on, Person.name, Absence.id)
    )
    return [Entry(*row) for row in rows]


def standing_in(session: Session, since: date, person_id: UUID | None) -> list[Entry]:
    """List whom a person stands in for from a day on."""
    rows = session.execute(
        select(
            Absence.id,
            Absence.person_id,
            Person.name,
            Absence.begins_on,
            Absence.ends_on,
        )
        .join(Person, Person.id == Absence.person_id)
        .where(
            Absence.deputy_id == person_id, Absence.lifted_at.is_(None), Absence.ends_on >= since
        )
        .order_by(Absence.begins_on, Person.name)
    )
    return [Entry(r.id, r.person_id, r.name, None, r.begins_on, r.ends_on) for r in rows]


def working_roles(session: Session) -> dict[UUID, frozenset[str]]:
    """Return what each person of the office may do on cases, through all their accounts."""
    rows = session.execute(
        select(Account.person_id, RoleGrant.role)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(
            Account.active.is_(True),
            RoleGrant.municipality_key.is_(None),
            RoleGrant.role.in_(WORKING_ROLES),
        )
    )
    held: dict[UUID, set[str]] = defaultdict(set)
    for person_id, role in rows:
        held[person_id].add(role)
    return {person_id: frozenset(roles) for person_id, roles in held.items()}


def colleagues(session: Session) -> list[tuple[UUID, str]]:
    """List everybody of the office who works on cases, by name."""
    rows = session.execute(
        select(Person.id, Person.name)
        .where(Person.id.in_(working_roles(session)))
        .order_by(Person.name, Person.id)
    )
    return [(row.id, row.name) for row in rows]
