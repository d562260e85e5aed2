"""What waits for a decision, and whose hands the reader already has on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from funding import clock
from funding.law import berlin
from funding.models import (
    ActionField,
    Application,
    Deadline,
    Hand,
    Municipality,
    Person,
    Proposal,
)
from funding.policy import Actor
from funding.queries.deciding.signing import Limit, limit_of
from funding.queries.reviewing.hidden import hidden_from
from workflows.application import APPLICATION, State, Trigger
from workflows.application.rows import SERVING
from workflows.core import Reason

PAGE = 50
STATES = (State.REVIEWED, State.FIRST_APPROVED, State.FIRST_REJECTED, State.AUDITED)
# A settlement whose notice is signed waits for the town or for the office.
SIGNED_BY_NOW = (Application.state == State.AUDITED, Application.due_kind.in_(SERVING))
BESIDE = ("sign_notice", "notice_sign", "change_approve", "interest_sign")
# The step by which a case of each state is usually decided.
NEXT = {
    State.REVIEWED: (Trigger.APPROVE_FIRST, Trigger.REJECT_FIRST),
    State.FIRST_APPROVED: (Trigger.APPROVE_SECOND,),
    State.FIRST_REJECTED: (Trigger.REJECT_SECOND,),
    State.AUDITED: (Trigger.SETTLE, Trigger.SETTLE_WITH_RECOVERY),
}


def waiting(session: Session, actor: Actor) -> Sequence[Any]:
    """List the cases that wait for an approver, the most urgent first."""
    return session.execute(
        select(
            Application.id,
            Application.reference,
            Application.title,
            Application.state,
            Application.round,
            Application.requested_cents,
            Application.points,
            Application.due_at,
            Municipality.name.label("town"),
            ActionField.code.label("field"),
            Proposal.kind,
            Proposal.amount_cents,
            Application.final_cents,
            Person.name.label("proposer"),
        )
        .join(Municipality, Municipality.key == Application.lead_key)
        .outerjoin(ActionField, ActionField.id == Application.field_id)
        .outerjoin(
            Proposal,
            and_(Proposal.application_id == Application.id, Proposal.round == Application.round),
        )
        .outerjoin(Person, Person.id == Proposal.proposed_by_id)
        .where(Application.state.in_(STATES), ~and_(*SIGNED_BY_NOW), ~hidden_from(actor))
        .order_by(Application.due_at.is_(None), Application.due_at, Application.id)
        .limit(PAGE)
    ).all()


def to_sign(session: Session, actor: Actor) -> Sequence[Any]:
    """List what an approver signs beside the decision: notices, changes, interest; by its day."""
    return session.execute(
        select(
            Application.reference,
            Application.title,
            Municipality.name.label("town"),
            Deadline.kind,
            Deadline.due_at,
        )
        .join(Application, Application.id == Deadline.application_id)
        .join(Municipality, Municipality.key == Application.lead_key)
        .where(Deadline.kind.in_(BESIDE), Deadline.ended_at.is_(None), ~hidden_from(actor))
        .order_by(Deadline.due_at, Application.reference)
        .limit(PAGE)
    ).all()


def barriers(session: Session, actor: Actor, rows: Sequence[Any]) -> dict[UUID, list[Reason]]:
    """Return, by case, why the reader in person may not decide it: own deeds, signing limit."""
    deeds: dict[UUID, set[str]] = {}
    for hand in session.execute(
        select(Hand.application_id, Hand.deed, Hand.round).where(
            Hand.person_id == actor.person_id,
            Hand.application_id.in_([row.id for row in rows]),
        )
    ):
        row = next(row for row in rows if row.id == hand.application_id)
        if hand.round == row.round or not hand.deed.startswith("approved"):
            deeds.setdefault(hand.application_id, set()).add(hand.deed)
    own = limit_of(session, actor.person_id, berlin.local_date(clock.now())) if rows else Limit(0)
    return {row.id: _reasons(own, row, deeds.get(row.id, set())) for row in rows}


def _reasons(own: Limit, row: Any, deeds: set[str]) -> list[Reason]:
    barred = {
        deed
        for trigger in NEXT[row.state]
        for step in APPLICATION.rows(row.state, trigger)
        for deed in step.distinct_from
    }
    reasons = []
    if deeds & barred:
        reasons.append(Reason("another_person", {"deeds": sorted(deeds & barred)}))
    if row.kind == "grant" and not own.covers(row.amount_cents):
        reasons.append(Reason("above_limit", {"limit": own.cents, "amount": row.amount_cents}))
    return reasons
