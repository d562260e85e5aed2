"""Cases that a person of the ministry may not know of, as conditions on the list of cases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Uuid, bindparam, exists, or_

from funding.models import Application, BiasDeclaration, Partner
from funding.policy import Actor
from funding.queries.reviewing.ties import towns_of


def _hidden(person: Any) -> ColumnElement[bool]:
    biased = exists().where(
        BiasDeclaration.application_id == Application.id,
        BiasDeclaration.person_id == person,
        BiasDeclaration.biased.is_(True),
    )
    own = towns_of(person)
    partner = exists().where(
        Partner.application_id == Application.id, Partner.municipality_key.in_(own)
    )
    return or_(biased, Application.lead_key.in_(own), partner)


# From the person that a statement names as ``person``.
HIDDEN = _hidden(bindparam("person", type_=Uuid))


def hidden_from(actor: Actor) -> ColumnElement[bool]:
    """Mean the cases on which the actor is biased, or that concern a town they belong to."""
    return _hidden(actor.person_id)
