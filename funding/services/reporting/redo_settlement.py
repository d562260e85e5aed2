"""A settlement is made anew: its notice was set aside at court, or the office takes it back."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.errors import Outdated
from funding.models import Application, InterestClaim, Recovery
from funding.models.recovery import GRANT, INTEREST
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reporting.claims import recovery_of
from funding.queries.reporting.interest_claims import proposals_of
from funding.queries.reporting.settled_interest import CLAIM, keys_of
from funding.queries.spending.papers import About
from funding.services import step
from funding.services.reporting import interest_step
from funding.services.reporting.drop_claim import drop_claim
from funding.services.reporting.interest_limit import keep_limit
from funding.services.spending.finality import keep_waiting
from funding.services.spending.issue_notice import end_about
from funding.services.spending.remedy_period import keep_period
from workflows.application import Trigger
from workflows.interest_claim import OPEN, State
from workflows.interest_claim import Trigger as InterestTrigger


def redo_settlement(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Go back to the audit: the final notice ends, and with it what was reclaimed by it.

    What came in for it stays booked. Raises as every step of a case does; ``money_left`` where
    what was granted is not there any more.
    """
    case = find.case(session, actor, key, details)
    read = case.application.version
    if version is not None and version != read:
        raise Outdated(version, read)
    notice = case.final_notice
    step.take(case, Trigger.REDO_SETTLEMENT, final_cents=None)
    if notice is not None:
        notice.set_aside_on = case.today
    session.flush()
    case = Case(session, actor, case.application, details)  # as it is now, without that notice
    for one in proposals_of(case):
        if one.state in OPEN:
            end_about(case, About(INTEREST, one.id), Trigger.REDO_SETTLEMENT)
            interest_step.take(case, one, InterestTrigger.OVERTAKE, {})
        elif _rests_on_it(case, one):
            _drop(case, session.get(Recovery, one.recovery_id))
    _drop(case, recovery_of(case, GRANT))
    keep_limit(case, str(Trigger.REDO_SETTLEMENT))
    keep_period(case, str(Trigger.REDO_SETTLEMENT))
    keep_waiting(case, str(Trigger.REDO_SETTLEMENT))  # other actions go on beside it
    return case.application


def _rests_on_it(case: Case, one: InterestClaim) -> bool:
    """Tell whether interest was claimed on what is reclaimed no more."""
    if one.state != State.SIGNED or recovery_of(case) is None:
        return False
    return CLAIM in {kind for kind, _ in keys_of(one.figures)}


def _drop(case: Case, claim: Recovery | None) -> None:
    if claim is not None and claim.dropped_at is None:
        drop_claim(case, claim)
