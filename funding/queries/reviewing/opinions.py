"""Opinions of a case, and those that somebody is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from funding.law import berlin, workdays
from funding.models import Account, Application, Opinion, Person
from funding.policy import Actor
from funding.queries.case import Case
from workflows.application import State as CaseState
from workflows.opinion import OUTSTANDING, State

# While a case is here an opinion on it makes sense; elsewhere what is outstanding is called off.
ASSESSED = (CaseState.IN_CHECK, CaseState.INFO_REQUESTED, CaseState.IN_ASSESSMENT)
TOLD_BEFORE = 3  # working days


def opinions_in(case: Case) -> bool:
    """Is no opinion outstanding that somebody was asked for?"""
    return outstanding(case.session, case.application.id) == 0


def outstanding(session: Session, application_id: UUID) -> int:
    """Count the opinions of a case that are not given, declined, lapsed or recalled."""
    count = select(func.count()).where(
        Opinion.application_id == application_id, Opinion.state.in_(OUTSTANDING)
    )
    return session.scalar(count) or 0


def asked_before(session: Session, application_id: UUID, person_id: UUID) -> bool:
    """Tell whether a person is asked about a case, or has given or been late with an opinion."""
    asked = (
        select(Opinion.id)
        .join(Account, Account.id == Opinion.account_id)
        .where(
            Opinion.application_id == application_id,
            Account.person_id == person_id,
            Opinion.state.not_in((State.RECALLED, State.DECLINED)),
        )
    )
    return session.scalar(asked.limit(1)) is not None


def opinions_of(case: Case) -> Sequence[Any]:
    """List the opinions of a case with the names of who was asked, in order of asking."""
    return case.session.execute(
        select(Opinion, Person.name)
        .join(Account, Account.id == Opinion.account_id)
        .join(Person, Person.id == Account.person_id)
        .where(Opinion.application_id == case.application.id)
        .order_by(Opinion.invited_at, Opinion.id)
    ).all()


def asked_of(session: Session, actor: Actor) -> Sequence[Any]:
    """List what the reader is asked for, with number and project of the case, open ones first."""
    return session.execute(
        select(Opinion, Application.reference, Application.title)
        .join(Application, Application.id == Opinion.application_id)
        .join(Account, Account.id == Opinion.account_id)
        .where(Account.person_id == actor.person_id, Opinion.state != State.RECALLED)
        .order_by(Opinion.state.not_in(OUTSTANDING), Opinion.due_on, Opinion.id)
    ).all()


def is_asked(session: Session, actor: Actor) -> bool:
    """Tell whether the reader was ever asked for an opinion."""
    asked = select(Opinion.id).where(Opinion.account_id == actor.account_id).limit(1)
    return session.scalar(asked) is not None


def due_opinions(session: Session, now: datetime) -> list[tuple[UUID, str]]:
    """List outstanding opinions with what the clock does: 'lapse', 'recall' or 'remind'."""
    today = berlin.local_date(now)
    ahead = workdays.add_working_days(today, TOLD_BEFORE)
    left = Application.state.not_in(ASSESSED)
    soon = and_(Opinion.due_on <= ahead, Opinion.reminded_at.is_(None))
    rows = session.execute(
        select(Opinion.id, Opinion.due_on, left.label("left"))
        .join(Application, Application.id == Opinion.application_id)
        .where(Opinion.state.in_(OUTSTANDING), or_(left, Opinion.due_on < today, soon))
        .order_by(Opinion.due_on, Opinion.id)
    )
    return [
        (row.id, "recall" if row.left else "lapse" if row.due_on < today else "remind")
        for row in rows
    ]


def name_of_asked(session: Session, opinion: Opinion) -> str:
    """Return the name under which the portal knows whoever is asked for an opinion."""
    return session.scalars(
        select(Person.name)
        .join(Account, Account.person_id == Person.id)
        .where(Account.id == opinion.account_id)
    ).one()
