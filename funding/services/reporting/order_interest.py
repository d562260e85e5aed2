"""The claim of interest that begins with its notice."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from funding.law.periods import end_of_period
from funding.models import InterestClaim, Recovery
from funding.models.recovery import INTEREST
from funding.queries.case import Case
from workflows.recovery import State as ClaimState


def ordered(case: Case, one: InterestClaim, days: dict[str, Any], signer_id: UUID) -> Recovery:
    """Return the claim that begins with the notice: income of the state, no money of the grant."""
    final = days["final_on"]
    return Recovery(
        id=uuid4(),
        application_id=case.application.id,
        kind=INTEREST,
        state=ClaimState.ORDERED,
        version=0,
        amount_cents=one.amount_cents,
        paid_cents=0,
        ordered_at=case.now,
        ordered_by_id=signer_id,
        issued_on=days["issued_on"],
        final_on=final,
        due_on=end_of_period(final, months=case.rule("recovery_months")).end,
        told=0,
    )
