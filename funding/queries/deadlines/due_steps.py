"""Steps that the clock may have to take now; each is tried, and its guards have the last word."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from funding.law import berlin
from funding.models import (
    Answers,
    Application,
    Call,
    DecisionNotice,
    InformationRequest,
    Proposal,
)
from workflows.application import State, Trigger
from workflows.application.words import BEFORE_SUBMISSION
from workflows.call import State as CallState

IDLE_AT_LEAST = timedelta(days=4)


def due_steps(session: Session, now: datetime) -> list[tuple[UUID, Trigger]]:
    """List the cases and steps that may be due, in an order that frees money before it is used."""
    today = berlin.local_date(now)
    a = Application
    notified = and_(
        DecisionNotice.application_id == a.id,
        DecisionNotice.round == a.round,
        DecisionNotice.set_aside_on.is_(None),
    )
    wanted: list[tuple[Trigger, ColumnElement[bool]]] = [
        (
            Trigger.EXPIRE,
            and_(
                a.state.in_(BEFORE_SUBMISSION),
                or_(Call.closes_at <= now, Call.state == CallState.CANCELLED),
                or_(a.own_closing_at.is_(None), a.own_closing_at <= now),
            ),
        ),
        (
            Trigger.CLAIM_LAPSED,
            and_(a.state == State.IN_CHECK, a.last_act_at < now - IDLE_AT_LEAST),
        ),
        (
            Trigger.ANSWER_LAPSED,
            and_(
                a.state == State.INFO_REQUESTED,
                select(InformationRequest.id)
                .where(
                    InformationRequest.application_id == a.id,
                    InformationRequest.state == "sent",
                    InformationRequest.due_on < today,
                )
                .exists(),
            ),
        ),
        (
            Trigger.YEAR_OVER,
            and_(
                a.state.in_((State.REVIEWED, State.FIRST_APPROVED)),
                Call.year < today.year,
                select(Proposal.id)
                .where(
                    Proposal.application_id == a.id,
                    Proposal.round == a.round,
                    Proposal.kind == "grant",
                )
                .exists(),
            ),
        ),
        (Trigger.LIST_CLOSED, and_(a.state == State.WAITLISTED, Call.year < today.year)),
        (Trigger.MOVE_UP, and_(a.state == State.WAITLISTED, Call.year >= today.year)),
        (
            Trigger.START,
            and_(
                a.state == State.APPROVED,
                Answers.begins_on <= today,
                select(DecisionNotice.id)
                .where(notified, DecisionNotice.notified_on <= today)
                .exists(),
            ),
        ),
        (Trigger.PERIOD_ENDED, and_(a.state == State.IN_PROGRESS, Answers.ends_on < today)),
        (
            Trigger.CLOSE_REJECTED,
            and_(
                a.state == State.REJECTED,
                select(DecisionNotice.id)
                .where(notified, DecisionNotice.final_on <= today)
                .exists(),
            ),
        ),
    ]
    due: list[tuple[UUID, Trigger]] = []
    for trigger, condition in wanted:
        ids = session.scalars(
            select(a.id)
            .join(Call, Call.id == a.call_id)
            .join(Answers, Answers.application_id == a.id)
            .where(condition)
            .order_by(a.points.desc(), a.submitted_at, a.id)
        )
        due.extend((found, trigger) for found in ids)
    return due
