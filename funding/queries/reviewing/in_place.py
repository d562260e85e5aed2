"""In whose place a step is taken, for the audit: of an absent holder, or by an absent limit."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from funding.models import Person
from funding.queries.case import Case
from funding.queries.deciding.signing import amount, limit_of
from funding.queries.reviewing.file import holder_name
from funding.queries.reviewing.persons import stands_in
from workflows.application.rows import Row

LONGEST = 120


def in_place_of(case: Case, step: Row) -> str:
    """Name the absent person in whose place the actor takes a step; empty: as themselves."""
    asked = {guard.code for guard in step.guards}
    if "is_holder" in asked and stands_in(case):
        return holder_name(case)[:LONGEST]
    if "within_limit" in asked and case.surroundings.absent:
        return _lender(case)
    return ""


def _lender(case: Case) -> str:
    """Name whose signing limit it takes, where one's own would not do."""
    lent: UUID | None = limit_of(case.session, case.actor.person_id, case.today).of
    if lent is None or _own_does(case):
        return ""
    return str(case.session.scalar(select(Person.name).where(Person.id == lent)) or "")[:LONGEST]


def _own_does(case: Case) -> bool:
    own = limit_of(case.session, case.actor.person_id, case.today, lent=False)
    return own.covers(amount(case))
