"""How many days the dated rules say between a deadline and those who are told of it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from funding.notices.reminders import REMINDERS, Ruled, Threshold, rules_of, thresholds
from funding.queries.administration import rules


def ruled_days(session: Session, kind: str, due_on: date) -> Ruled:
    """Return the rules that a kind of deadline is told by, as they are valid on its last day."""
    return tuple((key, rules.number(session, key, due_on)) for key in rules_of(kind))


def threshold_named(session: Session, kind: str, name: str, due_on: date) -> Threshold | None:
    """Return a threshold by the name under which it is recorded, with the days the rules say."""
    if kind not in REMINDERS:
        return None
    found = thresholds(kind, ruled_days(session, kind, due_on))
    return next((one for one in found if one.name == name), None)
