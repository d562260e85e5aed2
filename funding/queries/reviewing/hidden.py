"""Cases that a person of the ministry may not know of, as conditions on the list of cases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Uuid, bindparam, select, union_all

from funding.models import Application, BiasDeclaration, Change, ChangePartner, Partner
from funding.policy import Actor
from funding.queries.reviewing.ties import towns_of
from funding.queries.surroundings import CONCERNING


def _hidden(person: Any) -> ColumnElement[bool]:
    # One list that is read once for a question, and not looked up anew for each of its cases.
    biased = select(BiasDeclaration.application_id).where(
        BiasDeclaration.person_id == person, BiasDeclaration.biased.is_(True)
    )
    own = towns_of(person).cte("own_towns")
    led = select(Application.id).join(own, own.c.municipality_key == Application.lead_key)
    shared = select(Partner.application_id).join(
        own, own.c.municipality_key == Partner.municipality_key
    )
    swapped = (
        select(Change.application_id)
        .join(ChangePartner, ChangePartner.change_id == Change.id)
        .join(own, own.c.municipality_key == ChangePartner.municipality_key)
        .where(Change.state.in_(CONCERNING))
    )
    return Application.id.in_(
        union_all(biased, led.correlate(None), shared, swapped.correlate(None))
    )


# From the person that a statement names as ``person``.
HIDDEN = _hidden(bindparam("person", type_=Uuid))


def hidden_from(actor: Actor) -> ColumnElement[bool]:
    """Mean the cases on which the actor is biased, or that concern a town they belong to."""
    return _hidden(actor.person_id)
