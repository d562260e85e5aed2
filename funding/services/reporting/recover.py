"""What was reclaimed is ordered, falls due, comes in, is made easier, or is given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.errors import NotPermitted
from funding.law.periods import end_of_period
from funding.models import Application, Received, Recovery, RecoveryRelief
from funding.models.recovery import GRANT
from funding.policy import CLOCK, Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reporting.claims import claim_ended
from funding.queries.reporting.recoveries import (
    asked_relief,
    granted_relief,
    next_day,
    recovery_by,
)
from funding.queries.spending.answers import final_notice, reclaimed_cents
from funding.services import step
from funding.services.reporting.final_notice import keep_final
from funding.services.reporting.interest_limit import keep_limit
from funding.services.reporting.recovery_step import REMINDED, take, tell
from funding.services.spending.finality import keep_waiting
from funding.services.spending.record_notice import build_notice, next_final_round
from funding.services.spending.record_payment import book_repayment
from funding.services.spending.remedy_period import keep_period
from workflows.application import State as CaseState
from workflows.application import Trigger as CaseTrigger
from workflows.recovery import Relief, State, Trigger

# Of the letters about a granted relief, the one that is meant.
GRANTED = {
    Relief.DEFERRAL: "deferral_granted",
    Relief.INSTALMENTS: "instalments_granted",
    Relief.WAIVER: "claim_waived",
    Relief.WRITE_OFF: "claim_written_off",
}

CLOCKED = {"fall_due": Trigger.FALL_DUE, "resume": Trigger.RESUME, "lapse": Trigger.LAPSE}


@dataclass(frozen=True, slots=True)
class Terms:
    """A relief that is asked for: until when, or in how many monthly parts from which day on."""

    kind: Relief
    reason: str
    until_on: date | None = None
    parts: int | None = None
    from_on: date | None = None


def settle_with_recovery(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Sign the settlement that reclaims what was paid beyond the final grant (§ 49a VwVfG)."""
    case = find.case(session, actor, key, details)
    return claim_by_notice(case, details, CaseTrigger.SETTLE_WITH_RECOVERY, version)


def claim_by_notice(
    case: Case, details: Details, trigger: CaseTrigger, version: int | None = None
) -> Application:
    """Settle a case that was found with these details, and begin what its notice reclaims."""
    session, claim = case.session, reclaimed_cents(case)
    notice = None
    if details.get("notified_on") and final_notice(case):
        keep_final(case, details)
        notice = build_notice(case, "final", next_final_round(case))
        months = case.rule("recovery_months")
        details["deadline_on"] = end_of_period(notice.final_on, months=months).end
        details["recovery_cents"] = claim
        details["settled_cents"] = case.application.final_cents or 0
        session.add(notice)
        case.final_notice = notice
    step.take(case, trigger, version=version)
    if notice is not None:
        session.add(
            Recovery(
                id=uuid4(),
                application_id=case.application.id,
                kind=GRANT,
                state=State.ORDERED,
                version=0,
                amount_cents=claim,
                paid_cents=0,
                ordered_at=case.now,
                ordered_by_id=details.get("signed_by_id") or _person(case.actor),
                issued_on=notice.issued_on,
                final_on=notice.final_on,
                due_on=details["deadline_on"],
                told=0,
            )
        )
        keep_limit(case, str(trigger))
        keep_period(case, str(trigger))
    return case.application


def receive(  # noqa: PLR0913 - who books how much as of when, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    cents: int,
    value_on: date,
    version: int | None = None,
    kind: str = GRANT,
) -> Recovery:
    """Book money that came in (cents) as of its value date; ledger and case know it at once.

    Interest is income of the state: it never touches the money of the grant.
    """
    case = find.case(session, actor, key)
    recovery = recovery_by(case, kind)
    paid = recovery.paid_cents + cents
    relief = granted_relief(session, recovery)
    due_on = next_day(recovery, relief, paid)
    columns: dict[str, Any] = {"due_on": due_on} if due_on != recovery.due_on else {}
    given = {"amount": cents, "day": value_on}
    take(case, recovery, Trigger.RECEIVE, given, version=version, paid_cents=paid, **columns)
    came = Received(
        id=uuid4(),
        recovery_id=recovery.id,
        amount_cents=cents,
        value_on=value_on,
        recorded_at=case.now,
        recorded_by_id=_person(actor),
    )
    session.add(came)
    session.flush()
    if kind == GRANT:
        book_repayment(session, actor, key, _payment(came))
    asked = asked_relief(session, recovery)
    if recovery.state == State.PAID and asked is not None:
        session.delete(asked)  # nothing is left of which it could relieve; the audit keeps it
    _end(session, actor, key, kind)
    return recovery


def _person(actor: Actor) -> UUID:
    if actor.person_id is None:
        raise NotPermitted("recovery")
    return actor.person_id


def _payment(came: Received) -> Details:
    return Details(
        received_id=came.id, amount_cents=-came.amount_cents, value_on=came.value_on, reason=""
    )


