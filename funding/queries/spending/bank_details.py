"""Bank details of municipalities: what stands, what is asked for, and what waits for the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.models import BankDetails, Municipality, Person
from funding.models.role import TOWN_ROLES
from funding.policy import Actor
from workflows.bank_details import OPEN, State


def active_details(session: Session, municipality_key: str) -> BankDetails | None:
    """Return the account to which a municipality is paid."""
    return session.scalar(_of(municipality_key).where(BankDetails.state == State.ACTIVE))


def open_details(session: Session, municipality_key: str) -> BankDetails | None:
    """Return the account that is asked for and not active yet."""
    return session.scalar(_of(municipality_key).where(BankDetails.state.in_(OPEN)))


def _of(municipality_key: str) -> Select[BankDetails]:
    return select(BankDetails).where(BankDetails.municipality_key == municipality_key)


def settled_account(session: Session, municipality_key: str) -> BankDetails | None:
    """Return the account to pay to; none while another one is asked for."""
    if open_details(session, municipality_key) is not None:
        return None
    return active_details(session, municipality_key)


def next_number(session: Session, municipality_key: str) -> int:
    """Return the number of the next bank details of a municipality."""
    last = session.scalar(
        select(func.max(BankDetails.number)).where(BankDetails.municipality_key == municipality_key)
    )
    return (last or 0) + 1


def towns_of_reader(session: Session, actor: Actor) -> Sequence[Municipality]:
    """List the municipalities for which the reader works."""
    mine = [
        held.municipality_key
        for held in actor.roles
        if held.municipality_key and held.role in TOWN_ROLES
    ]
    return session.scalars(
        select(Municipality).where(Municipality.key.in_(mine)).order_by(Municipality.name)
    ).all()


def details_of(session: Session, municipality_key: str) -> Sequence[Any]:
    """List the bank details of a municipality, newest first, with who proposed them."""
    return session.execute(
        select(BankDetails, Person.name)
        .join(Person, Person.id == BankDetails.proposed_by_id)
        .where(BankDetails.municipality_key == municipality_key)
        .order_by(BankDetails.number.desc())
    ).all()


def details_by_id(session: Session, key: UUID) -> Any:
    """Return bank details with the name of their municipality, or raise ``NotFound``."""
    found = session.execute(
        select(BankDetails, Municipality.name.label("town"))
        .join(Municipality, Municipality.key == BankDetails.municipality_key)
        .where(BankDetails.id == key)
    ).one_or_none()
    if found is None:
        raise NotFound(str(key))
    return found


def to_call_back(session: Session, actor: Actor) -> Sequence[Any]:
    """List what the office has to call back about, longest due first."""
    return session.execute(
        select(BankDetails, Municipality.name.label("town"))
        .join(Municipality, Municipality.key == BankDetails.municipality_key)
        .where(BankDetails.state.in_(OPEN), BankDetails.municipality_key.not_in(actor.towns))
        .order_by(BankDetails.state != State.CONFIRMED, BankDetails.due_on, BankDetails.id)
    ).all()


def lapsed_details(session: Session, today: date) -> Sequence[UUID]:
    """List what nobody has confirmed in time."""
    return session.scalars(
        select(BankDetails.id).where(BankDetails.state.in_(OPEN), BankDetails.due_on < today)
    ).all()
