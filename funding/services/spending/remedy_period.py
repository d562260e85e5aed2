"""The period for remedies against the notices beside the decision is a deadline of its case."""

from __future__ import annotations

from funding.queries.case import Case
from funding.queries.spending.remedies import first_remedy_end
from funding.services.deadlines.run_timers import set_timer

PERIOD = "notice_remedy"


def keep_period(case: Case, by: str) -> None:
    """Let it run until the first day on which such a period ends; end it where none runs.

    The case does not wait for it: it is the town's right to let it pass.
    """
    set_timer(case, PERIOD, first_remedy_end(case), by)
