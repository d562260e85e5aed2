"""Who has an account: names, addresses and roles, as administration reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from funding.models import Account, Municipality, Person, RoleGrant

MOST = 50


@dataclass(frozen=True, slots=True)
class Known:
    """An account: whose, its address, its roles (code and name of the municipality), if active."""

    name: str
    email: str
    active: bool
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """As many accounts as a page shows, and how many there are."""

    people: tuple[Known, ...]
    count: int


def people(session: Session, words: str = "") -> Listed:
    """List accounts by name whose name or address holds every word, whatever their case."""
    conditions = [
        or_(
            func.lower(Person.name).contains(word, autoescape=True),
            func.lower(Account.email).contains(word, autoescape=True),
        )
        for word in words.lower().split()
    ]
    found = select(Account.id, Person.name, Account.email, Account.active).join(
        Person, Person.id == Account.person_id
    )
    rows = session.execute(
        found.where(*conditions).order_by(Person.name, Account.email).limit(MOST)
    ).all()
    count = session.scalar(
        select(func.count(Account.id))
        .join(Person, Person.id == Account.person_id)
        .where(*conditions)
    )
    roles = _roles(session, [row.id for row in rows])
    return Listed(
        tuple(Known(row.name, row.email, row.active, tuple(roles[row.id])) for row in rows),
        count or 0,
    )


def _roles(session: Session, accounts: Sequence[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    found: dict[UUID, list[tuple[str, str]]] = {key: [] for key in accounts}
    rows = session.execute(
        select(RoleGrant.account_id, RoleGrant.role, Municipality.name)
        .outerjoin(Municipality, Municipality.key == RoleGrant.municipality_key)
        .where(RoleGrant.account_id.in_(accounts))
        .order_by(RoleGrant.role, Municipality.name)
    )
    for account_id, role, town in rows:
        found[account_id].append((role, town or ""))
    return found
