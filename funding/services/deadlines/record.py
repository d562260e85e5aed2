"""Record who is to be told of which deadline: many at once, each once, however many clocks tick."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, Uuid, bindparam, literal, select, tuple_
from sqlalchemy.orm import Session

from funding.db.inserting import fresh_key, insert_into
from funding.law import berlin
from funding.models import Deadline, Reminder
from funding.models.deadline import DONE, LAPSED, OPEN
from funding.queries.deadlines.ruled import ruled_days
from funding.services.deadlines.which_to_tell import Dates, come

Place = tuple[datetime, UUID]
DEADLINES: Table = Deadline.metadata.tables[Deadline.__tablename__]
REMINDERS: Table = Reminder.metadata.tables[Reminder.__tablename__]
_d, _r = DEADLINES.c, REMINDERS.c
IDS = bindparam("ids", type_=Uuid, expanding=True)
# Whoever else holds one of them tells it, or moves it: then it is due again, or is not.
DUE = (
    select(_d.id, _d.version, _d.kind, _d.due_on, _d.due_at, _d.set_at)
    .where(
        _d.id.in_(IDS),
        _d.ended_at.is_(None),
        _d.paused_at.is_(None),
        _d.tell_at <= bindparam("now", type_=_d.tell_at.type),
    )
    .with_for_update(key_share=True, skip_locked=True)
)
RECORDED = select(_r.deadline_id, _r.deadline_version, _r.threshold).where(_r.deadline_id.in_(IDS))
THESE = DEADLINES.update().where(_d.id.in_(IDS))
LOOK_AGAIN = THESE.values(tell_at=bindparam("look", type_=_d.tell_at.type))
LAPSE = THESE.values(ended_at=bindparam("now", type_=_d.ended_at.type), ended_by=LAPSED)
Groups = defaultdict[Any, list[UUID]]


def due_deadlines(
    session: Session, now: datetime, after: Place | None = None, most: int | None = None
) -> list[Place]:
    """List running deadlines of which the next threshold has come, the longest waiting first.

    Each is a place, the instant from which it waits and its id; ``after`` names the last that
    was seen, so that one that fails keeps nobody else waiting.
    """
    place = tuple_(_d.tell_at, _d.id)
    further = (place > tuple_(*after),) if after else ()
    rows = session.execute(
        select(_d.tell_at, _d.id)
        .where(_d.ended_at.is_(None), _d.paused_at.is_(None), _d.tell_at <= now, *further)
        .order_by(_d.tell_at, _d.id)
        .limit(most)
    )
    return [(row[0], row[1]) for row in rows]


def record(session: Session, ids: Sequence[UUID], now: datetime) -> int:
    """Record of each of these deadlines what is to be told and what is passed over unsaid.

    Return how many deadlines were seen to. What is to be told is owed afterwards (``remind``);
    each threshold is recorded once for each version of its deadline.
    """
    connection = session.connection()
    due = connection.execute(DUE, {"ids": ids, "now": now}).all()
    known = recorded(connection, [row.id for row in due])
    passed: Groups = defaultdict(list)
    looks: Groups = defaultdict(list)
    over: list[UUID] = []
    for key, version, kind, due_on, due_at, set_at in due:
        ruled = ruled_days(session, kind, due_on)
        dates = Dates(kind, due_on, due_at, berlin.local_date(set_at), ruled)
        found = come(dates, frozenset(known.get((key, version), ())), now)
        for threshold in found.passed:
            passed[threshold].append(key)
        looks[found.look].append(key)
        if found.over:
            over.append(key)
    # A few statements for all: most that are due at once differ in nothing but their case.
    for (name, told), those in passed.items():
        connection.execute(_recording(connection, name, now, told=told), {"ids": those})
    for look, those in looks.items():
        connection.execute(LOOK_AGAIN, {"ids": those, "look": look})
    if over:
        connection.execute(LAPSE, {"ids": over, "now": now})
    return len(due)


def _recording(connection: Connection, threshold: str, now: datetime, *, told: bool) -> Any:
    """Write the statement that records a threshold of deadlines, as they are now."""
    values = {
        "id": fresh_key(connection),
        "deadline_id": _d.id,
        "deadline_version": _d.version,
        "threshold": literal(threshold),
        "told": literal(told),
        "telling": literal(OPEN if told else DONE),
        "notices": literal(0),
        "at": literal(now, _r.at.type),
    }
    rows = select(*values.values()).where(_d.id.in_(IDS))
    # A clock of an earlier release locks no deadline; what it has recorded it tells itself.
    return (
        insert_into(connection, REMINDERS).from_select(list(values), rows).on_conflict_do_nothing()
    )


def recorded(
    connection: Connection, deadlines: Sequence[UUID]
) -> defaultdict[tuple[UUID, int], set[str]]:
    """Return the names of the thresholds that are recorded, by deadline and version."""
    found: defaultdict[tuple[UUID, int], set[str]] = defaultdict(set)
    for key, version, name in connection.execute(RECORDED, {"ids": deadlines}):
        found[key, version].add(name)
    return found
