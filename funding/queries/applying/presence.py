"""Which colleagues have the same page of a draft open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, select

from funding.models import Person, Presence
from funding.queries.case import Case

# A page that is open tells so every minute; one that has missed two is closed.
FRESH = timedelta(minutes=2)


# Asked for every page of a draft, and so built once.
BESIDE = (
    select(Person.name, Presence.since)
    .join(Person, Person.id == Presence.person_id)
    .where(
        Presence.application_id == bindparam("case"),
        Presence.page == bindparam("page"),
        Presence.person_id != bindparam("reader"),
        Presence.seen_at > bindparam("seen_since"),
    )
    .order_by(Presence.since, Person.name)
)


class Beside(NamedTuple):
    """A colleague at the same page, and since when."""

    name: str
    since: datetime


def beside(case: Case, page: str) -> list[Beside]:
    """List who else is at a page of the draft, the first one first."""
    known = {"case": case.application.id, "page": page, "reader": case.actor.person_id}
    rows = case.connection.execute(BESIDE, known | {"seen_since": case.now - FRESH})
    return [Beside(*row) for row in rows]
