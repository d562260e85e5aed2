"""The lead says for whom new cases are meant: rules in an order."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid, NotFound
from funding.models import ActionField, AssignmentRule, Municipality
from funding.policy import Actor, require
from funding.queries.reviewing.desks import reviewers_only

MOST_RULES, HIGHEST_LOAD = 50, 999


def add_rule(  # noqa: PLR0913 - as a rule has parts
    session: Session,
    actor: Actor,
    *,
    district_key: str | None,
    field: str | None,
    account_id: UUID | None,
    most: int | None,
) -> AssignmentRule:
    """Put a rule behind the others. Raises ``Invalid`` for what there is not."""
    require(actor, "act", "lead_team")
    known = _in_order(session)
    if len(known) >= MOST_RULES:
        raise Invalid(Fault("district", "rules_too_many", {"most": MOST_RULES}))
    if most is not None and not 0 < most <= HIGHEST_LOAD:
        raise Invalid(Fault("most", "load_out_of_range", {"most": HIGHEST_LOAD}))
    if account_id is not None and account_id not in reviewers_only(session):
        raise Invalid(Fault("reviewer", "choose"))
    town = select(Municipality.key).where(Municipality.district_key == district_key).limit(1)
    if district_key and session.scalar(town) is None:
        raise Invalid(Fault("district", "choose"))
    field_id = session.scalar(select(ActionField.id).where(ActionField.code == field))
    if field and field_id is None:
        raise Invalid(Fault("field", "choose"))
    rule = AssignmentRule(
        id=uuid4(),
        position=1 + max((one.position for one in known), default=0),
        district_key=district_key or None,
        field_id=field_id,
        account_id=account_id,
        most=most,
        entered_by_id=actor.account_id,
        entered_at=clock.now(),
    )
    session.add(rule)
    session.flush()
    return rule


def raise_rule(session: Session, actor: Actor, rule_id: UUID) -> None:
    """Let a rule change places with the one before. Raises ``NotFound``."""
    require(actor, "act", "lead_team")
    known = _in_order(session)
    at = _place(known, rule_id)
    if at > 0:
        rule, before = known[at], known[at - 1]
        rule.position, before.position = before.position, rule.position


def drop_rule(session: Session, actor: Actor, rule_id: UUID) -> None:
    """Let a rule go; what was assigned by it stays. Raises ``NotFound``."""
    require(actor, "act", "lead_team")
    known = _in_order(session)
    session.delete(known[_place(known, rule_id)])


def _in_order(session: Session) -> list[AssignmentRule]:
    ordered = select(AssignmentRule).order_by(AssignmentRule.position, AssignmentRule.id)
    return list(session.scalars(ordered.with_for_update()))


def _place(known: list[AssignmentRule], rule_id: UUID) -> int:
    for at, rule in enumerate(known):
        if rule.id == rule_id:
            return at
    raise NotFound(str(rule_id))
