"""The day by which interest of a case lapses: set, moved and ended with what it runs on."""

from __future__ import annotations

from funding.queries.case import Case
from funding.queries.reporting.interest import interest_of
from funding.queries.reporting.interest_claims import LIMIT
from funding.services.deadlines.run_timers import set_timer


def keep_limit(case: Case, by: str) -> None:
    """Let it run until the end of the earliest year that is not claimed; end it where none is.

    Where a base rate is missing nothing can be said, and it stays as it is.
    """
    case.session.flush()
    found = interest_of(case)
    if found.missing is None:
        set_timer(case, LIMIT, found.limit, by)
