"""A town is heard before money is reclaimed: it is told the facts, comments, or lets it pass."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Application, Hearing
from funding.models.hearing import COMMENTED, LAPSED
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.deadlines.due import due
from funding.queries.details import Details
from funding.queries.reporting.hearings import (
    facts_noted,
    hearing_of,
    hearings_of,
)
from funding.queries.spending.answers import final_amount, overpaid_cents
from funding.services import step
from workflows.application import State, Trigger
from workflows.core import Reason, StepRefused


def open_hearing(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Tell the town the facts and the amount to be reclaimed, computed and frozen here."""
    case = find.case(session, actor, key, details)
    found = facts_noted(case) and overpaid_cents(case)
    if found:
        details["amount_cents"] = found
    final = final_amount(case)
    number = len(hearings_of(case)) + 1
    step.take(case, Trigger.OPEN_HEARING, version=version)
    limit = due("hearing", case)
    if limit is None or case.actor.person_id is None:
        raise StepRefused("application", Trigger.OPEN_HEARING, [Reason("facts_noted")])
    app = case.application
    session.add(
        Hearing(
            application_id=app.id,
            number=number,
            facts=details["reason"].strip(),
            recognised_cents=details["recognised_cents"],
            final_cents=final,
            paid_cents=app.paid_cents,
            claim_cents=app.paid_cents - final,
            noted_on=case.today,
            due_on=limit.on,
            opened_at=case.now,
            opened_by_id=case.actor.person_id,
        )
    )
    return app


def save_comment(
    session: Session, actor: Actor, key: UUID | str, comment: str, version: int | None = None
) -> Application:
    """Keep what an editor has written so far; a signatory sends it."""
    case = find.case(session, actor, key)
    require(actor, "act", "prove", case.scope)
    heard = hearing_of(case)
    if case.application.state != State.HEARING or heard is None:
        raise StepRefused("application", Trigger.COMMENT, [Reason("wrong_state")])
    step.touch(case, version)
    heard.comment = comment
    return case.application


def comment(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Send the town's comment, signed."""
    case = find.case(session, actor, key, details)
    heard = hearing_of(case)
    step.take(case, Trigger.COMMENT, version=version)
    if heard is not None:
        heard.comment = details["comment"].strip()
        heard.commented_by_id = case.actor.person_id
        heard.ended_at, heard.ended_by = case.now, COMMENTED
    return case.application


def hearing_lapsed(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Go on without a comment once the period is over."""
    case = find.case(session, actor, key, details)
    heard = hearing_of(case)
    step.take(case, Trigger.HEARING_LAPSED, version=version)
    if heard is not None:
        heard.ended_at, heard.ended_by = case.now, LAPSED
    return case.application


def drop_claim(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Reclaim nothing after all; the audit goes on where it stood."""
    case = find.case(session, actor, key, details)
    heard = hearing_of(case)
    step.take(case, Trigger.DROP_CLAIM, version=version)
    if heard is not None:
        heard.dropped_at = case.now
    return case.application
