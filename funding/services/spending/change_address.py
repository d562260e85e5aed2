"""A town says whereto its letters go; what stood there before, and who changed it, is kept."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Invalid
from funding.models import Municipality
from funding.policy import Actor, Scope, acting_role, require
from funding.queries.spending.postal_address import (
    ADDRESS,
    CHANGE_ADDRESS,
    subject_of,
    wrong_with,
)
from funding.services.operations.write_audit import append_act


def change_address(session: Session, actor: Actor, municipality_key: str, address: str) -> None:
    """Keep the postal address of a municipality; raises ``Invalid`` with all that is wrong."""
    scope = Scope(municipality_key)
    require(actor, "act", CHANGE_ADDRESS, scope)
    if faults := [*wrong_with(address)]:
        raise Invalid(*faults)
    role = acting_role(actor, "act", CHANGE_ADDRESS, scope)
    keep_address(session, actor, municipality_key, address, role)


def keep_address(
    session: Session, actor: Actor, municipality_key: str, address: str, role: str
) -> None:
    """Keep whereto letters to a municipality go, and who said so in which role."""
    # Two who change it do so one after the other, each with an entry of their own.
    locked = select(Municipality).where(Municipality.key == municipality_key).with_for_update()
    town = session.scalars(locked.execution_options(populate_existing=True)).one()
    if town.postal_address == address:
        return
    told = {"municipality": town.key, "old": town.postal_address, "new": address}
    append_act(
        session.connection(),
        actor,
        workflow=ADDRESS,
        subject_id=subject_of(town.key),
        act=CHANGE_ADDRESS,
        role=role,
        at=clock.now(),
        details=told,
    )
    town.postal_address = address
