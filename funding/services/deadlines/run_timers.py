"""Deadlines as the steps of a case set, move, pause, resume and end them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import Date, Table, Uuid, bindparam, select

from funding.law import berlin, workdays
from funding.models import Deadline
from funding.queries.case import Case
from funding.queries.deadlines.due import DAYS, IN_WORKING_DAYS, Due, due
from funding.queries.deadlines.ruled import ruled_days
from funding.services.deadlines.look_again import look_again
from workflows.application import APPLICATION, State, Trigger
from workflows.core import Move

DEADLINES: Table = Deadline.metadata.tables[Deadline.__tablename__]
_d = DEADLINES.c
RUNNING = select(_d.id, _d.kind, _d.due_on, _d.due_at, _d.role, _d.paused_at, _d.set_at).where(
    _d.application_id == bindparam("case", type_=Uuid), _d.ended_at.is_(None)
)
CHANGE = DEADLINES.update().where(_d.id == bindparam("known_id", type_=Uuid))
MOVE = CHANGE.values(
    due_on=bindparam("on", type_=Date),
    due_at=bindparam("end", type_=_d.due_at.type),
    tell_at=bindparam("look", type_=_d.tell_at.type),
    version=_d.version + 1,
    paused_at=None,
)
SET = DEADLINES.insert()


class Running(NamedTuple):
    """A deadline that has not ended, as it was read for a step."""

    id: UUID
    kind: str
    due_on: date
    due_at: datetime
    role: str
    paused_at: datetime | None
    set_at: datetime


@dataclass(frozen=True, slots=True)
class Timers:
    """What a step does to the deadlines of its case, worked out before anything is written."""

    sets: tuple[Due, ...]
    moved: tuple[Running, ...]
    ended: tuple[Running, ...]
    paused: tuple[Running, ...]
    resumed: tuple[tuple[Running, Due], ...]
    due_at: datetime | None
    due_kind: str | None


def plan_timers(case: Case, move: Move[State, Trigger]) -> Timers:
    """Work out the deadlines after a step, and which of them the case is waiting for."""
    step = move.step
    rows = case.connection.execute(RUNNING, {"case": case.application.id})
    running = {d.kind: d for d in (Running(*row) for row in rows)}
    every = "*" in step.ends
    ended = tuple(
        d for kind, d in running.items() if (every or kind in step.ends) and kind not in step.sets
    )
    sets = tuple(d for kind in step.sets if (d := due(kind, case)) is not None)
    pauses = APPLICATION.standings[step.target].pauses
    enters = step.source != step.target
    paused = tuple(d for k, d in running.items() if k in pauses and enters and d.paused_at is None)
    resumed = tuple(
        (d, _shifted(d, case.now))
        for d in running.values()
        if d.paused_at and not pauses and d not in ended
    )
    left = {k: (d.due_at, k) for k, d in running.items() if d not in ended}
    left |= {d.kind: (d.at, d.kind) for d in sets}
    left |= {d.kind: (shifted.at, d.kind) for d, shifted in resumed}
    standing = APPLICATION.standings[step.target]
    timers = (*standing.children, *standing.timers)
    # The first of them that runs is what the case waits for.
    waiting = next((left[k] for k in timers if k in left), (None, None))
    moved = tuple(running[d.kind] for d in sets if d.kind in running)
    return Timers(sets, moved, ended, paused, resumed, *waiting)


def _shifted(deadline: Running, now: datetime) -> Due:
    """Move a paused deadline on by the time it stood still, in the days in which it is counted."""
    today, stood = berlin.local_date(now), berlin.local_date(deadline.paused_at or now)
    if deadline.kind in IN_WORKING_DAYS and deadline.due_on >= stood:
        left = workdays.working_days_between(stood, deadline.due_on)
        on = workdays.add_working_days(today, left)
    else:
        on = deadline.due_on + (today - stood)
    return Due(deadline.kind, on, berlin.end_of_day(on), deadline.role)


def write_timers(case: Case, timers: Timers, trigger: str) -> None:
    """Write what was worked out; a moved deadline gets a new version, so its notices re-arm."""
    connection, now = case.connection, case.now
    if timers.ended:
        ended = {"ended_at": now, "ended_by": str(trigger)}
        connection.execute(CHANGE, [{"known_id": d.id} | ended for d in timers.ended])
    if timers.paused:
        connection.execute(CHANGE, [{"known_id": d.id, "paused_at": now} for d in timers.paused])
    for deadline, shifted in timers.resumed:
        connection.execute(MOVE, _moved(case, deadline, shifted))
    known = {d.kind: d for d in timers.moved}
    new: list[dict[str, Any]] = []
    for item in timers.sets:
        if item.kind in known:
            connection.execute(MOVE, _moved(case, known[item.kind], item))
            continue
        new.append(_begun(case, item))
    if new:
        connection.execute(SET, new)


def _begun(case: Case, item: Due) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "application_id": case.application.id,
        "kind": item.kind,
        "due_on": item.on,
        "due_at": item.at,
        "role": item.role,
        "version": 1,
        "set_at": case.now,
        "tell_at": _next_look(case, item, case.now),
    }


def set_timer(case: Case, kind: str, on: date | None, by: str) -> None:
    """Let a deadline of the case run until a day: begin it, move it, or end it where none is."""
    rows = case.connection.execute(RUNNING, {"case": case.application.id})
    known = next((d for d in (Running(*row) for row in rows) if d.kind == kind), None)
    if on is None:
        end_timer(case, kind, by)
    elif known is None:
        item = Due(kind, on, berlin.end_of_day(on), DAYS[kind][0])
        case.connection.execute(SET, [_begun(case, item)])
    elif known.due_on != on:
        item = Due(kind, on, berlin.end_of_day(on), known.role)
        case.connection.execute(MOVE, _moved(case, known, item))


def end_timer(case: Case, kind: str, by: str) -> None:
    """End a running deadline whose work is done by an act that is no step of the case."""
    open_ = (_d.application_id == case.application.id, _d.kind == kind, _d.ended_at.is_(None))
    case.connection.execute(DEADLINES.update().where(*open_).values(ended_at=case.now, ended_by=by))


def _next_look(case: Case, to: Due, set_at: datetime) -> datetime | None:
    ruled = ruled_days(case.session, to.kind, to.on)
    return look_again(to.kind, to.on, to.at, berlin.local_date(set_at), ruled=ruled)


def _moved(case: Case, deadline: Running, to: Due) -> dict[str, Any]:
    look = _next_look(case, to, deadline.set_at)
    return {"known_id": deadline.id, "on": to.on, "end": to.at, "look": look}
