"""Steps that the clock may have to take now; each is tried, and its guards have the last word."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    and_,
    bindparam,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from funding.law import berlin
from funding.models import (
    Answers,
    Application,
    Call,
    Change,
    DecisionNotice,
    Hearing,
    InformationRequest,
    Proposal,
)
from funding.models.change import PERIOD
from funding.queries.spending.remedies import open_against
from workflows.application import State, Trigger
from workflows.application.words import BEFORE_SUBMISSION
from workflows.call import State as CallState
from workflows.change import PENDING
from workflows.change import State as ChangeState

IDLE_AT_LEAST = timedelta(days=4)


a = Application
NOW, IDLE_SINCE = (bindparam(name, type_=a.last_act_at.type) for name in ("now", "idle_since"))
TODAY, YEAR = bindparam("today", type_=Date), bindparam("year", type_=Integer)
NOTIFIED = and_(
    DecisionNotice.application_id == a.id,
    DecisionNotice.round == a.round,
    DecisionNotice.set_aside_on.is_(None),
)
# A later end of the project that is granted, or asked for and undecided.
LATER = (
    select(Change.id)
    .where(
        Change.application_id == a.id,
        Change.round == a.round,
        Change.kind == PERIOD,
        or_(
            and_(Change.state == ChangeState.GRANTED, Change.new_end >= TODAY),
            Change.state.in_(PENDING),
        ),
    )
    .exists()
)
# In an order that frees money before it is used.
WANTED: tuple[tuple[Trigger, ColumnElement[bool]], ...] = (
    (
        Trigger.EXPIRE,
        and_(
            a.state.in_(BEFORE_SUBMISSION),
            or_(Call.closes_at <= NOW, Call.state == CallState.CANCELLED),
            or_(a.own_closing_at.is_(None), a.own_closing_at <= NOW),
        ),
    ),
    (
        Trigger.CLAIM_LAPSED,
        and_(a.state == State.IN_CHECK, a.last_act_at < IDLE_SINCE),
    ),
    (
        Trigger.ANSWER_LAPSED,
        and_(
            a.state == State.INFO_REQUESTED,
            select(InformationRequest.id)
            .where(
                InformationRequest.application_id == a.id,
                InformationRequest.state == "sent",
                InformationRequest.due_on < TODAY,
            )
            .exists(),
        ),
    ),
    (
        Trigger.YEAR_OVER,
        and_(
            a.state.in_((State.REVIEWED, State.FIRST_APPROVED)),
            Call.year < YEAR,
            select(Proposal.id)
            .where(
                Proposal.application_id == a.id,
                Proposal.round == a.round,
                Proposal.kind == "grant",
            )
            .exists(),
        ),
    ),
    (Trigger.LIST_CLOSED, and_(a.state == State.WAITLISTED, Call.year < YEAR)),
    (Trigger.MOVE_UP, and_(a.state == State.WAITLISTED, Call.year >= YEAR)),
    (
        Trigger.START,
        and_(
            a.state == State.APPROVED,
            Answers.begins_on <= TODAY,
            select(DecisionNotice.id).where(NOTIFIED, DecisionNotice.notified_on <= TODAY).exists(),
        ),
    ),
    (
        Trigger.PERIOD_ENDED,
        and_(a.state == State.IN_PROGRESS, Answers.ends_on < TODAY, ~LATER),
    ),
    (
        Trigger.HEARING_LAPSED,
        and_(
            a.state == State.HEARING,
            select(Hearing.id)
            .where(
                Hearing.application_id == a.id,
                Hearing.ended_at.is_(None),
                Hearing.due_on < TODAY,
            )
            .exists(),
        ),
    ),
    (
        Trigger.CLOSE_REJECTED,
        and_(
            a.state == State.REJECTED,
            select(DecisionNotice.id).where(NOTIFIED, DecisionNotice.final_on <= TODAY).exists(),
            ~open_against(a.id, "rejection", a.round),
        ),
    ),
)

DUE = union_all(
    *(
        select(a.id, literal_column(str(number), Integer).label("step"), a.points, a.submitted_at)
        .join(Call, Call.id == a.call_id)
        .join(Answers, Answers.application_id == a.id)
        .where(condition)
        for number, (_trigger, condition) in enumerate(WANTED)
    )
)


def due_steps(session: Session, now: datetime) -> list[tuple[UUID, Trigger]]:
    """List the cases and steps that may be due, those that free money first, then by points."""
    today = berlin.local_date(now)
    asked = {"now": now, "idle_since": now - IDLE_AT_LEAST, "today": today, "year": today.year}
    found = sorted(session.connection().execute(DUE, asked), key=lambda r: _turn(r, now))
    return [(row.id, WANTED[row.step][0]) for row in found]


def _turn(row: Any, now: datetime) -> tuple[int, int, datetime, str]:
    return row.step, -(row.points or 0), row.submitted_at or now, str(row.id)
