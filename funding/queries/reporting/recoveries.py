"""Recoveries: one with its plan, what the guards of its steps ask, and those that are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.law import berlin
from funding.law.instalments import Instalment, due_by, instalments, next_due
from funding.law.spans import add_months
from funding.models import (
    Application,
    InterestClaim,
    Municipality,
    Received,
    Recovery,
    RecoveryRelief,
)
from funding.models.recovery import GRANT
from funding.policy import Actor
from funding.queries.case import Case
from funding.queries.reporting.claims import recovery_of
from funding.queries.reviewing.hidden import hidden_from
from funding.queries.spending.remedies import (
    interest_attacked,
    resting,
    settlement_attacked,
    since,
    was_set_aside,
)
from funding.words.visible import said
from workflows.core import Facts
from workflows.recovery import CLAIMED, MEANT, OPEN, OWING, Deed, Relief, State

ONE_DAY, TOLD_BEFORE = timedelta(days=1), timedelta(days=7)
# What can be given up only where it could not be collected.
UNCOLLECTED = (State.OVERDUE, State.ENFORCED)
LONGEST_LIST = 200


def recovery_by(case: Case, kind: str = GRANT) -> Recovery:
    """Return a recovery of the case, or raise ``NotFound``."""
    found = recovery_of(case, kind)
    if found is None:
        raise NotFound(kind)
    return found


def reliefs_of(session: Session, recovery: Recovery) -> Sequence[RecoveryRelief]:
    """List the reliefs that were asked for, the newest first."""
    return session.scalars(
        select(RecoveryRelief)
        .where(RecoveryRelief.recovery_id == recovery.id)
        .order_by(RecoveryRelief.number.desc())
    ).all()


def asked_relief(session: Session, recovery: Recovery) -> RecoveryRelief | None:
    """Return the relief that is asked for and undecided."""
    return next((one for one in reliefs_of(session, recovery) if one.decided_at is None), None)


def granted_relief(session: Session, recovery: Recovery) -> RecoveryRelief | None:
    """Return the relief in force: the one that was granted last."""
    return next((one for one in reliefs_of(session, recovery) if one.granted), None)


def received_for(session: Session, recovery: Recovery) -> Sequence[Received]:
    """List what came in for a recovery, by value date."""
    return session.scalars(
        select(Received)
        .where(Received.recovery_id == recovery.id)
        .order_by(Received.value_on, Received.recorded_at)
    ).all()


def plan_of(relief: RecoveryRelief | None) -> tuple[Instalment, ...]:
    """Return the parts in which a claim is paid by a granted relief; none by any other."""
    if relief is None or relief.kind != Relief.INSTALMENTS or not relief.agreed_cents:
        return ()
    return instalments(relief.agreed_cents, relief.parts or 0, relief.from_on or date.min)


def missing_cents(recovery: Recovery, relief: RecoveryRelief | None, day: date) -> int:
    """Return what should have come in until a day, that day included, and has not."""
    plan = plan_of(relief) if recovery.state == State.IN_INSTALMENTS else ()
    if not plan or relief is None:
        return recovery.rest_cents if recovery.due_on <= day else 0
    came = recovery.paid_cents - (relief.paid_before_cents or 0)
    return max(0, due_by(plan, day) - came)


def next_day(recovery: Recovery, relief: RecoveryRelief | None, paid_cents: int) -> date:
    """Return the day until which the next part has to be paid, with so much paid in all."""
    plan = plan_of(relief) if recovery.state == State.IN_INSTALMENTS else ()
    if not plan or relief is None:
        return recovery.due_on
    return next_due(plan, paid_cents - (relief.paid_before_cents or 0))


def facts_of(case: Case, recovery: Recovery, given: Mapping[str, Any]) -> Facts:
    """Answer what the guards of a recovery ask; ``given`` is what the actor adds to the step.

    ``given``: ``reason`` (words), ``amount`` (cents), ``day`` (value date), ``relief`` (terms).
    """
    amount, day = given.get("amount"), given.get("day")
    rest = recovery.rest_cents
    asked = asked_relief(case.session, recovery)
    terms: RecoveryRelief | None = given.get("relief") or asked
    yesterday = case.today - ONE_DAY
    in_force = granted_relief(case.session, recovery)
    meant = terms.kind if terms else Relief.DEFERRAL.value
    answers = {
        "claim_final": recovery.final_on <= case.today,
        "uncontested": resting(case, recovery) is None,
        "within_claim": type(amount) is int and 0 < amount <= rest,
        "received_dated": day is not None and recovery.issued_on <= day <= case.today,
        "paid_in_full": type(amount) is int and amount >= rest,
        "paid_in_part": type(amount) is not int or amount < rest,
        "reason_given": said(given.get("reason")),
        "relief_sound": terms is None or _sound(case, recovery, terms),
        "no_relief_asked": asked is None,
        "relief_asked": asked is not None,
        "payment_late": missing_cents(recovery, in_force, yesterday) > 0,
        "deferral_over": recovery.due_on <= case.today,
        "notice_gone": case.final_notice is None or was_set_aside(case, recovery),
        **{guard.code: meant == relief for relief, guard in MEANT.items()},
    }
    hands = _claimed_by(case, recovery)
    if asked is not None:
        hands |= {(str(Deed.PROPOSED_RELIEF), asked.proposed_by_id)}
    return Facts(answers, case.actor.person_id, hands, _params(case, recovery, rest))


def _claimed_by(case: Case, recovery: Recovery) -> frozenset[tuple[str, UUID]]:
    """Return who has proposed and who has signed the notice about interest that it comes from."""
    one = case.session.scalar(select(InterestClaim).where(InterestClaim.recovery_id == recovery.id))
    if one is None or one.decided_by_id is None:
        return frozenset()
    proposed, decided = CLAIMED
    return frozenset({(str(proposed), one.proposed_by_id), (str(decided), one.decided_by_id)})


def _params(case: Case, recovery: Recovery, rest: int) -> dict[str, dict[str, Any]]:
    return {
        "claim_final": {"date": recovery.final_on},
        "uncontested": since(resting(case, recovery)),
        "within_claim": {"rest": rest},
        "received_dated": {"date": recovery.issued_on},
        "payment_late": {"date": recovery.due_on},
        "deferral_over": {"date": recovery.due_on},
        "relief_sound": {
            "months": case.rule("deferral_months"),
            "parts": case.rule("most_instalments"),
        },
    }


def _sound(case: Case, recovery: Recovery, terms: RecoveryRelief) -> bool:
    """Do the terms fit: a day to come, parts of a euro at least, or a claim that failed?"""
    today = case.today
    if terms.kind == Relief.DEFERRAL:
        latest = add_months(today, case.rule("deferral_months"))
        return terms.until_on is not None and today < terms.until_on <= latest
    if terms.kind == Relief.INSTALMENTS:
        parts, first = terms.parts or 0, terms.from_on
        if first is None or not 1 < parts <= case.rule("most_instalments"):
            return False
        return today < first <= add_months(today, 2) and recovery.rest_cents >= parts * 100
    if terms.kind == Relief.WRITE_OFF:
        return recovery.state in UNCOLLECTED
    return terms.kind == Relief.WAIVER


def open_recoveries(session: Session, actor: Actor) -> Sequence[Any]:
    """List what is reclaimed and not ended, with its case, what is due first first.

    Who is kept out of a case by bias, or belongs to a town of it, learns of none.
    """
    return session.execute(
        select(
            Recovery,
            Application.reference,
            Application.title,
            Municipality.name.label("town"),
        )
        .join(Application, Application.id == Recovery.application_id)
        .join(Municipality, Municipality.key == Application.lead_key)
        .where(Recovery.state.in_(OPEN), ~hidden_from(actor))
        .order_by(Recovery.due_on, Application.reference)
        .limit(LONGEST_LIST)
    ).all()


def due_recoveries(session: Session, now: datetime) -> list[tuple[UUID, str]]:
    """List recoveries with what the clock does: 'fall_due', 'resume', 'lapse', or 'remind'."""
    today = berlin.local_date(now)
    payable = Recovery.state.in_((State.DUE, State.IN_INSTALMENTS))
    rows = session.execute(
        select(Recovery.id, Recovery.state, Recovery.final_on, Recovery.due_on)
        .where(
            or_(
                and_(Recovery.state == State.ORDERED, Recovery.final_on <= today),
                and_(Recovery.state == State.DEFERRED, Recovery.due_on <= today),
                and_(payable, Recovery.due_on < today),
                and_(
                    Recovery.state.in_(OWING[:3]),
                    Recovery.due_on <= today + TOLD_BEFORE,
                    Recovery.told == 0,
                ),
            ),
            # While a remedy against a notice that stands is pending, the collection rests.
            ~settlement_attacked(),
            ~interest_attacked(),
        )
        .order_by(Recovery.due_on, Recovery.id)
    )
    return [(row.id, _deed(row, today)) for row in rows]


def _deed(row: Any, today: date) -> str:
    if row.state == State.ORDERED:
        return "fall_due"
    if row.state == State.DEFERRED and row.due_on <= today:
        return "resume"
    return "lapse" if row.due_on < today else "remind"
