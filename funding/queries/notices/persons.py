"""The people of whom one may ask why they were not told: with their roles, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import or_, select

from funding.models import Account, BiasDeclaration, Opinion, Person, RoleGrant
from funding.notices.people import EXPERT
from funding.queries.case import Case


class Part(NamedTuple):
    """A role that somebody has in a town, or (without key) in the office; since when, if known."""

    role: str
    municipality_key: str | None
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody with an account and a part in the case, or a town in which nobody has any.

    ``biased_since`` is when they declared bias on the case.
    """

    key: str
    name: str
    account_id: UUID | None = None
    person_id: UUID | None = None
    active: bool = False
    account_since: datetime | None = None
    parts: tuple[Part, ...] = ()
    biased_since: datetime | None = None


def somebodies(case: Case) -> list[Somebody]:
    """List who could have been told of a case, active or not, by name; towns without anybody last.

    Three questions, however many they are.
    """
    people = (
        select(
            Account.id,
            Account.person_id,
            Account.active,
            Account.created_at,
            Person.name,
            RoleGrant.role,
            RoleGrant.municipality_key,
            RoleGrant.granted_at,
        )
        .join(Person, Person.id == Account.person_id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(
            or_(
                RoleGrant.municipality_key.is_(None),
                RoleGrant.municipality_key.in_(sorted(case.towns)),
            )
        )
        .order_by(Person.name, Account.id, RoleGrant.role)
    )
    experts = (
        select(Account.id, Account.person_id, Account.active, Account.created_at, Person.name)
        .join(Person, Person.id == Account.person_id)
        .where(
            Account.id.in_(
                select(Opinion.account_id).where(Opinion.application_id == case.application.id)
            )
        )
    )
    declared = case.session.execute(
        select(BiasDeclaration.person_id, BiasDeclaration.at).where(
            BiasDeclaration.application_id == case.application.id,
            BiasDeclaration.biased.is_(True),
        )
    )
    biased = {row.person_id: row.at for row in declared}
    found: dict[UUID, Somebody] = {}
    for row in case.session.execute(people):
        _add(found, row, Part(row.role, row.municipality_key, row.granted_at), biased)
    for expert in case.session.execute(experts):
        _add(found, expert, Part(EXPERT, None, None), biased)
    listed = sorted(found.values(), key=lambda one: (one.name, one.key))
    return [*listed, *_empty_towns(case, listed)]


def _add(found: dict[UUID, Somebody], row: Any, part: Part, biased: dict[UUID, datetime]) -> None:
    known = found.get(row.id)
    found[row.id] = Somebody(
        str(row.id),
        row.name,
        row.id,
        row.person_id,
        row.active,
        row.created_at,
        (*known.parts, part) if known else (part,),
        biased.get(row.person_id),
    )


def _empty_towns(case: Case, people: Iterable[Somebody]) -> list[Somebody]:
    """Return the towns of the case in which nobody has an account that is active."""
    there = {p.municipality_key for one in people if one.active for p in one.parts}
    return [
        Somebody(key, name) for key, name in sorted(case.town_names.items()) if key not in there
    ]
