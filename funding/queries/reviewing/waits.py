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
    own = (kind for kind in standing.timers if _same_side(ROLE_OF[kind], ball))
    return (*standing.children, *own)


def ball_of(state: State, awaited: str | None) -> str | None:
    """Return the role whose turn it is: that of an open child that is awaited, else the state's."""
    standing = APPLICATION.standings[state]
    return ROLE_OF[awaited] if awaited in standing.children else standing.ball


AWAITED = {state: kinds for state in State if (kinds := kinds_for(state))}


def _first(state: State, kinds: tuple[str, ...]) -> ColumnElement[bool]:
    if not APPLICATION.standings[state].children:
        return Deadline.kind.in_(kinds)
    # Of a child's deadline and the state's own, which may run together, the case names one.
    return and_(Deadline.kind.in_(kinds), Deadline.kind == Application.due_kind)


def awaited(kind: str | None = None) -> ColumnElement[bool]:
    """Return the condition under which a deadline is the one to show for its case."""
    kinds = (
        or_(
            *(
                and_(Application.state == state, _first(state, kinds))
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
    children = APPLICATION.standings[state].children
    shown = [d for d in running if d.kind in kinds and d.paused_at is None]
    return min(shown, key=lambda deadline: deadline.kind not in children, default=None)
