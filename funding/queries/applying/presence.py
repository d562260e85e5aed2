"""Which colleagues have the same page of a draft open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from funding.models import Person, Presence
from funding.queries.case import Case

# A page that is open tells so every minute; one that has missed two is closed.
FRESH = timedelta(minutes=2)


class Beside(NamedTuple):
    """A colleague at the same page, and since when."""

    name: str
    since: datetime


def beside(case: Case, page: str) -> list[Beside]:
    """List who else is at a page of the draft, the first one first."""
    rows = case.session.execute(
        select(Person.name, Presence.since)
        .join(Person, Person.id == Presence.person_id)
        .where(
            Presence.application_id == case.application.id,
            Presence.page == page,
            Presence.person_id != case.actor.person_id,
            Presence.seen_at > case.now - FRESH,
        )
        .order_by(Presence.since, Person.name)
    )
    return [Beside(*row) for row in rows]
