"""Proposals about interest: those of a case, what its town knows, and what the clock minds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.law import berlin
from funding.models import Application, Deadline, InterestClaim, Municipality, Recovery
from funding.models.recovery import INTEREST
from funding.policy import Actor
from funding.queries.case import Case
from funding.queries.reporting.claims import dropped_of
from funding.queries.reporting.interest import CaseInterest
from funding.queries.reporting.settled_interest import keys_of
from funding.queries.reviewing.hidden import hidden_from
from workflows.application import State as CaseState
from workflows.interest_claim import OPEN, State

LIMIT = "interest_limit"
LONGEST_LIST = 200
BACK = (State.RETURNED, State.WITHDRAWN)


def proposals_of(case: Case) -> Sequence[InterestClaim]:
    """List the proposals about interest of a case, the newest first."""
    return case.session.scalars(
        select(InterestClaim)
        .where(InterestClaim.application_id == case.application.id)
        .order_by(InterestClaim.number.desc())
    ).all()


def open_proposal(case: Case) -> InterestClaim | None:
    """Return the proposal that is undecided."""
    return next((one for one in proposals_of(case) if one.state in OPEN), None)


def proposal_by(case: Case, number: int) -> InterestClaim:
    """Return a proposal of the case by its number, or raise ``NotFound``."""
    found = next((one for one in proposals_of(case) if one.number == number), None)
    if found is None:
        raise NotFound(str(number))
    return found


def proposers_of(one: InterestClaim) -> set[UUID]:
    """Return who has proposed it or weighed the comment on it, and so does not decide."""
    return {one.proposed_by_id} | ({one.weighed_by_id} if one.weighed_by_id else set())


def awaits_comment(case: Case) -> InterestClaim | None:
    """Return the proposal on which the town can comment."""
    one = open_proposal(case)
    return one if one is not None and one.state == State.HEARING else None


def told_state(case: Case, one: InterestClaim) -> State:
    """Return how a proposal stands for the town: until its notice arrives it is considered.

    What came back to the office is considered too, until it is given up or another takes its place.
    """
    if one.notified_on is not None and one.notified_on > case.today:
        return State.PROPOSED
    later = [each for each in proposals_of(case) if each.number > one.number]
    if one.state in BACK and any(each.state == State.GIVEN_UP for each in later):
        return State.GIVEN_UP
    replaced = any(told(case, each) for each in later)
    return State.WITHDRAWN if one.state in BACK and replaced else one.state


def told_proposals(case: Case) -> list[InterestClaim]:
    """List the proposals of which the town was told: heard about them, or notified of a claim."""
    return [one for one in proposals_of(case) if told(case, one)]


def told(case: Case, one: InterestClaim) -> bool:
    """Tell whether the town knows of a proposal."""
    if one.state == State.HEARING or one.heard_at is not None:
        return True
    return one.notified_on is not None and one.notified_on <= case.today


def ended_claims(case: Case) -> dict[UUID, Recovery]:
    """Return the claims to interest that ended with the notice on which they rest, by their key."""
    return {one.id: one for one in dropped_of(case, INTEREST)}


def heard_about(case: Case, found: CaseInterest) -> InterestClaim | None:
    """Return the hearing of the town about at least as much, on the same grounds."""
    keys = {source.key for source in found.sources}
    heard = (one for one in proposals_of(case) if one.heard_at is not None)
    return next(
        (
            one
            for one in heard
            if one.amount_cents >= found.cents and keys <= set(keys_of(one.figures))
        ),
        None,
    )


def undecided_interest(session: Session, actor: Actor) -> Sequence[Any]:
    """List the cases in settlement whose interest is undecided, what lapses first first.

    Those of which a proposal is open, and those of which some year could lapse. Who is kept out
    of a case by bias, or belongs to a town of it, learns of none.
    """
    limit = Deadline.application_id == Application.id, Deadline.kind == LIMIT
    asked = InterestClaim.application_id == Application.id, InterestClaim.state.in_(OPEN)
    return session.execute(
        select(
            Application.reference,
            Application.title,
            Municipality.name.label("town"),
            Deadline.due_on.label("limit"),
            InterestClaim,
        )
        .join(Municipality, Municipality.key == Application.lead_key)
        .outerjoin(Deadline, and_(*limit, Deadline.ended_at.is_(None)))
        .outerjoin(InterestClaim, and_(*asked))
        .where(
            Application.state.in_((CaseState.RECOVERING, CaseState.SETTLING)),
            or_(Deadline.id.is_not(None), InterestClaim.id.is_not(None)),
            ~hidden_from(actor),
        )
        .order_by(Deadline.due_on, Application.reference)
        .limit(LONGEST_LIST)
    ).all()


def due_interest(session: Session, now: datetime) -> list[tuple[UUID, str]]:
    """List what the clock does about interest: a hearing that is over, a year that has lapsed."""
    today = berlin.local_date(now)
    heard = session.scalars(
        select(InterestClaim.id)
        .where(InterestClaim.state == State.HEARING, InterestClaim.due_on < today)
        .order_by(InterestClaim.due_on, InterestClaim.id)
    )
    lapsed = session.scalars(
        select(Deadline.application_id).where(
            Deadline.kind == LIMIT,
            Deadline.ended_at.is_(None),
            Deadline.due_at <= now,  # by the index
            Deadline.due_on < today,
        )
    )
    return [
        *((key, "hearing") for key in heard),
        *((key, "year") for key in lapsed if key is not None),
    ]
