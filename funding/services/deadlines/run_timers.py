"""Deadlines as the steps of a case set, move, pause, resume and end them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from funding.law import berlin
from funding.models import Deadline
from funding.queries.case import Case
from funding.queries.deadlines.due import Due, due
from workflows.application import APPLICATION, State, Trigger
from workflows.core import Move


@dataclass(frozen=True, slots=True)
class Timers:
    """What a step does to the deadlines of its case, worked out before anything is written."""

    sets: tuple[Due, ...]
    moved: tuple[Deadline, ...]
    ended: tuple[Deadline, ...]
    paused: tuple[Deadline, ...]
    resumed: tuple[tuple[Deadline, Due], ...]
    due_at: datetime | None
    due_kind: str | None


def plan_timers(case: Case, move: Move[State, Trigger]) -> Timers:
    """Work out the deadlines after a step, and which of them the case is waiting for."""
    step = move.step
    running = {
        d.kind: d
        for d in case.session.scalars(
            select(Deadline).where(
                Deadline.application_id == case.application.id, Deadline.ended_at.is_(None)
            )
        )
    }
    every = "*" in step.ends
    ended = tuple(
        d for kind, d in running.items() if (every or kind in step.ends) and kind not in step.sets
    )
    sets = tuple(d for kind in step.sets if (d := due(kind, case)) is not None)
    pauses = APPLICATION.standings[step.target].pauses
    enters = step.source != step.target
    paused = tuple(d for k, d in running.items() if k in pauses and enters)
    resumed = tuple(
        (d, _shifted(d, case.now)) for d in running.values() if d.paused_at and not pauses
    )
    left = {k: (d.due_at, k) for k, d in running.items() if d not in ended}
    left |= {d.kind: (d.at, d.kind) for d in sets}
    left |= {d.kind: (shifted.at, d.kind) for d, shifted in resumed}
    timers = APPLICATION.standings[step.target].timers
    waiting = min((left[k] for k in timers if k in left), default=(None, None))
    moved = tuple(running[d.kind] for d in sets if d.kind in running)
    return Timers(sets, moved, ended, paused, resumed, *waiting)


def _shifted(deadline: Deadline, now: datetime) -> Due:
    """Move a paused deadline on by the days it stood still."""
    stood = deadline.paused_at or now
    on = deadline.due_on + (berlin.local_date(now) - berlin.local_date(stood))
    return Due(deadline.kind, on, berlin.end_of_day(on), deadline.role)


def write_timers(case: Case, timers: Timers, trigger: str) -> None:
    """Write what was worked out; a moved deadline gets a new version, so its notices re-arm."""
    session, now = case.session, case.now
    if timers.ended:
        _change(session, timers.ended, ended_at=now, ended_by=trigger)
    if timers.paused:
        _change(session, timers.paused, paused_at=now)
    for deadline, shifted in timers.resumed:
        _move(session, deadline, shifted)
    known = {d.kind: d for d in timers.moved}
    new: list[dict[str, Any]] = []
    for item in timers.sets:
        if item.kind in known:
            _move(session, known[item.kind], item)
            continue
        new.append(
            {
                "id": uuid4(),
                "application_id": case.application.id,
                "kind": item.kind,
                "due_on": item.on,
                "due_at": item.at,
                "role": item.role,
                "version": 1,
                "set_at": now,
            }
        )
    if new:
        session.execute(insert(Deadline), new)


def _change(session: Session, deadlines: tuple[Deadline, ...], **values: Any) -> None:
    ids = [d.id for d in deadlines]
    session.execute(
        update(Deadline)
        .where(Deadline.id.in_(ids))
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _move(session: Session, deadline: Deadline, to: Due) -> None:
    session.execute(
        update(Deadline)
        .where(Deadline.id == deadline.id)
        .values(due_on=to.on, due_at=to.at, version=Deadline.version + 1, paused_at=None)
        .execution_options(synchronize_session=False)
    )
