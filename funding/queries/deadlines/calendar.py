"""The open deadlines that concern a reader: a page of them, and how many there are on each day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, and_, exists, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from funding.models import (
    Application,
    Change,
    ChangeNotice,
    ChangePartner,
    CoSignature,
    Deadline,
    DecisionNotice,
    InterestClaim,
    Municipality,
    Partner,
)
from funding.policy import Actor
from funding.queries.deadlines.concerning import concerns_office, held
from funding.queries.reviewing.hidden import hidden_from
from workflows.application.words import NEVER_SUBMITTED, PROMISES
from workflows.change import CONSENT
from workflows.change import State as ChangeState

PAGE = 50
STRIP_DAYS = 14
Condition = ColumnElement[bool]
# What a lead has to keep from the beginning, and what lead and partners have once they are told
# of the decision; the deadlines of the office in between would tell of it.
OF_LEADS = frozenset(
    {"call", "answer", "change_answer", "retrieval", "notice_retrieval", *PROMISES}
)
AFTER_NOTICE = frozenset(
    {
        *("begin", "remedy", "period_end", "last_draw", "proof", "hearing"),
        *("interest_hearing", "interim"),
    }
)
OPEN = Deadline.ended_at.is_(None)


def of_office(actor: Actor, *, every: bool) -> tuple[Condition, ...]:
    """Mean the deadlines of the cases that the office sees, or those that are the reader's.

    On a case that they hold, or for whose holder they stand in, those of the town are theirs too.
    """
    # Of a change that is not sent yet the office knows nothing.
    seen = (
        OPEN,
        Deadline.kind != CONSENT,
        Application.state.not_in(NEVER_SUBMITTED),
        ~hidden_from(actor),
    )
    if every:
        return seen
    return (*seen, or_(held(actor), concerns_office(actor)))


def unsigned(towns: Collection[str]) -> Condition:
    """Mean the cases that one of these towns is still to sign as a partner."""
    signed = exists().where(
        CoSignature.application_id == Application.id,
        CoSignature.municipality_key == Partner.municipality_key,
        CoSignature.ended_at.is_(None),
    )
    partner = Partner.application_id == Application.id, Partner.municipality_key.in_(towns)
    return exists().where(*partner, ~signed)


def unanswered(towns: Collection[str]) -> Condition:
    """Mean the cases with a change of partners that one of these towns is still to answer."""
    return exists().where(
        Change.application_id == Application.id,
        Change.state == ChangeState.DRAFTED,
        Change.asked_at.is_not(None),
        ChangePartner.change_id == Change.id,
        ChangePartner.municipality_key.in_(towns),
        ChangePartner.agreed_at.is_(None),
        ChangePartner.declined == "",
    )


def of_towns(towns: Collection[str], today: date) -> tuple[Condition, ...]:
    """Mean the deadlines of these towns, of which a notice has told where one must."""
    lead = Application.lead_key.in_(towns)
    partner = exists().where(
        Partner.application_id == Application.id, Partner.municipality_key.in_(towns)
    )
    told = exists().where(
        DecisionNotice.application_id == Application.id,
        DecisionNotice.round == Application.round,
        DecisionNotice.kind != "final",
        DecisionNotice.set_aside_on.is_(None),
        DecisionNotice.notified_on <= today,
    )
    # What is reclaimed, the final notice tells.
    final = exists().where(
        DecisionNotice.application_id == Application.id,
        DecisionNotice.kind == "final",
        DecisionNotice.notified_on <= today,
    )
    return (
        or_(lead, partner),
        or_(
            and_(OPEN, lead, Deadline.kind.in_(OF_LEADS)),
            and_(OPEN, Deadline.kind == "cosign", or_(lead, unsigned(towns))),
            and_(OPEN, Deadline.kind == CONSENT, or_(lead, unanswered(towns))),
            and_(OPEN, Deadline.kind.in_(AFTER_NOTICE), told),
            and_(OPEN, Deadline.kind == "recovery", final),
            and_(OPEN, Deadline.kind == "notice_remedy", lead, _counts(today)),
        ),
    )


def _counts(today: date) -> Condition:
    """Mean that the notice whose period for remedies it is counts as notified."""
    final = exists().where(
        DecisionNotice.application_id == Application.id,
        DecisionNotice.kind == "final",
        DecisionNotice.remedy_ends_on == Deadline.due_on,
        DecisionNotice.notified_on <= today,
    )
    interest = exists().where(
        InterestClaim.application_id == Application.id,
        InterestClaim.remedy_ends_on == Deadline.due_on,
        InterestClaim.notified_on <= today,
    )
    changed = exists().where(
        Change.application_id == Application.id,
        ChangeNotice.change_id == Change.id,
        ChangeNotice.remedy_ends_on == Deadline.due_on,
        ChangeNotice.notified_on <= today,
    )
    return or_(final, interest, changed)


def asked(actor: Actor, today: date) -> dict[str, Any]:
    """Return what the conditions ask of the reader, and for whom they stand in today."""
    return {"person": actor.person_id, "today": today}


def deadlines(
    session: Session,
    whose: Sequence[Condition],
    given: Mapping[str, Any],
    after: tuple[datetime, UUID] | None,
) -> Sequence[Any]:
    """List open deadlines, the most urgent first; one more than a page holds."""
    place = tuple_(Deadline.due_at, Deadline.id)
    statement = (
        select(
            Deadline.id,
            Deadline.kind,
            Deadline.due_on,
            Deadline.due_at,
            Deadline.role,
            Deadline.paused_at,
            Application.reference,
            Application.title,
            Municipality.name.label("town"),
        )
        .join(Application, Application.id == Deadline.application_id)
        .join(Municipality, Municipality.key == Application.lead_key)
        .where(*whose)
        .order_by(Deadline.due_at, Deadline.id)
        .limit(PAGE + 1)
    )
    if after is not None:
        at, key = literal(after[0], Deadline.due_at.type), literal(after[1], Uuid)
        statement = statement.where(place > tuple_(at, key))
    return session.connection().execute(statement, given).all()


def by_day(
    session: Session, whose: Sequence[Condition], given: Mapping[str, Any]
) -> dict[date, int]:
    """Count the open deadlines that run, by their last day, from the past to two weeks ahead."""
    rows = session.connection().execute(
        select(Deadline.due_on, func.count())
        .join(Application, Application.id == Deadline.application_id)
        .where(
            Deadline.paused_at.is_(None),
            Deadline.due_on < given["today"] + timedelta(days=STRIP_DAYS),
            *whose,
        )
        .group_by(Deadline.due_on),
        given,
    )
    return {row[0]: row[1] for row in rows}
