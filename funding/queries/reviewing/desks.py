"""Who reviews, what each holds, and which cases are not for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from funding.models import (
    Account,
    Application,
    BiasDeclaration,
    Change,
    ChangePartner,
    Hand,
    Mandate,
    Partner,
    Person,
    RoleGrant,
)
from funding.models.role import Role
from funding.queries.reviewing.queue import LAST
from funding.queries.reviewing.standing_in import Away, away
from funding.queries.surroundings import CONCERNING
from workflows.application import Deed


@dataclass(slots=True)
class Desk:
    """A reviewer: open cases, how many are due within a week or overdue, until when away."""

    account_id: UUID
    person_id: UUID
    name: str
    active: bool
    held: int = 0
    soon: int = 0
    late: int = 0
    away: Away | None = None
    towns: frozenset[str] = field(default_factory=frozenset)


def desks(session: Session, now: datetime, today: date) -> list[Desk]:
    """List the reviewers, and whoever else still holds a case, by name."""
    soon = Application.queue_at < now + timedelta(days=7)
    late = Application.queue_at < now
    held = {
        row.holder_id: row
        for row in session.execute(
            select(
                Application.holder_id,
                func.count().label("held"),
                func.count().filter(soon, ~late).label("soon"),
                func.count().filter(late).label("late"),
            )
            .where(Application.queue_at <= LAST, Application.holder_id.is_not(None))
            .group_by(Application.holder_id)
        )
    }
    reviewers = select(RoleGrant.account_id).where(RoleGrant.role == Role.REVIEWER)
    rows = session.execute(
        select(Account.id, Account.person_id, Person.name, Account.active)
        .join(Person, Person.id == Account.person_id)
        .where(Account.id.in_(reviewers) | Account.id.in_(list(held)))
        .order_by(Person.name, Account.id)
    ).all()
    ties, absent = _ties(session, {row.person_id for row in rows}), away(session, today)
    found = []
    for row in rows:
        if not row.active and row.id not in held:
            continue
        desk = Desk(*row, away=absent.get(row.person_id), towns=ties[row.person_id])
        if row.id in held:
            own = held[row.id]
            desk.held, desk.soon, desk.late = own.held, own.soon, own.late
        found.append(desk)
    return found


def _ties(session: Session, people: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """Return the municipalities of each person, through whatever account or mandate."""
    granted = (
        select(Account.person_id, RoleGrant.municipality_key)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(Account.person_id.in_(people), RoleGrant.municipality_key.is_not(None))
    )
    seats = select(Mandate.person_id, Mandate.municipality_key).where(
        Mandate.person_id.in_(people), Mandate.ended_on.is_(None)
    )
    towns: dict[UUID, set[str]] = defaultdict(set)
    for person_id, key in (*session.execute(granted), *session.execute(seats)):
        towns[person_id].add(str(key))
    return {person: frozenset(towns[person]) for person in people}


def reviewers_only(session: Session) -> frozenset[UUID]:
    """Return the active accounts that may hold a case."""
    return frozenset(
        session.scalars(
            select(RoleGrant.account_id)
            .join(Account, Account.id == RoleGrant.account_id)
            .where(RoleGrant.role == Role.REVIEWER, Account.active.is_(True))
        )
    )


def barred(session: Session, cases: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Return who must not hold which of these cases: by bias, or by another part in it."""
    biased = select(BiasDeclaration.application_id, BiasDeclaration.person_id).where(
        BiasDeclaration.application_id.in_(cases), BiasDeclaration.biased.is_(True)
    )
    hands = select(Hand.application_id, Hand.person_id).where(
        Hand.application_id.in_(cases), Hand.deed != Deed.HELD
    )
    return {(row[0], row[1]) for row in (*session.execute(biased), *session.execute(hands))}


def partners_of(session: Session, cases: Collection[UUID]) -> dict[UUID, set[str]]:
    """Return the keys of the partners of these cases, and of who has been one or shall be."""
    found: dict[UUID, set[str]] = defaultdict(set)
    now = select(Partner.application_id, Partner.municipality_key).where(
        Partner.application_id.in_(cases)
    )
    swapped = (
        select(Change.application_id, ChangePartner.municipality_key)
        .join(ChangePartner, ChangePartner.change_id == Change.id)
        .where(Change.application_id.in_(cases), Change.state.in_(CONCERNING))
    )
    for case_id, key in session.execute(union(now, swapped)):
        found[case_id].add(key)
    return found
