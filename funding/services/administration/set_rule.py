"""Give a rule of the programme a value from a day on; what held before ends the day before."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import RuleValue
from funding.policy import Actor, require
from funding.words.visible import said


def set_rule(  # noqa: PLR0913 - who gives which rule what value, since when, by what
    session: Session, actor: Actor, key: str, *, value: int, since: date, source: str
) -> RuleValue:
    """Add a dated whole number to a rule that the programme knows, with its source.

    Nobody's past is rewritten: a value begins after all that are known. Raises ``Invalid``.
    """
    require(actor, "act", "set_rule")
    if not said(source):
        raise Invalid(Fault("source", "reason_missing"))
    rows = session.scalars(
        select(RuleValue).where(RuleValue.key == key).order_by(RuleValue.valid_from)
    ).all()
    if not rows or not isinstance(rows[-1].value, int):
        raise Invalid(Fault("key", "rule_unknown", {"key": key}))
    if rows[-1].valid_from >= since:
        raise Invalid(Fault("since", "rule_too_early", {"since": rows[-1].valid_from}))
    if rows[-1].valid_to is None or rows[-1].valid_to >= since:
        rows[-1].valid_to = since - timedelta(days=1)
    new = RuleValue(key=key, valid_from=since, value=value, source=source.strip())
    session.add(new)
    session.info.pop("rules", None)  # what was read before is no longer all
    session.info.pop("rules_asked", None)
    return new
