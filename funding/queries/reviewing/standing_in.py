"""Who is away today, and who stands in for whom: deputies of absent people, and of deputies."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, select
from sqlalchemy.orm import Session

from funding.models import Absence, Account, Person
from funding.models.absence import RUNNING, who_acts
from funding.models.role import Role

# What people of the ministry do on cases; a deputy needs all of it that the absent person has.
WORKING_ROLES = frozenset(
    {
        Role.REVIEWER,
        Role.SCORER,
        Role.LEAD_REVIEWER,
        Role.APPROVER,
        Role.BUDGET,
        Role.PROOF_AUDITOR,
    }
)
READER: Any = bindparam("person", type_=Uuid)


def _represented() -> Any:
    """Build the persons whom the reader stands in for, also through a deputy who is away."""
    first = (
        select(Absence.person_id)
        .where(Absence.deputy_id == READER, *RUNNING)
        .cte("represented", recursive=True)
    )
    further = select(Absence.person_id).join(first, Absence.deputy_id == first.c.person_id)
    return first.union(further.where(*RUNNING))


# Asked with every case and every list, and so built once; ``person`` and ``today`` are given.
REPRESENTED = _represented()
REPRESENTED_ACCOUNTS: Select[Any] = select(Account.id).where(
    Account.person_id.in_(select(REPRESENTED.c.person_id))
)


class Away(NamedTuple):
    """Somebody is away until a day; the deputy is the first of a chain who is there."""

    name: str
    until: date
    deputy: str
    deputy_id: UUID | None


def deputies(session: Session, on: date) -> dict[UUID, UUID | None]:
    """Return who is away on a day, with the deputy that was named, by person."""
    rows = session.connection().execute(
        select(Absence.person_id, Absence.deputy_id).where(*RUNNING), {"today": on}
    )
    return {row.person_id: row.deputy_id for row in rows}


def away(session: Session, on: date) -> dict[UUID, Away]:
    """Return who is away on a day, until when, and who has their work, by person."""
    rows = (
        session.connection()
        .execute(
            select(Absence.person_id, Absence.deputy_id, Absence.ends_on, Person.name)
            .join(Person, Person.id == Absence.person_id)
            .where(*RUNNING),
            {"today": on},
        )
        .all()
    )
    if not rows:
        return {}
    named = {row.person_id: row.deputy_id for row in rows}
    acting = {row.person_id: who_acts(named, row.person_id) for row in rows}
    wanted = [one for one in acting.values() if one]
    found = session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    names = {row.id: row.name for row in found}
    return {
        row.person_id: Away(row.name, row.ends_on, *_named(names, acting[row.person_id]))
        for row in rows
    }


def _named(names: dict[UUID, str], deputy: UUID | None) -> tuple[str, UUID | None]:
    return (names.get(deputy, "") if deputy else "", deputy)
