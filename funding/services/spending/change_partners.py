"""Partners shall change after the award: the lead names who, and each of them agrees."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid, NotPermitted
from funding.models import Change, ChangePartner, Municipality
from funding.models.change import JOINS, LEAVES, STAYS
from funding.models.role import Role
from funding.policy import Actor
from funding.queries import find
from funding.queries.applying.submission import fingerprint
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.spending.changes import find_change
from funding.queries.spending.partner_changes import Asked, asked, roster, unanswered
from funding.services.spending.change_step import settle_timers, take
from funding.services.step import change_state, hold
from funding.words.visible import said
from workflows.change import State, Trigger

LONGEST_TASK = 500


@dataclass(frozen=True, slots=True)
class Joining:
    """The municipality that shall join, what it does, and what it gives in cents."""

    key: str
    task: str
    contribution_cents: int = 0


def name_partners(
    case: Case, change: Change, leaving: Collection[str], joining: Joining | None
) -> None:
    """Keep who stays, leaves and joins; whoever had agreed is to be asked again.

    Raises ``Invalid`` for who is no partner, or is one already, or does not exist.
    """
    if set(leaving) - set(case.partner_keys):
        raise Invalid(Fault("leaving", "choose"))
    if joining:
        _may_join(case, joining)
    case.session.execute(delete(ChangePartner).where(ChangePartner.change_id == change.id))
    rows = [
        ChangePartner(
            change_id=change.id,
            municipality_key=one.key,
            position=one.position,
            part=LEAVES if one.key in leaving else STAYS,
            task=one.task,
            contribution_cents=one.contribution_cents,
        )
        for one in case.partners
    ]
    if joining:
        rows.append(
            ChangePartner(
                change_id=change.id,
                municipality_key=joining.key,
                position=1 + max((one.position for one in case.partners), default=0),
                part=JOINS,
                task=joining.task.strip(),
                contribution_cents=joining.contribution_cents,
            )
        )
    case.session.add_all(rows)
    case.session.flush()


def _may_join(case: Case, joining: Joining) -> None:
    town = case.session.get(Municipality, joining.key)
    if town is None or town.valid_to is not None:
        raise Invalid(Fault("joining", "unknown_municipality", {"key": joining.key}))
    if joining.key in case.towns:
        raise Invalid(Fault("joining", "partner_already", {"name": town.name}))
    if not said(joining.task):
        raise Invalid(Fault("task", "required"))
    if len(joining.task) > LONGEST_TASK:
        length = {"length": len(joining.task), "most": LONGEST_TASK}
        raise Invalid(Fault("task", "too_long", length))
    if joining.contribution_cents < 0:
        raise Invalid(Fault("contribution", "amount_unreadable"))


def ask_partners(
    session: Session, actor: Actor, key: UUID | str, change_id: UUID, *, version: int
) -> None:
    """Ask every municipality of a change to agree to it as it stands now; nobody has agreed yet."""
    case = find.case(session, actor, key)
    change = find_change(case, change_id, drafts=True)
    take(case, change, Trigger.ASK_PARTNERS, version=version, asked_at=case.now)
    for side in roster(session, change):
        side.row.agreed_at = side.row.agreed_by_id = None
        side.row.declined = ""
    session.flush()


def agree(  # noqa: PLR0913 - who agrees to which change, signed how, having read what
    session: Session,
    actor: Actor,
    key: UUID | str,
    change_id: UUID,
    *,
    partner_key: str,
    asked_at: str,
    reauthenticated: bool,
) -> None:
    """Agree to a change for one's municipality, signed; it is sealed to what was agreed."""
    typed = Details(reauthenticated=reauthenticated, partner_key=partner_key, asked_at=asked_at)
    found, row = _held(session, actor, key, change_id, typed)
    typed["fingerprint"] = _read(found)
    take(found.case, found.change, Trigger.AGREE)
    row.agreed_at, row.agreed_by_id, row.declined = found.case.now, actor.person_id, ""
    _wait_no_more(found, Trigger.AGREE)


def decline(  # noqa: PLR0913 - who does not agree to which change why, having read what
    session: Session,
    actor: Actor,
    key: UUID | str,
    change_id: UUID,
    *,
    partner_key: str,
    asked_at: str,
    reason: str,
) -> None:
    """Say why one's municipality does not agree, or does not any more; the lead is told."""
    typed = Details(reason=reason, partner_key=partner_key, asked_at=asked_at)
    found, row = _held(session, actor, key, change_id, typed)
    take(found.case, found.change, Trigger.DECLINE, note=reason.strip())
    row.agreed_at = row.agreed_by_id = None
    row.declined = reason.strip()
    _wait_no_more(found, Trigger.DECLINE)


def _wait_no_more(found: Asked, by: Trigger) -> None:
    """End the period for answers once every municipality has answered: it is the lead's turn."""
    found.case.session.flush()
    change = found.change
    if change.state == State.DRAFTED and not unanswered(found.case.session, change):
        change_state(found.case.session, change, change.state, change.state, {"due_on": None})
        settle_timers(found.case, by)


def _held(
    session: Session, actor: Actor, key: UUID | str, change_id: UUID, typed: Details
) -> tuple[Asked, ChangePartner]:
    """Find what somebody is asked about, with the case held: of two that agree one is the first."""
    found = asked(session, actor, key, change_id, typed)
    hold(found.case)
    session.refresh(found.change)
    for side in found.mine:
        session.refresh(side.row)
    key_ = str(typed.get("partner_key") or "")
    rows = [side.row for side in found.mine if side.row.municipality_key == key_]
    if not rows or not actor.has_in(key_, Role.APPLICANT_SIGNATORY):
        raise NotPermitted(Trigger.AGREE)
    return found, rows[0]


def _read(found: Asked) -> str:
    """Return the hash of all that is agreed to: the reasons, and each municipality's part."""
    sides = [
        [row.municipality_key, row.part, row.task, row.contribution_cents]
        for row in (side.row for side in found.sides)
    ]
    return fingerprint({"reason": found.change.reason, "sides": sides})
