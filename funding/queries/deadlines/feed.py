"""The deadlines that concern a reader, for their calendar: never more than titles and days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from funding.models import (
    Application,
    BiasDeclaration,
    Deadline,
    Opinion,
)
from funding.policy import Actor
from funding.queries.deadlines.calendar import (
    asked,
    of_office,
    of_towns,
    unanswered,
    unsigned,
)
from funding.queries.deadlines.concerning import concerns_office
from workflows.application.words import PROMISES
from workflows.change import CONSENT
from workflows.opinion import OUTSTANDING

# As many entries as a calendar gets at most, the nearest first.
MOST = 500


@dataclass(frozen=True, slots=True)
class Dated:
    """A deadline with its case: ``key`` names it for good, ``version`` rises when it moves."""

    key: str
    reference: str
    kind: str
    on: date
    version: int
    path: str


def deadlines_for(
    session: Session, actor: Actor, today: date, town: str | None = None
) -> list[Dated]:
    """List what concerns somebody in all of their roles, or what concerns one town of theirs."""
    towns = actor.towns if town is None else actor.towns & {town}
    found = _of_towns(session, actor, towns, today) if towns else []
    if town is None:
        found += _of_office(session, actor, today) if actor.ministry else []
        found += _opinions(session, actor)
    once = {one.key: one for one in found}
    return sorted(once.values(), key=lambda one: (one.on, one.reference, one.kind))[:MOST]


def _biased(actor: Actor) -> ColumnElement[bool]:
    return exists().where(
        BiasDeclaration.application_id == Application.id,
        BiasDeclaration.person_id == actor.person_id,
        BiasDeclaration.biased.is_(True),
    )


def _open(*columns: Any) -> Select[Any]:
    """Ask for deadlines that run and whose day is known."""
    return (
        select(
            Deadline.id,
            Deadline.kind,
            Deadline.due_on,
            Deadline.version,
            Application.reference,
            *columns,
        )
        .join(Application, Application.id == Deadline.application_id)
        .where(Deadline.paused_at.is_(None))
        .order_by(Deadline.due_on, Deadline.id)
        .limit(MOST)
    )


def _of_towns(session: Session, actor: Actor, towns: Collection[str], today: date) -> list[Dated]:
    acts = and_(
        or_(Deadline.kind != "cosign", unsigned(towns)),
        or_(Deadline.kind != CONSENT, unanswered(towns)),
    )
    query = _open().where(~_biased(actor), *of_towns(towns, today), acts)
    return [_of_town(row) for row in session.execute(query)]


def _of_town(row: Any) -> Dated:
    # A promise that is set anew, because a notice was set aside, is the same to the town.
    promised = row.kind in PROMISES
    return Dated(
        f"case-{row.reference}-{row.kind}" if promised else f"deadline-{row.id}",
        row.reference,
        row.kind,
        row.due_on,
        1 if promised else row.version,
        f"/antraege/{row.reference}",
    )


def _of_office(session: Session, actor: Actor, today: date) -> list[Dated]:
    query = _open().where(*of_office(actor, every=True), concerns_office(actor))
    rows = session.execute(query, asked(actor, today))
    return [
        Dated(
            f"deadline-{row.id}",
            row.reference,
            row.kind,
            row.due_on,
            row.version,
            f"/vorgaenge/{row.reference}",
        )
        for row in rows
    ]


def _opinions(session: Session, actor: Actor) -> list[Dated]:
    rows = session.execute(
        select(Opinion.id, Opinion.due_on, Opinion.version, Application.reference)
        .join(Application, Application.id == Opinion.application_id)
        .where(
            Opinion.account_id == actor.account_id,
            Opinion.state.in_(OUTSTANDING),
            ~_biased(actor),
        )
        .order_by(Opinion.due_on, Opinion.id)
        .limit(MOST)
    )
    return [
        Dated(
            f"opinion-{row.id}",
            row.reference,
            "expert",
            row.due_on,
            row.version,
            f"/stellungnahmen/{row.id}",
        )
        for row in rows
    ]
