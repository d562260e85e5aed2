"""What a case waits for: the running deadline of whoever's turn it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, null, or_, select

from funding.models import Application, Deadline, IssuedNotice
from funding.models.issued_notice import FINAL
from funding.models.role import TOWN_ROLES
from funding.queries.deadlines.due import DAYS
from workflows.application import APPLICATION, State
from workflows.decision_notice import State as Issue

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


# Where a project is its town's to carry on; what lies at the office then goes before that.
AT_TOWN = (State.IN_PROGRESS, State.REPORT_DUE)
AT_OFFICE = ("interim_check", "change_assess", "change_approve", "notice_issue", "notice_sign")
# Before a settled case is closed, its notice about interest comes first, then the proposal.
OF_NOTICES = ("notice_issue", "notice_sign", "notice_retrieval")
OF_INTEREST = (*OF_NOTICES, "interest_hearing", "interest_weigh", "interest_sign")
BESIDE = {**dict.fromkeys(AT_TOWN, AT_OFFICE), State.SETTLING: OF_INTEREST}


def ball_of(state: State, awaited: str | None) -> str | None:
    """Return the role whose turn it is: that of an open child that is awaited, else the state's.

    While a project runs, what lies at the office is awaited first; while a case is settled, what
    is asked about interest.
    """
    standing = APPLICATION.standings[state]
    first = (*standing.children, *BESIDE.get(state, ()))
    return ROLE_OF[awaited] if awaited is not None and awaited in first else standing.ball


# What an approver signs, once who audited or holds the case has submitted the notice.
SIGNS_FINAL = "sign_final"
AWAITED = {state: kinds for state in State if (kinds := kinds_for(state))}


TIMERS = {state: (*one.children, *one.timers) for state, one in APPLICATION.standings.items()}
OWN = {kind for kinds in AWAITED.values() for kind in kinds}
# These concern somebody else than whose turn it is, in whatever state they run.
FOREIGN = sorted({kind for kinds in TIMERS.values() for kind in kinds} - OWN)
# A case names the first of its deadlines that runs; behind a foreign one stands the one to show.
BEHIND = {state: kinds[0] for state, kinds in AWAITED.items() if TIMERS[state][0] not in kinds}


def awaited() -> tuple[ColumnElement[datetime | None], ColumnElement[str | None]]:
    """Return end and kind of the deadline to show for a case, both empty where none is."""
    foreign = or_(*(Application.due_kind == kind for kind in FOREIGN))
    behind = BEHIND.items()
    at = ((Application.state == state, _running(kind, Deadline.due_at)) for state, kind in behind)
    kinds = ((Application.state == state, _running(kind, Deadline.kind)) for state, kind in behind)
    own_at = case(*at, (foreign, null()), else_=Application.due_at)
    own_kind = case(*kinds, (foreign, null()), else_=Application.due_kind)
    at_town = or_(*(Application.state == state for state in AT_TOWN))
    settling = Application.state == State.SETTLING

    def shown(column: Any, own: ColumnElement[Any]) -> ColumnElement[Any]:
        first = func.coalesce(_first(column, AT_OFFICE, Deadline.due_at), own)
        rank = case({kind: place for place, kind in enumerate(OF_INTEREST)}, value=Deadline.kind)
        interest = func.coalesce(_first(column, OF_INTEREST, rank), own)
        return case((at_town, first), (settling, interest), else_=own)

    return (
        shown(Deadline.due_at, own_at).label("awaited_at"),
        shown(Deadline.kind, own_kind).label("awaited_kind"),
    )


def _first(column: Any, kinds: Sequence[str], order: Any) -> ColumnElement[Any]:
    """Return of the first deadline of these kinds that runs beside a case, if one does."""
    wanted = or_(*(running(kind) for kind in kinds))
    first = select(column).where(wanted).order_by(order, Deadline.kind).limit(1)
    return first.correlate(Application).scalar_subquery()


def _running(kind: str, column: Any) -> ColumnElement[Any]:
    return select(column).where(running(kind)).correlate(Application).scalar_subquery()


def running(kind: str) -> ColumnElement[bool]:
    """Return the condition under which a deadline is the running one of a kind for its case."""
    return and_(
        Deadline.application_id == Application.id,
        Deadline.kind == kind,
        Deadline.ended_at.is_(None),
        Deadline.paused_at.is_(None),
    )


def unsubmitted() -> ColumnElement[bool]:
    """Return the condition that a settlement is to be signed, and no notice of it submitted yet."""
    submitted = exists().where(
        IssuedNotice.application_id == Application.id,
        IssuedNotice.round == Application.round,
        IssuedNotice.kind == FINAL,
        IssuedNotice.state == Issue.TO_SIGN,
    )
    audited = Application.state == State.AUDITED
    return and_(audited, Application.due_kind == SIGNS_FINAL, ~submitted)


def waits_for(state: State, running: Sequence[Deadline]) -> Deadline | None:
    """Choose the one to show among the open deadlines of a case."""
    runs = [d for d in running if d.paused_at is None]
    at_office = [d for d in runs if d.kind in AT_OFFICE] if state in AT_TOWN else []
    if at_office:
        return min(at_office, key=lambda deadline: (deadline.due_at, deadline.kind))
    kinds = (*(OF_INTEREST if state == State.SETTLING else ()), *AWAITED.get(state, ()))
    shown = [d for d in runs if d.kind in kinds]
    return min(shown, key=lambda deadline: kinds.index(deadline.kind), default=None)
