"""The draws of a call: which cases they were made from, which were drawn, and drawn once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from funding.law import sampling
from funding.models import Application, Call, Municipality, Person, SampleCase, SampleDraw
from funding.policy import Actor
from funding.queries.reviewing.hidden import hidden_from
from workflows.application import State

# From the second approval until the audit is finished: a draw comes before the audit starts.
TO_AUDIT = (
    *(State.APPROVED, State.IN_PROGRESS, State.REPORT_DUE),
    *(State.REPORTED, State.HEARING, State.HEARD),
)
# What the audit knows of draws: one chain for each call, one entry for each draw.
SAMPLE = "sample"
DRAW_SAMPLE = "draw_sample"
SAMPLE_STEPS = frozenset({(SAMPLE, DRAW_SAMPLE, SAMPLE, SAMPLE)})


@dataclass(frozen=True, slots=True)
class Member:
    """A case that a draw was made from."""

    reference: str
    title: str
    town: str
    state: State
    drawn: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw with its cases in the order of their references; ``agrees``: recomputed just now."""

    row: SampleDraw
    by: str
    members: Sequence[Member]
    agrees: bool

    @property
    def taken(self) -> int:
        """Return how many were drawn."""
        return sum(one.drawn for one in self.members)


def calls(session: Session) -> Sequence[Call]:
    """List the calls with cases to audit or with a draw, the newest first."""
    granted = select(Application.call_id).where(Application.state.in_(TO_AUDIT))
    query = select(Call).where(Call.id.in_(granted.union(select(SampleDraw.call_id))))
    return session.scalars(query.order_by(Call.year.desc(), Call.code.desc())).all()


def undrawn(session: Session, call_id: UUID) -> Sequence[Any]:
    """List the granted cases of a call that no draw was made from: reference and key, in order."""
    known = exists().where(SampleCase.application_id == Application.id)
    return session.execute(
        select(Application.reference, Application.id)
        .where(Application.call_id == call_id, Application.state.in_(TO_AUDIT), ~known)
        .order_by(Application.reference)
    ).all()


def next_number(session: Session, call_id: UUID) -> int:
    """Return the number of the next draw of a call."""
    query = select(func.max(SampleDraw.number)).where(SampleDraw.call_id == call_id)
    return (session.scalar(query) or 0) + 1


def draws(session: Session, actor: Actor, call_id: UUID) -> list[Draw]:
    """List the draws of a call, each with its cases, as the actor may know of them."""
    rows = session.execute(
        select(SampleDraw, Person.name)
        .join(Person, Person.id == SampleDraw.drawn_by_id)
        .where(SampleDraw.call_id == call_id)
        .order_by(SampleDraw.number)
    ).all()
    members: dict[UUID, list[Member]] = {row.SampleDraw.id: [] for row in rows}
    cases = session.execute(
        select(
            SampleCase.draw_id,
            Application.reference,
            Application.title,
            Municipality.name,
            Application.state,
            SampleCase.drawn,
            hidden_from(actor),
        )
        .join(Application, Application.id == SampleCase.application_id)
        .join(Municipality, Municipality.key == Application.lead_key)
        .where(SampleCase.draw_id.in_(members))
        .order_by(Application.reference)
    )
    for draw_id, reference, title, town, state, drawn, hidden in cases:
        members[draw_id].append(Member(reference, title, town, state, drawn, hidden))
    return [
        Draw(row, name, members[row.id], not disagreements(row, _known(members[row.id])))
        for row, name in rows
    ]


def _known(members: Sequence[Member]) -> dict[str, bool]:
    return {one.reference: one.drawn for one in members}


def disagreements(row: SampleDraw, kept: dict[str, bool]) -> list[str]:
    """Make a draw once more; ``kept`` says of each reference whether it was drawn."""
    found = []
    if sampling.fingerprint(kept) != row.pool_sha256:
        found.append("its list is not the one that was drawn from")
    again = sampling.drawn(row.seed, kept, sampling.size(len(kept), row.percent))
    if again != {reference for reference, drawn in kept.items() if drawn}:
        found.append("its seed draws other cases")
    return found
