"""A town is heard before money is reclaimed: it is told the facts, comments, or lets it pass."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding.errors import NotPermitted
from funding.models import Application, Hearing
from funding.models.hearing import (
    COMMENTED,
    LAPSED,
    OVERPAID,
    PROOF_MISSING,
    RENOUNCED,
    RENOUNCING,
    REPORTED,
)
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.deadlines.due import due
from funding.queries.details import Details
from funding.queries.reporting.hearings import (
    facts_noted,
    hearing_of,
    hearings_of,
)
from funding.queries.spending.answers import final_amount, overpaid_cents
from funding.services import step
from funding.services.reporting.interim_timers import keep_interims
from workflows.application import State, Trigger
from workflows.core import Reason, StepRefused


def open_hearing(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Tell the town the facts and the amount to be reclaimed, computed and frozen here.

    Where no proof of use came nothing is recognised: what was paid is at stake in full.
    """
    case = find.case(session, actor, key, details)
    source = case.application.state
    missing = source == State.REPORT_DUE
    if missing:
        details["recognised_cents"] = 0
    details["ground"] = PROOF_MISSING if missing else OVERPAID
    found = facts_noted(case) and overpaid_cents(case)
    if found:
        details["amount_cents"] = found
    final = final_amount(case)
    step.take(case, Trigger.OPEN_HEARING, version=version, return_to=source.value)
    limit = due("hearing", case)
    if limit is None:
        raise StepRefused("application", Trigger.OPEN_HEARING, [Reason("facts_noted")])
    _begin(case, details, final, limit.on)
    return case.application


def open_revocation(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Tell the town why its notice is to be taken back as a whole; nothing is recognised then.

    It was unlawful from the start (§ 48 VwVfG), or the money went elsewhere (§ 49 Abs. 3 VwVfG).
    """
    case = find.case(session, actor, key, details)
    source, details["recognised_cents"] = case.application.state, 0
    if case.application.paid_cents:
        details["amount_cents"] = case.application.paid_cents
    step.take(case, Trigger.OPEN_REVOCATION, version=version, return_to=source.value)
    limit = due("hearing", case)
    if limit is None:
        raise StepRefused("application", Trigger.OPEN_REVOCATION, [Reason("facts_noted")])
    _begin(case, details, 0, limit.on)
    keep_interims(case, Trigger.OPEN_REVOCATION)
    return case.application


def _begin(case: Case, details: Details, final: int, due_on: date, **ended: Any) -> None:
    """Keep what the town is heard about, as it stands at this moment."""
    app, person_id = case.application, case.actor.person_id
    if person_id is None:
        raise NotPermitted("open_hearing")
    case.session.add(
        Hearing(
            application_id=app.id,
            number=len(hearings_of(case)) + 1,
            ground=details["ground"],
            facts=details["reason"].strip(),
            recognised_cents=details["recognised_cents"],
            final_cents=final,
            paid_cents=app.paid_cents,
            claim_cents=app.paid_cents - final,
            noted_on=case.today,
            due_on=due_on,
            opened_at=case.now,
            opened_by_id=person_id,
            **ended,
        )
    )


def hear_by_renunciation(case: Case, details: Details) -> None:
    """Keep that the town has renounced what was paid: it has said what it has to say."""
    details["ground"], details["recognised_cents"] = RENOUNCED, 0
    ended = {"ended_at": case.now, "ended_by": RENOUNCING, "commented_by_id": case.actor.person_id}
    _begin(case, details, 0, case.today, **ended)


def overtake(case: Case) -> None:
    """End a hearing about a missing proof of use: it is there."""
    heard = hearing_of(case)
    if heard is None:
        return
    if heard.ended_at is None:
        heard.ended_at, heard.ended_by = case.now, REPORTED
    heard.overtaken_at = case.now


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
    step.take(case, Trigger.DROP_CLAIM, version=version, return_to=None)
    if heard is not None:
        heard.dropped_at = case.now
    keep_interims(case, Trigger.DROP_CLAIM)
    return case.application
