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
    CoSignature,
    Deadline,
    DecisionNotice,
    Opinion,
    Partner,
)
from funding.models.role import TOWN_ROLES
from funding.policy import Actor
from funding.queries.applying.my_cases import DECIDED, UNTOLD, town_view
from funding.queries.deadlines.feed_office import concerns_office
from funding.queries.reviewing.hidden import hidden_from
from workflows.application import State, Trigger
from workflows.application.words import NEVER_SUBMITTED, PROMISES
from workflows.opinion import OUTSTANDING

# As many entries as a calendar gets at most, the nearest first.
MOST = 500
# Days of the grant itself, on which nobody has to act.
OF_THE_GRANT = ("begin", "period_end")
# A promise ends with a decision; while nobody has told of that it still stands for the town.
DECISIONS = (Trigger.APPROVE_SECOND, Trigger.REJECT_SECOND)


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


RUNS = Deadline.ended_at.is_(None)


def _of_towns(session: Session, actor: Actor, towns: Collection[str], today: date) -> list[Dated]:
    asked = exists().where(
        Partner.application_id == Application.id,
        Partner.municipality_key.in_(towns),
        ~exists().where(
            CoSignature.application_id == Application.id,
            CoSignature.municipality_key == Partner.municipality_key,
            CoSignature.ended_at.is_(None),
        ),
    )
    acts = or_(Deadline.role.in_(TOWN_ROLES), Deadline.kind.in_(OF_THE_GRANT))
    stands = and_(
        Deadline.kind.in_(PROMISES),
        Application.state.in_(DECIDED),
        Deadline.ended_by.in_(DECISIONS),
    )
    query = (
        _open(Application.state, DecisionNotice.notified_on)
        .outerjoin(
            DecisionNotice,
            and_(
                DecisionNotice.application_id == Application.id,
                DecisionNotice.round == Application.round,
                DecisionNotice.kind != "final",
                DecisionNotice.set_aside_on.is_(None),
            ),
        )
        .where(
            ~_biased(actor),
            or_(
                and_(Application.lead_key.in_(towns), Deadline.kind != "cosign", acts),
                and_(Deadline.kind == "cosign", asked),
            ),
            or_(RUNS, stands),
        )
    )
    return [
        _of_town(row)
        for row in session.execute(query)
        if _told(row.kind, row.state, row.notified_on, today, ended=row.state in DECIDED)
    ]


def _told(kind: str, state: State, notified_on: date | None, today: date, *, ended: bool) -> bool:
    """Tell whether a town may know of a deadline: what comes with its notice, not before that."""
    if town_view(state, notified_on, today) in UNTOLD:
        return kind in PROMISES
    return not (ended and kind in PROMISES)


def _of_town(row: Any) -> Dated:
    # That a decision was undone, and the promise set anew, changes nothing that the town can see.
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
    query = _open().where(
        RUNS,
        Application.state.not_in(NEVER_SUBMITTED),
        ~hidden_from(actor),
        concerns_office(actor),
    )
    rows = session.execute(query, {"person": actor.person_id, "today": today})
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
