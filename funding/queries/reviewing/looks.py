"""What is new in a case since its reader last looked."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Uuid, and_, bindparam, or_, select

from funding.models import Application, Look, Person
from funding.queries.case import Case


def looked_at(case: Case) -> int | None:
    """Return up to which version the reader has seen the case; ``None``: not at all."""
    return case.session.scalar(
        select(Look.version).where(
            Look.application_id == case.application.id, Look.person_id == case.actor.person_id
        )
    )


# A look at a case by the person that a statement names as ``person``.
OWN_LOOK = and_(
    Look.application_id == Application.id, Look.person_id == bindparam("person", type_=Uuid)
)


def is_new() -> ColumnElement[bool]:
    """Return the condition under which a case has something that its reader has not seen."""
    return or_(Look.version.is_(None), Look.version < Application.version)


def seen_by(case: Case) -> dict[int, list[str]]:
    """Return who of the office has seen the case up to which version, by name."""
    found: dict[int, list[str]] = {}
    for version, name in case.session.execute(
        select(Look.version, Person.name)
        .join(Person, Person.id == Look.person_id)
        .where(Look.application_id == case.application.id)
        .order_by(Person.name)
    ):
        found.setdefault(version, []).append(name)
    return found
