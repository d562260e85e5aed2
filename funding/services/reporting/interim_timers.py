"""The deadlines of interim proofs: the town's next one, and that of the office."""

from __future__ import annotations

from funding.queries.case import Case
from funding.queries.reporting.hearings import writable
from funding.queries.reporting.interims import next_check, next_due
from funding.services.deadlines.run_timers import set_timer
from workflows.interim_proof import CHECK, DUE


def keep_interims(case: Case, by: str) -> None:
    """Let them run as the interim proofs of the case need it now; of each kind the first.

    A later end of the project brings another year, a settled case owes none.
    """
    case.session.flush()
    set_timer(case, DUE, next_due(case) if writable(case) else None, by)
    set_timer(case, CHECK, next_check(case), by)
