"""Somebody of the office says where they sit in a council; the machine matches it with cases."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid, NotFound
from funding.law.berlin import local_date
from funding.models import (
    Application,
    Change,
    ChangePartner,
    Hand,
    Mandate,
    Municipality,
    Partner,
)
from funding.policy import Actor, require
from funding.queries.reviewing.hidden import hidden_from
from funding.queries.surroundings import CONCERNING
from funding.services.reviewing.declare_bias import declare_bias

LONGEST = 80


def declare_mandate(session: Session, actor: Actor, key: str, office: str) -> int:
    """Keep a seat or office in a municipality, and return how many cases it ties one to.

    On each open case of the municipality that the person holds or has had a hand in, bias is
    declared (§ 20 Abs. 1 VwVfG): held ones go back or are handed over. From then on the person
    sees no case of the municipality. Raises ``Invalid`` where office or municipality is missing.
    """
    require(actor, "act", "declare_mandate")
    office = " ".join(office.split())
    town = session.get(Municipality, key)
    if town is None:
        raise Invalid(Fault("municipality", "unknown_municipality", {"key": key}))
    if not office or len(office) > LONGEST:
        raise Invalid(Fault("office", "office_missing", {"most": LONGEST}))
    tied = session.scalars(_cases(actor, key)).all()
    for case_id in tied:
        declare_bias(session, actor, case_id, biased=True, reason=f"{office}, {town.name}")
    session.add(
        Mandate(
            id=uuid4(),
            person_id=actor.person_id,
            municipality_key=key,
            office=office,
            entered_at=clock.now(),
        )
    )
    return len(tied)


def end_mandate(session: Session, actor: Actor, mandate_id: UUID, ended_on: date) -> None:
    """Note that a seat or office is over; biases that were declared stay. Raises ``NotFound``."""
    require(actor, "act", "declare_mandate")
    mandate = session.get(Mandate, mandate_id)
    if mandate is None or mandate.person_id != actor.person_id or mandate.ended_on is not None:
        raise NotFound(str(mandate_id))
    if ended_on > local_date(clock.now()):
        raise Invalid(Fault("ended_on", "day_to_come"))
    mandate.ended_on, mandate.ended_at = ended_on, clock.now()


def _cases(actor: Actor, key: str) -> Select[UUID]:
    concerned = or_(
        Application.lead_key == key,
        select(Partner.id)
        .where(Partner.application_id == Application.id, Partner.municipality_key == key)
        .exists(),
        select(ChangePartner.id)
        .join(Change, Change.id == ChangePartner.change_id)
        .where(
            Change.application_id == Application.id,
            Change.state.in_(CONCERNING),
            ChangePartner.municipality_key == key,
        )
        .exists(),
    )
    own = or_(
        Application.holder_id == actor.account_id,
        select(Hand.id)
        .where(Hand.application_id == Application.id, Hand.person_id == actor.person_id)
        .exists(),
    )
    return (
        select(Application.id)
        .where(Application.queue_at.is_not(None), concerned, own, ~hidden_from(actor))
        .order_by(Application.reference)
    )
