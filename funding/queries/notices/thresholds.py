"""What became of the thresholds of a case's deadlines: told, passed unsaid by rule, or to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from funding.law import berlin
from funding.models import Deadline, Reminder
from funding.models.deadline import OPEN, VOID
from funding.queries.case import Case
from funding.queries.deadlines.ruled import threshold_named
from funding.queries.notices.owed_by import ByDay


@dataclass(frozen=True, slots=True)
class Passing:
    """A threshold of one deadline of a case: its code, its day, and when it was recorded."""

    rule: ByDay
    code: str
    day: date
    due_on: date
    set_on: date
    version: int
    deadline_id: UUID
    at: datetime | None = None
    ended_at: datetime | None = None

    def named(self) -> dict[str, Any]:
        """Return what a sentence about it names."""
        return {
            "deadline": self.rule.deadline,
            "threshold": self.rule.threshold,
            "day": self.day,
            "due": self.due_on,
            "set": self.set_on,
            "at": self.at or self.ended_at,
        }


def passings(case: Case, rules: Sequence[ByDay]) -> list[Passing]:
    """Tell of each of these thresholds what became of it, for the last deadline of its kind."""
    kinds = {one.deadline for one in rules}
    rows = case.session.scalars(
        select(Deadline)
        .where(Deadline.application_id == case.application.id, Deadline.kind.in_(kinds))
        .order_by(Deadline.set_at, Deadline.id)
    )
    last = {row.kind: row for row in rows}
    recorded = _recorded(case, [row.id for row in last.values()])
    return [
        _passing(case, one, last[one.deadline], recorded) for one in rules if one.deadline in last
    ]


def _recorded(case: Case, ids: Sequence[UUID]) -> dict[tuple[UUID, int, str], Reminder]:
    if not ids:
        return {}
    rows = case.session.scalars(select(Reminder).where(Reminder.deadline_id.in_(ids)))
    return {(row.deadline_id, row.deadline_version, row.threshold): row for row in rows}


def _passing(
    case: Case,
    rule: ByDay,
    deadline: Deadline,
    recorded: dict[tuple[UUID, int, str], Reminder],
) -> Passing:
    set_on = berlin.local_date(deadline.set_at)
    rule = dated(case, rule, deadline.due_on)
    day = rule.threshold.told_on(deadline.due_on, set_on)
    known = recorded.get((deadline.id, deadline.version, rule.threshold.name))
    earlier = any(
        key == deadline.id and version < deadline.version and name == rule.threshold.name
        for key, version, name in recorded
    )
    return Passing(
        rule,
        _code(case, rule, deadline, day, known, earlier=earlier),
        day,
        deadline.due_on,
        set_on,
        deadline.version,
        deadline.id,
        known.at if known else None,
        deadline.ended_at,
    )


def dated(case: Case, rule: ByDay, due_on: date) -> ByDay:
    """Return a threshold with the days that the dated rules say for a deadline of that day."""
    found = threshold_named(case.session, rule.deadline, rule.threshold.name, due_on)
    return rule._replace(threshold=found or rule.threshold)


def _code(  # noqa: PLR0913, PLR0911 - as many answers as a threshold can have
    case: Case,
    rule: ByDay,
    deadline: Deadline,
    day: date,
    known: Reminder | None,
    *,
    earlier: bool,
) -> str:
    if known is not None and (known.told or known.telling == VOID):
        return {OPEN: "being_told", VOID: "fell_away"}.get(known.telling, "told")
    if known is not None:
        ahead = rule.threshold.days < 0 and not rule.threshold.from_start
        if ahead and day < berlin.local_date(deadline.set_at):
            return "set_too_late"
        late = ahead and berlin.local_date(known.at) > deadline.due_on
        return "passed_too_late" if late else "overtaken"
    if deadline.ended_at is not None:
        return "deadline_ended"
    if deadline.paused_at is not None:
        return "deadline_paused"
    if day > case.today:
        return "moved_not_yet" if earlier or deadline.version > 1 else "not_yet"
    return "next_tick"
