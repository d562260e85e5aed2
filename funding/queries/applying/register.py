"""The register of municipalities, as those who apply look into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Municipality


@dataclass(frozen=True, slots=True)
class Entry:
    """A municipality as it is chosen from a list: name, district and key tell namesakes apart."""

    key: str
    name: str
    kind: str
    district: str

    @property
    def shown(self) -> str:
        """Return name, district and key, by which the two Auerbachs are told apart."""
        return f"{self.name} · {self.district} · {self.key}"


def entries(session: Session, keys: Iterable[str] | None = None) -> list[Entry]:
    """List the municipalities that exist today, by name; or those with these keys."""
    wanted = select(
        Municipality.key, Municipality.name, Municipality.kind, Municipality.district
    ).order_by(Municipality.name, Municipality.key)
    if keys is None:
        wanted = wanted.where(Municipality.valid_to.is_(None))
    else:
        wanted = wanted.where(Municipality.key.in_(list(keys)))
    return [Entry(*row) for row in session.execute(wanted)]


def district_name(key: str | None, name: str | None) -> str:
    """Name a district so that no town of the same name is meant (Leipzig, Zwickau).

    The fourth digit of the official key tells: 1 for a city that is a district of its own.
    """
    if not key or not name:
        return ""
    if key[3] == "1":
        return f"Stadt {name}"
    return name if name.endswith("kreis") else f"Landkreis {name}"


def districts(session: Session) -> list[tuple[str, str]]:
    """List the districts of the municipalities that exist today: key and name."""
    rows = session.execute(
        select(Municipality.district_key, Municipality.district)
        .where(Municipality.valid_to.is_(None), Municipality.district != "")
        .distinct()
        .order_by(Municipality.district, Municipality.district_key)
    )
    return [(row.district_key, district_name(row.district_key, row.district)) for row in rows]
