"""People who keep cases: the offer to the archive, its answer, holds, the proposal to delete."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Disposal
from funding.policy import CLOCK, Actor
from funding.services.closing.disposal_step import Kept, locked, take, tell
from funding.services.deadlines.run_timers import end_timer
from funding.services.step import touch
from workflows.disposal import State, Trigger

LONGEST_REFERENCE = 80


def by_clock(session: Session, application_id: UUID, trigger: Trigger) -> int:
    """End a retention that is over, or the wait for an archive that has not answered."""
    kept = locked(session, CLOCK, application_id, trigger)
    columns: dict[str, Any] = {}
    if trigger == Trigger.LAPSE:
        columns["answer"] = State.UNANSWERED.value
    _done(kept, trigger, take(kept, trigger, {}, **columns))
    if trigger == Trigger.FALL_DUE:
        end_timer(kept.case, "retention", trigger)
        touch(kept.case, None, due_at=None, due_kind=None)
    return 1


def offer_to_archive(
    session: Session, actor: Actor, reference: str, *, day: date | None, version: int | None = None
) -> Disposal:
    """Enter on which day the case was offered to the archive."""
    kept = locked(session, actor, reference, Trigger.OFFER)
    audit_id = take(kept, Trigger.OFFER, {"day": day}, version=version, offered_on=day)
    return _done(kept, Trigger.OFFER, audit_id)


def record_answer(  # noqa: PLR0913 - who enters which answer of which day under which reference
    session: Session,
    actor: Actor,
    reference: str,
    *,
    taken_over: bool,
    day: date | None,
    archive_reference: str = "",
    version: int | None = None,
) -> Disposal:
    """Enter the answer of the archive: it has taken the case over, under its reference, or not."""
    trigger = Trigger.TAKE_OVER if taken_over else Trigger.DECLINE
    state = State.TAKEN_OVER if taken_over else State.DECLINED
    kept = locked(session, actor, reference, trigger)
    named = archive_reference.strip()[:LONGEST_REFERENCE]
    audit_id = take(
        kept,
        trigger,
        {"day": day, "reference": named},
        version=version,
        answer=state.value,
        answered_on=day,
        archive_reference=named if taken_over else "",
    )
    return _done(kept, trigger, audit_id)


def propose_deletion(
    session: Session, actor: Actor, reference: str, *, version: int | None = None
) -> Disposal:
    """Propose to delete the case; another person has to confirm it."""
    kept = locked(session, actor, reference, Trigger.PROPOSE)
    person = actor.person_id
    audit_id = take(kept, Trigger.PROPOSE, {}, version=version, proposed_by_id=person)
    return _done(kept, Trigger.PROPOSE, audit_id)


def return_proposal(
    session: Session, actor: Actor, reference: str, *, reason: str, version: int | None = None
) -> Disposal:
    """Give a proposal back, or take the own one back, with a reason."""
    kept = locked(session, actor, reference, Trigger.RETURN)
    given = {"note": reason}
    audit_id = take(kept, Trigger.RETURN, given, version=version, proposed_by_id=None)
    return _done(kept, Trigger.RETURN, audit_id, reason)


def hold(
    session: Session, actor: Actor, reference: str, *, reason: str, version: int | None = None
) -> Disposal:
    """Stop offer and deletion, for an action at court or an audit; whatever its state."""
    kept = locked(session, actor, reference, Trigger.HOLD)
    audit_id = take(
        kept,
        Trigger.HOLD,
        {"note": reason},
        version=version,
        held_at=kept.now,
        held_by_id=actor.person_id,
        hold_reason=reason.strip(),
    )
    return _done(kept, Trigger.HOLD, audit_id, reason)


def lift_hold(
    session: Session, actor: Actor, reference: str, *, reason: str, version: int | None = None
) -> Disposal:
    """Let it go on, with the reason why nothing stops it any more."""
    kept = locked(session, actor, reference, Trigger.LIFT)
    audit_id = take(
        kept,
        Trigger.LIFT,
        {"note": reason},
        version=version,
        held_at=None,
        held_by_id=None,
        hold_reason="",
    )
    return _done(kept, Trigger.LIFT, audit_id, reason)


def _done(kept: Kept, trigger: Trigger, audit_id: UUID, note: str = "") -> Disposal:
    tell(kept, trigger, audit_id, note)
    return kept.disposal
