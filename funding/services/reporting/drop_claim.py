"""A claim ends with the notice by which it was made: set aside at court, or taken back."""

from __future__ import annotations

from typing import Any

from funding.models import Recovery
from funding.queries.case import Case
from funding.services.reporting import recovery_step
from workflows.recovery import OPEN, Trigger


def drop_claim(case: Case, claim: Recovery) -> None:
    """End what is claimed with its notice; what is already paid or given up stays so."""
    gone: dict[str, Any] = {"dropped_at": case.now}
    if claim.state in OPEN:
        recovery_step.take(case, claim, Trigger.DROP, {}, **gone)
    else:
        claim.dropped_at = case.now
        case.session.flush()
