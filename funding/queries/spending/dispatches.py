"""The posting log: what left the house, across cases, as staff may read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from funding.models import (
    Application,
    ChangeNotice,
    DecisionNotice,
    Dispatch,
    InterestClaim,
    IssuedNotice,
    Municipality,
    Person,
)
from funding.models.issued_notice import FINAL
from funding.policy import Actor
from funding.queries.case import Case
from funding.queries.reviewing.hidden import hidden_from

COUNTS_ON = func.coalesce(
    DecisionNotice.notified_on, ChangeNotice.notified_on, InterestClaim.notified_on
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted: of a year, by a way."""

    year: int
    channel: str = ""


def posted(session: Session, actor: Actor, wanted: Wanted) -> Sequence[Row[Any]]:
    """List the entries of a year by their numbers.

    What concerns a town that the reader belongs to, or on which they are biased, is left out.
    """
    row = Dispatch
    query: Select[*tuple[Any, ...]] = (
        select(
            *(row.number, row.posted_on, row.channel, row.address, row.evidence, row.arrived_on),
            *(row.back_on, row.back_reason, row.entered_at, Person.name.label("person")),
            *(Application.reference, Municipality.name.label("town"), IssuedNotice.kind),
            *(IssuedNotice.state, COUNTS_ON.label("notified_on")),
        )
        .join(IssuedNotice, IssuedNotice.id == row.issue_id)
        .join(Application, Application.id == row.application_id)
        .join(Municipality, Municipality.key == Application.lead_key)
        .join(Person, Person.id == row.entered_by_id)
        # What counts some days later by law is on record from the day on which it left.
        .outerjoin(
            DecisionNotice,
            and_(
                DecisionNotice.application_id == row.application_id,
                or_(IssuedNotice.kind == FINAL, DecisionNotice.round == IssuedNotice.round),
                DecisionNotice.kind == IssuedNotice.kind,
                DecisionNotice.issued_on == row.posted_on,
                DecisionNotice.channel == row.channel,
                row.back_on.is_(None),
            ),
        )
        .outerjoin(
            ChangeNotice,
            and_(
                ChangeNotice.change_id == IssuedNotice.subject_id,
                ChangeNotice.issued_on == row.posted_on,
                row.back_on.is_(None),
            ),
        )
        .outerjoin(InterestClaim, InterestClaim.id == IssuedNotice.subject_id)
        .where(row.year == wanted.year, ~hidden_from(actor))
    )
    if wanted.channel:
        query = query.where(row.channel == wanted.channel)
    return session.execute(query.order_by(row.number)).all()


def years(session: Session) -> list[int]:
    """List the years in which something was posted, the latest first."""
    found = select(Dispatch.year).distinct().order_by(Dispatch.year.desc())
    return list(session.scalars(found))


def dispatch_of(session: Session, issue_id: UUID) -> Dispatch | None:
    """Return how a notice was sent last."""
    of_issue = select(Dispatch).where(Dispatch.issue_id == issue_id)
    latest = of_issue.order_by(Dispatch.entered_at.desc(), Dispatch.number.desc())
    return session.scalars(latest.limit(1)).first()


def dispatches_of(session: Session, issue_id: UUID) -> Sequence[Dispatch]:
    """List every way on which a notice was sent, the first one first."""
    of_issue = select(Dispatch).where(Dispatch.issue_id == issue_id)
    return session.scalars(of_issue.order_by(Dispatch.entered_at, Dispatch.number)).all()


def known_address(case: Case) -> str:
    """Return whereto letters to the lead go; before the first one, its name to begin with."""
    lead = case.session.get_one(Municipality, case.application.lead_key)
    return lead.postal_address or lead.name
