"""Who of a town works on a draft, what each of them may do, and whether that may be changed so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from funding.models import Account, Person, RoleGrant
from funding.models.draft_right import Right
from funding.models.role import TOWN_ROLES
from funding.policy import sets_rights_in
from funding.policy.rights import RANK, most, narrowed
from funding.queries.applying.answers import Answer
from funding.queries.applying.people import knows_people_of
from funding.queries.case import Case


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of a town: the most that their roles allow, and what holds on this draft."""

    person_id: UUID
    name: str
    roles: tuple[str, ...]
    allowed: Right
    right: Right


def colleagues(case: Case, municipality_key: str) -> list[Colleague]:
    """List who works for a town in the portal, each person once, with their right on the draft."""
    rows = case.session.execute(
        select(Account.person_id, Person.name, RoleGrant.role)
        .select_from(RoleGrant)
        .join(Account, Account.id == RoleGrant.account_id)
        .join(Person, Person.id == Account.person_id)
        .where(
            RoleGrant.municipality_key == municipality_key,
            RoleGrant.role.in_(TOWN_ROLES),
            Account.active.is_(True),
        )
        .order_by(Person.name, Account.person_id, RoleGrant.role)
    ).all()
    held: dict[tuple[UUID, str], list[str]] = {}
    for person_id, name, role in rows:
        held.setdefault((person_id, name), []).append(role)
    return [_colleague(case, municipality_key, *who, roles) for who, roles in held.items()]


def _colleague(
    case: Case, municipality_key: str, person_id: UUID, name: str, roles: list[str]
) -> Colleague:
    allowed = most(roles) or Right.READ
    right = narrowed(allowed, case.scope.rights.get((municipality_key, person_id)))
    return Colleague(person_id, name, tuple(dict.fromkeys(roles)), allowed, right)


def signers(case: Case, municipality_key: str) -> list[str] | None:
    """Name the people of a town who may sign; ``None`` to people of another town."""
    if not knows_people_of(case, municipality_key):
        return None
    return [one.name for one in colleagues(case, municipality_key) if one.right == Right.SIGN]


def towns_to_set(case: Case) -> list[str]:
    """List the towns of the case for whose people the actor may say what they may do."""
    keys = (case.application.lead_key, *case.partner_keys)
    return [key for key in keys if sets_rights_in(case.actor, case.scope, key)]


def wanted(case: Case) -> dict[str, str]:
    """Return the rights that were asked for, by the key of the person."""
    return dict(case.given("rights") or {})


def rights_change(case: Case) -> bool:
    """Does somebody's right become another one?"""
    if case.details is None:  # nothing is asked for yet
        return True
    now = {str(one.person_id): one.right for one in _people(case)}
    return any(now.get(person) != right for person, right in wanted(case).items())


def rights_in_town(case: Case) -> bool:
    """Do all who are named work for the town, and are their rights ones that there are?"""
    asked = wanted(case)
    known = {str(one.person_id) for one in _people(case)} if asked else set()
    return all(person in known and right in RANK for person, right in asked.items())


def rights_within_role(case: Case) -> bool:
    """Is no right more than the role of the person allows?"""
    return not _beyond(case)


def signer_left(case: Case) -> bool:
    """Does somebody remain who may sign, where there was somebody?"""
    asked = wanted(case)
    if not asked:
        return True
    people = _people(case)
    left = [asked.get(str(one.person_id), one.right) for one in people]
    return Right.SIGN in left or Right.SIGN not in {one.right for one in people}


def _people(case: Case) -> list[Colleague]:
    return colleagues(case, str(case.given("town_key") or ""))


def _beyond(case: Case) -> list[Colleague]:
    asked = wanted(case)
    people = _people(case) if asked else []
    named = [one for one in people if asked.get(str(one.person_id)) in RANK]
    return [one for one in named if RANK[Right(asked[str(one.person_id)])] > RANK[one.allowed]]


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (rights_change, rights_in_town, rights_within_role, signer_left)
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    if code == "rights_within_role":
        return {"names": ", ".join(one.name for one in _beyond(case))}
    return {}
