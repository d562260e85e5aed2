"""The municipalities that a person is tied to: through an account, or by a seat or office there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CompoundSelect, select, union

from funding.models import Account, Mandate, RoleGrant


def towns_of(person: Any) -> CompoundSelect[Any]:
    """Return the keys of a person's municipalities, through whatever account or mandate."""
    granted = (
        select(RoleGrant.municipality_key)
        .join(Account, Account.id == RoleGrant.account_id)
        .where(Account.person_id == person, RoleGrant.municipality_key.is_not(None))
    )
    seats = select(Mandate.municipality_key).where(
        Mandate.person_id == person, Mandate.ended_on.is_(None)
    )
    return union(granted, seats)


def people_of(towns: Iterable[str]) -> CompoundSelect[Any]:
    """Return the persons who are tied to one of these municipalities."""
    keys = list(towns)
    granted = (
        select(Account.person_id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.municipality_key.in_(keys))
    )
    seats = select(Mandate.person_id).where(
        Mandate.municipality_key.in_(keys), Mandate.ended_on.is_(None)
    )
    return union(granted, seats)
