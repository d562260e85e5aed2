"""The town is notified of a notice beside that of the decision: what it does is done now.

A settlement, a change or interest waits as it was signed until then, as a decision does.
"""

from __future__ import annotations

from collections.abc import Callable

from funding.models import IssuedNotice
from funding.models.issued_notice import CHANGE, FINAL, INTEREST
from funding.queries.case import Case
from funding.queries.details import Details
from funding.services.reporting.ask_interest import serve_interest
from funding.services.reporting.serve_settlement import serve_settlement
from funding.services.spending.issue_step import settle_timers
from funding.services.spending.record_change_notice import serve_change, unserve_change
from workflows.decision_notice import Trigger

SERVES: dict[str, Callable[[Case, IssuedNotice], None]] = {
    FINAL: serve_settlement,
    CHANGE: serve_change,
    INTEREST: serve_interest,
}


def serve(case: Case, issue: IssuedNotice, told: Details) -> None:
    """Take the step that a notice brings about, with its dates, its evidence and its signature.

    The case was found with details, which ``told`` adds to.
    """
    assert case.details is not None  # noqa: S101 - see above
    case.details.update(told)
    case.details["served_id"] = issue.id
    case.details["signed_by_id"] = issue.signed_by_id
    SERVES[issue.kind](case, issue)
    settle_timers(case, Trigger.RETRIEVE)


def unserve(case: Case, issue: IssuedNotice) -> None:
    """Undo the record of a notice that came back; only a change allows it, say its guards."""
    if issue.kind == CHANGE:
        unserve_change(case, issue)
