"""Keep a what-if of the ranking under a name, and let it go; the cases stay as they are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid, NotFound
from funding.models import Scenario
from funding.policy import Actor, require

LONGEST_NAME, MOST = 60, 12


def save_scenario(
    session: Session, actor: Actor, call_id: UUID, name: str, content: dict[str, Any]
) -> Scenario:
    """Keep a scenario of a call; the same name again means the new one.

    Raises ``Invalid`` for a name that is none, or one scenario too many.
    """
    require(actor, "act", "save_scenario")
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(Fault("name", "scenario_name", {"most": LONGEST_NAME}))
    own = (Scenario.account_id == actor.account_id, Scenario.call_id == call_id)
    known = session.scalars(select(Scenario).where(*own, Scenario.name == name)).one_or_none()
    if known is None:
        count = session.scalar(select(func.count()).select_from(Scenario).where(*own)) or 0
        if count >= MOST:
            raise Invalid(Fault("name", "scenarios_too_many", {"most": MOST}))
        known = Scenario(account_id=actor.account_id, call_id=call_id, name=name)
        session.add(known)
    known.content, known.saved_at = content, clock.now()
    return known


def drop_scenario(session: Session, actor: Actor, scenario_id: UUID) -> Scenario:
    """Let a scenario of one's own go. Raises ``NotFound``."""
    require(actor, "act", "save_scenario")
    known = session.get(Scenario, scenario_id)
    if known is None or known.account_id != actor.account_id:
        raise NotFound(str(scenario_id))
    session.delete(known)
    return known
