"""Cases that a person of the ministry may not know of, as conditions on the list of cases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Uuid, bindparam, exists, or_, select

from funding.models import Account, Application, BiasDeclaration, Partner, RoleGrant
from funding.policy import Actor


def _hidden(person: Any) -> ColumnElement[bool]:
    biased = exists().where(
        BiasDeclaration.application_id == Application.id,
        BiasDeclaration.person_id == person,
        BiasDeclaration.biased.is_(True),
    )
    # Through whatever account of the person, as for the guard "outsider".
    own = (
        select(RoleGrant.municipality_key)
        .join(Account, Account.id == RoleGrant.account_id)
        .where(Account.person_id == person, RoleGrant.municipality_key.is_not(None))
    )
    partner = exists().where(
        Partner.application_id == Application.id, Partner.municipality_key.in_(own)
    )
    return or_(biased, Application.lead_key.in_(own), partner)


# From the person that a statement names as ``person``.
HIDDEN = _hidden(bindparam("person", type_=Uuid))


def hidden_from(actor: Actor) -> ColumnElement[bool]:
    """Mean the cases on which the actor is biased, or that concern a town they belong to."""
    return _hidden(actor.person_id)
