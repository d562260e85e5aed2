"""The bodies that administration has entered into the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from funding.models import Account, EnteredBody, Municipality, Person


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body entered by hand, with its seat and who entered it."""

    key: str
    name: str
    kind: str
    district: str
    seat: str
    email_domain: str
    entered_at: datetime
    entered_by: str


def entered_bodies(session: Session) -> list[BodyRow]:
    """List the bodies entered by hand, by name."""
    seat = aliased(Municipality)
    rows = session.execute(
        select(
            Municipality.key,
            Municipality.name,
            Municipality.kind,
            Municipality.district,
            seat.name,
            EnteredBody.email_domain,
            EnteredBody.entered_at,
            Person.name,
        )
        .join(EnteredBody, EnteredBody.key == Municipality.key)
        .join(seat, seat.key == EnteredBody.seat_key)
        .join(Account, Account.id == EnteredBody.entered_by_id)
        .join(Person, Person.id == Account.person_id)
        .order_by(Municipality.name, Municipality.key)
    )
    return [BodyRow(*row) for row in rows]
