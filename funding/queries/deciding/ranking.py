"""The ranking of a call: who could be granted, the money there is, scenarios, who moved up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from funding import clock
from funding.law import berlin
from funding.models import (
    Account,
    ActionField,
    Application,
    Assessment,
    AuditEntry,
    BiasDeclaration,
    Envelope,
    Municipality,
    Person,
    Proposal,
    Scenario,
)
from funding.policy import Actor
from funding.queries.administration import rules
from funding.queries.deciding.scenario import Money
from funding.queries.reviewing.hidden import hidden_from
from workflows.application import APPLICATION, State, Trigger

PROPOSED = (State.REVIEWED, State.FIRST_APPROVED)
NEWEST, MOST_SHOWN = 5, 12
# How many people who are not biased have finished their marks.
MARKS_FINISHED = (
    select(func.count())
    .select_from(Assessment)
    .where(
        Assessment.application_id == Application.id,
        Assessment.finished_at.is_not(None),
        ~select(BiasDeclaration.id)
        .where(
            BiasDeclaration.application_id == Assessment.application_id,
            BiasDeclaration.person_id == Assessment.person_id,
            BiasDeclaration.biased.is_(True),
        )
        .exists(),
    )
    .correlate(Application)
    .scalar_subquery()
)


def candidates(session: Session, actor: Actor, call_id: UUID) -> Sequence[Any]:
    """List the cases of a call that could be granted, by points, then by who came first.

    A case under assessment is among them once all marks that it needs are finished.
    """
    granted = Proposal.kind == "grant"
    today = berlin.local_date(clock.now())
    marks = 2 if rules.number(session, "second_score", today) else 1
    return session.execute(
        select(
            Application.id,
            Application.reference,
            Application.title,
            Application.state,
            Application.points,
            Application.requested_cents,
            Application.reserved_cents,
            Proposal.amount_cents,
            Municipality.name.label("town"),
            ActionField.code.label("field"),
        )
        .join(Municipality, Municipality.key == Application.lead_key)
        .join(ActionField, ActionField.id == Application.field_id)
        .outerjoin(
            Proposal,
            and_(
                Proposal.application_id == Application.id,
                Proposal.round == Application.round,
                granted,
            ),
        )
        .where(
            Application.call_id == call_id,
            or_(
                and_(Application.state.in_(PROPOSED), granted),
                Application.state == State.WAITLISTED,
                and_(Application.state == State.IN_ASSESSMENT, marks <= MARKS_FINISHED),
            ),
            ~hidden_from(actor),
        )
        .order_by(
            func.coalesce(Application.points, 0).desc(),
            Application.submitted_at,
            Application.reference,
        )
    ).all()


def money(rows: Sequence[Any], lines: Sequence[Any], envelope: Envelope) -> Money:
    """Return what there is for the listed cases: what is free, and what is reserved for them."""
    free: dict[str, int] = {r.ActionField.code: r.BudgetLine.available_cents for r in lines}
    for row in rows:
        free[row.field] = free.get(row.field, 0) + row.reserved_cents
    whole = envelope.available_cents + sum(row.reserved_cents for row in rows)
    return Money(free, whole)


def places_on_the_list(rows: Sequence[Any]) -> Mapping[str, int]:
    """Return the place of each waiting case on the list of its action field."""
    counts: dict[str, int] = {}
    found = {}
    for row in rows:
        if row.state == State.WAITLISTED:
            counts[row.field] = found[row.reference] = counts.get(row.field, 0) + 1
    return found


def moved_up(session: Session, actor: Actor, call_id: UUID) -> Sequence[Any]:
    """List the cases that moved up from the waiting list by themselves, the newest first."""
    return session.execute(
        select(AuditEntry.at, Application.reference)
        .join(Application, Application.id == AuditEntry.subject_id)
        .where(
            AuditEntry.workflow == APPLICATION.name,
            AuditEntry.trigger == Trigger.MOVE_UP,
            Application.call_id == call_id,
            ~hidden_from(actor),
        )
        .order_by(AuditEntry.at.desc(), Application.reference)
        .limit(NEWEST)
    ).all()


def scenarios(session: Session, call_id: UUID) -> Sequence[Any]:
    """List the scenarios that were saved for a call with who saved them, the newest first."""
    return session.execute(
        select(Scenario, Person.name.label("saved_by"))
        .join(Account, Account.id == Scenario.account_id)
        .join(Person, Person.id == Account.person_id)
        .where(Scenario.call_id == call_id)
        .order_by(Scenario.saved_at.desc(), Scenario.id)
        .limit(MOST_SHOWN)
    ).all()