def _end(session: Session, actor: Actor, key: UUID | str, kind: str) -> None:
    """Let the case go on to its closing once nothing is claimed of its grant any more."""
    if kind != GRANT:
        return
    case = find.case(session, actor, key, Details())
    keep_limit(case, "recovered")
    if case.application.state == CaseState.RECOVERING and claim_ended(case):
        recovered(session, actor, key, Details())


def recovered(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Go on to the closing: what was reclaimed is paid, waived or written off."""
    case = find.case(session, actor, key, details)
    step.take(case, CaseTrigger.RECOVERED, version=version)
    keep_waiting(case, CaseTrigger.RECOVERED)  # paid while a court decides on the notice
    return case.application


def propose_relief(  # noqa: PLR0913 - who asks for what on which claim, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    terms: Terms,
    version: int | None = None,
    kind: str = GRANT,
) -> Recovery:
    """Ask for a deferral, instalments, a waiver or a write-off, with reasons (§ 59 SäHO)."""
    case = find.case(session, actor, key)
    recovery = recovery_by(case, kind)
    last = session.scalar(
        select(func.max(RecoveryRelief.number)).where(RecoveryRelief.recovery_id == recovery.id)
    )
    asked = RecoveryRelief(
        id=uuid4(),
        recovery_id=recovery.id,
        number=(last or 0) + 1,
        kind=terms.kind.value,
        reason=terms.reason.strip(),
        until_on=terms.until_on if terms.kind == Relief.DEFERRAL else None,
        parts=terms.parts if terms.kind == Relief.INSTALMENTS else None,
        from_on=terms.from_on if terms.kind == Relief.INSTALMENTS else None,
        proposed_at=case.now,
        proposed_by_id=_person(actor),
    )
    given = {"reason": terms.reason, "relief": asked}
    take(case, recovery, Trigger.PROPOSE_RELIEF, given, version=version)
    session.add(asked)
    session.flush()
    return recovery


def grant_relief(
    session: Session,
    actor: Actor,
    key: UUID | str,
    version: int | None = None,
    kind: str = GRANT,
) -> Recovery:
    """Grant the relief that another person has asked for."""
    case = find.case(session, actor, key)
    recovery = recovery_by(case, kind)
    asked = asked_relief(session, recovery)
    relief = Relief(asked.kind) if asked else Relief.DEFERRAL
    day = asked and {Relief.DEFERRAL: asked.until_on, Relief.INSTALMENTS: asked.from_on}.get(relief)
    columns: dict[str, Any] = {"due_on": day} if day else {}
    given = {"relief": asked} if asked else {}
    only = (GRANTED[relief],)
    take(case, recovery, Trigger.GRANT_RELIEF, given, version=version, only=only, **columns)
    if asked is not None:
        asked.decided_at, asked.decided_by_id = case.now, actor.person_id
        asked.granted = True
        asked.agreed_cents = recovery.amount_cents - recovery.paid_cents
        asked.paid_before_cents = recovery.paid_cents
        session.flush()
    _end(session, actor, key, kind)
    return recovery


def refuse_relief(  # noqa: PLR0913 - who refuses what, why, on which claim
    session: Session,
    actor: Actor,
    key: UUID | str,
    reason: str,
    version: int | None = None,
    kind: str = GRANT,
) -> Recovery:
    """Refuse the relief that another person has asked for, with reasons."""
    case = find.case(session, actor, key)
    recovery = recovery_by(case, kind)
    asked = asked_relief(session, recovery)
    given = {"reason": reason, "relief": asked}
    take(case, recovery, Trigger.REFUSE_RELIEF, given, version=version)
    if asked is not None:
        asked.decided_at, asked.decided_by_id = case.now, actor.person_id
        asked.granted = False
    return recovery


def enforce(  # noqa: PLR0913 - who hands over what, why
    session: Session,
    actor: Actor,
    key: UUID | str,
    reason: str,
    version: int | None = None,
    kind: str = GRANT,
) -> Recovery:
    """Hand an overdue claim to enforcement (SächsVwVG)."""
    case = find.case(session, actor, key)
    recovery = recovery_by(case, kind)
    take(case, recovery, Trigger.ENFORCE, {"reason": reason}, version=version)
    return recovery


def by_clock(session: Session, recovery_id: UUID, deed: str) -> int:
    """Let a claim fall due, resume after a deferral, or lapse; or remind the town of its day."""
    recovery = session.get_one(Recovery, recovery_id, with_for_update=True)
    case = find.case(session, CLOCK, recovery.application_id)
    if deed == "remind":
        if recovery.told:
            return 0
        recovery.told = 1
        cause = f"{recovery.id}:{recovery.version}:{recovery.due_on}"
        tell(case, recovery, REMINDED, cause, given={})
        return 1
    take(case, recovery, CLOCKED[deed], {})
    return 1
