"""A change of the partners: who stays, leaves and joins, who has agreed, and who may read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import Erased, NotFound
from funding.models import Application, Change, ChangePartner, Municipality
from funding.models.change import JOINS, LEAVES, PARTNER, STAYS
from funding.models.role import TOWN_ROLES
from funding.policy import Actor, sees
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.words.visible import said
from workflows.change import WRITABLE, State


@dataclass(frozen=True, slots=True)
class Side:
    """A municipality of a change, with its name."""

    row: ChangePartner
    name: str

    @property
    def agreed(self) -> bool:
        """Tell whether it has agreed to the change as it stands."""
        return self.row.agreed_at is not None


def roster(session: Session, change: Change) -> list[Side]:
    """List the municipalities of a change in their order; none where it is of another kind."""
    if change.kind != PARTNER:
        return []
    rows = session.execute(
        select(ChangePartner, Municipality.name)
        .join(Municipality, Municipality.key == ChangePartner.municipality_key)
        .where(ChangePartner.change_id == change.id)
        .order_by(ChangePartner.position, ChangePartner.municipality_key)
    )
    return [Side(row, name) for row, name in rows]


def concerns_partners(_case: Case, change: Change) -> bool:
    """Is it a change of the partners?"""
    return change.kind == PARTNER


def partner_sound(case: Case, change: Change) -> bool:
    """Does a partner leave or another municipality join, with the partners as they are now?"""
    if change.kind != PARTNER:
        return True
    rows = [side.row for side in roster(case.session, change)]
    there = {row.municipality_key for row in rows if row.part in (STAYS, LEAVES)}
    joining = {row.municipality_key for row in rows if row.part == JOINS}
    moves = any(row.part != STAYS for row in rows)
    return moves and there == set(case.partner_keys) and not joining & case.towns


def partners_asked(case: Case, change: Change) -> bool:
    """Are the partners asked about the change just as it was read?"""
    read = case.given("asked_at")
    if change.asked_at is None:
        return False
    return read is None or read == change.asked_at.isoformat()


def not_agreed_yet(case: Case, change: Change) -> bool:
    """Has the municipality for which somebody acts not agreed yet?"""
    key = case.given("partner_key")
    rows = roster(case.session, change)
    return not any(side.agreed for side in rows if side.row.municipality_key == key)


def decline_worded(case: Case, _change: Change) -> bool:
    """Is it said why a municipality does not agree?"""
    return case.details is None or said(case.given("reason"))


def all_agreed(case: Case, change: Change) -> bool:
    """Have all municipalities agreed that stay, leave or join?"""
    if change.kind != PARTNER:
        return True
    return change.asked_at is not None and all(side.agreed for side in roster(case.session, change))


def unanswered(session: Session, change: Change) -> frozenset[str]:
    """Return the keys of the municipalities that are asked, and have said neither yes nor no."""
    if change.asked_at is None:
        return frozenset()
    rows = (side.row for side in roster(session, change) if not side.agreed)
    return frozenset(row.municipality_key for row in rows if not row.declined)


def waits_for_consent(session: Session, application_id: UUID) -> Change | None:
    """Return the change of a case about which partners are asked and have not all answered."""
    return session.scalars(
        select(Change)
        .where(
            Change.application_id == application_id,
            Change.state == State.DRAFTED,
            Change.asked_at.is_not(None),
        )
        .order_by(Change.asked_at)
    ).first()


def missing(case: Case, change: Change) -> str:
    """Name the municipalities that have not agreed yet."""
    return ", ".join(side.name for side in roster(case.session, change) if not side.agreed)


def awaits_agreement(session: Session, actor: Actor) -> Sequence[Any]:
    """List the changes about which a municipality of the actor is asked and has not answered."""
    return session.execute(
        select(Application.reference, Application.title, Change.id, Change.asked_at, Change.due_on)
        .join(Application, Application.id == Change.application_id)
        .join(ChangePartner, ChangePartner.change_id == Change.id)
        .where(
            ChangePartner.municipality_key.in_(actor.towns),
            ChangePartner.agreed_at.is_(None),
            ChangePartner.declined == "",
            Change.asked_at.is_not(None),
            Change.state.in_(WRITABLE),
            Application.erased_at.is_(None),
        )
        .order_by(Change.asked_at, Application.reference)
        .distinct()
    ).all()


@dataclass(frozen=True, slots=True)
class Asked:
    """A change as a municipality reads it that is asked about it."""

    case: Case
    change: Change
    sides: Sequence[Side]
    mine: Sequence[Side]


def asked(
    session: Session,
    actor: Actor,
    key: UUID | str,
    change_id: UUID,
    details: Details | None = None,
) -> Asked:
    """Find a change about which a municipality of the actor is or was asked.

    For this change alone whoever is to join counts as a partner, and whoever has left still does.
    Raises ``NotFound`` for everybody else, and before it is asked about.
    """
    case = find.case_for_anybody(session, actor, key, details)
    change = session.get(Change, change_id)
    if change is None or change.application_id != case.application.id or not change.asked_at:
        raise NotFound(str(change_id))
    sides = roster(session, change)
    mine = [side for side in sides if actor.has_in(side.row.municipality_key, *TOWN_ROLES)]
    keys = frozenset(side.row.municipality_key for side in mine)
    scope = replace(case.scope, partner_keys=case.scope.partner_keys | keys)
    if not mine or not sees(actor, scope):
        raise NotFound(str(change_id))
    if case.application.erased_at is not None:
        raise Erased(case.application.reference)
    case.__dict__["scope"] = scope
    return Asked(case, change, sides, mine)
