"""Which deadlines of the office concern whom, as conditions on the list of deadlines."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from funding.models import Application, Deadline, Hand
from funding.models.role import Role
from funding.policy import Actor
from funding.queries.reviewing.standing_in import REPRESENTED_ACCOUNTS
from workflows.application.words import SIGNED

# What an approver signs whatever part they had in the decision.
ANYBODYS = ("sign_notice", "notice_sign", "sign_final", "change_approve", "interest_sign")
# What an auditor goes on with who has audited the case.
AUDITED = ("weigh", "interest_weigh", "revocation_year", "interest_limit")
Concern = Callable[[Actor], ColumnElement[bool]]


def held(actor: Actor) -> ColumnElement[bool]:
    """Mean the cases that the actor holds, or whose holder they stand in for."""
    return or_(
        Application.holder_id == actor.account_id, Application.holder_id.in_(REPRESENTED_ACCOUNTS)
    )


def _without_a_hand(actor: Actor) -> ColumnElement[bool]:
    """Mean the cases on which the actor has done nothing that bars them from signing."""
    return ~exists().where(
        Hand.application_id == Application.id,
        Hand.person_id == actor.person_id,
        or_(Hand.deed.not_in(SIGNED), Hand.round == Application.round),
    )


def _signs(actor: Actor) -> ColumnElement[bool]:
    return or_(Deadline.kind.in_(ANYBODYS), _without_a_hand(actor))


def _audits(actor: Actor) -> ColumnElement[bool]:
    return or_(Deadline.kind.in_(AUDITED), _without_a_hand(actor))


def _not_held(actor: Actor) -> ColumnElement[bool]:
    return or_(Application.holder_id.is_(None), Application.holder_id != actor.account_id)


def _all(_actor: Actor) -> ColumnElement[bool]:
    return true()


CONCERNS: Mapping[Role, Concern] = {
    Role.REVIEWER: held,
    Role.SCORER: _not_held,
    Role.LEAD_REVIEWER: _all,
    Role.APPROVER: _signs,
    Role.BUDGET: _all,
    Role.PROOF_AUDITOR: _audits,
}


def concerns_office(actor: Actor) -> ColumnElement[bool]:
    """Mean the deadlines in whose role the actor is, on the cases that they have to do with."""
    roles = {one.role for one in actor.roles if one.municipality_key is None}
    return or_(
        false(),
        *(
            and_(Deadline.role == role, concern(actor))
            for role, concern in CONCERNS.items()
            if role in roles
        ),
    )
