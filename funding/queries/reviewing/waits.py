"""What a case waits for: the running deadline of whoever's turn it is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_

from funding.models import Application, Deadline
from funding.models.role import TOWN_ROLES
from funding.queries.deadlines.due import DAYS
from workflows.application import APPLICATION, State

ROLE_OF = {kind: role for kind, (role, _day) in DAYS.items()} | {"call": "applicant_editor"}


def _same_side(role: str, ball: str) -> bool:
    return role == ball or (role in TOWN_ROLES and ball in TOWN_ROLES)


def kinds_for(state: State) -> tuple[str, ...]:
    """Return the deadlines of a state that concern whoever's turn it is; the clock has none."""
    standing = APPLICATION.standings[state]
    if standing.ball is None:
        return ()
    ball = standing.ball
    return tuple(kind for kind in standing.timers if _same_side(ROLE_OF[kind], ball))


AWAITED = {state: kinds for state in State if (kinds := kinds_for(state))}


def awaited(kind: str | None = None) -> ColumnElement[bool]:
    """Return the condition under which a deadline is the one to show for its case."""
    kinds = (
        or_(
            *(
                and_(Application.state == state, Deadline.kind.in_(kinds))
                for state, kinds in AWAITED.items()
            )
        )
        if kind is None
        else Deadline.kind == kind
    )
    return and_(
        Deadline.application_id == Application.id,
        Deadline.ended_at.is_(None),
        Deadline.paused_at.is_(None),
        kinds,
    )


def waits_for(state: State, running: Sequence[Deadline]) -> Deadline | None:
    """Choose the one to show among the open deadlines of a case."""
    kinds = AWAITED.get(state, ())
    return next((d for d in running if d.kind in kinds and d.paused_at is None), None)
