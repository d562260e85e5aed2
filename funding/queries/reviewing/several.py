"""Several cases of the queue at once, before anybody has looked into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from funding.models import Account, Application, BiasDeclaration, Municipality, Partner, Person
from funding.policy import Actor
from funding.queries.reviewing.queue import VISIBLE, given
from workflows.application import State

MOST = 50


@dataclass(frozen=True, slots=True)
class Picked:
    """A case to be taken over: its towns, whether it still can be, and who holds it."""

    reference: str
    version: int
    towns: tuple[str, ...]
    due_at: datetime | None
    free: bool
    holder: str | None
    declared: bool


def picked(session: Session, actor: Actor, references: Sequence[str]) -> list[Picked]:
    """Return the cases of these numbers that stand in the reader's queue, by what is due."""
    wanted = list(dict.fromkeys(references))[:MOST]
    said = aliased(BiasDeclaration)
    own = and_(said.application_id == Application.id, said.person_id == actor.person_id)
    rows = session.execute(
        select(Application, Municipality.name, Person.name.label("holder"), said.id)
        .join(Municipality, Municipality.key == Application.lead_key)
        .outerjoin(Account, Account.id == Application.holder_id)
        .outerjoin(Person, Person.id == Account.person_id)
        .outerjoin(said, own)
        .where(*VISIBLE, Application.reference.in_(wanted))
        .order_by(Application.queue_at, Application.reference),
        given(actor),
    ).all()
    others: dict[object, list[str]] = {}
    for key, name in session.execute(
        select(Partner.application_id, Municipality.name)
        .join(Municipality, Municipality.key == Partner.municipality_key)
        .where(Partner.application_id.in_([app.id for app, *_ in rows]))
        .order_by(Partner.position)
    ):
        others.setdefault(key, []).append(name)
    return [
        Picked(
            app.reference,
            app.version,
            (lead, *others.get(app.id, ())),
            app.due_at,
            app.state == State.SUBMITTED,
            holder,
            declared is not None,
        )
        for app, lead, holder, declared in rows
    ]
