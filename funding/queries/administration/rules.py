"""Rule values of the programme, as they are valid on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.models import RuleValue


def value(session: Session, key: str, on: date) -> Any:
    """Return the value of a rule valid on a day; read once per session. Raises ``NotFound``."""
    rows = session.info.get("rules")
    if rows is None:
        columns = select(
            RuleValue.key, RuleValue.valid_from, RuleValue.valid_to, RuleValue.value
        ).order_by(RuleValue.valid_from.desc(), RuleValue.id)
        rows = session.info["rules"] = session.execute(columns).all()
    for row in rows:
        if row.key == key and row.valid_from <= on and (row.valid_to is None or on <= row.valid_to):
            return row.value
    raise NotFound(f"rule {key} on {on}")


def number(session: Session, key: str, on: date) -> int:
    """Return a rule that is a whole number: percent, cents, days, months."""
    return int(value(session, key, on))
