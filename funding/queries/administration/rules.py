"""Rule values of the programme, as they are valid on a day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.models import RuleValue

# The value as text: a page reads all of them, and asks for a few.
COLUMNS = select(
    RuleValue.key, RuleValue.valid_from, RuleValue.valid_to, cast(RuleValue.value, String)
).order_by(RuleValue.valid_from.desc(), RuleValue.id)


def value(session: Session, key: str, on: date) -> Any:
    """Return the value of a rule valid on a day; read once per session. Raises ``NotFound``."""
    rows = session.info.get("rules")
    if rows is None:
        rows = session.info["rules"] = session.connection().execute(COLUMNS).all()
    asked = session.info.setdefault("rules_asked", {})
    if (key, on) not in asked:
        asked[key, on] = _valid(rows, key, on)
    return asked[key, on]


def _valid(rows: Sequence[Any], key: str, on: date) -> Any:
    for known, valid_from, valid_to, found in rows:
        if known == key and valid_from <= on and (valid_to is None or on <= valid_to):
            return json.loads(found)
    raise NotFound(f"rule {key} on {on}")


def known(session: Session, key: str) -> dict[date, Any]:
    """Return all values of a rule by the day from which each is valid."""
    rows = session.execute(
        select(RuleValue.valid_from, RuleValue.value).where(RuleValue.key == key)
    )
    return {row.valid_from: row.value for row in rows}


def number(session: Session, key: str, on: date) -> int:
    """Return a rule that is a whole number: percent, cents, days, months."""
    return int(value(session, key, on))
