"""Until when a town keeps the receipts of its project."""

from __future__ import annotations

from datetime import date

from funding.law import berlin
from funding.law.periods import end_of_period
from funding.queries.case import Case


def receipts_until(case: Case) -> date | None:
    """Return the day, counted in years from handing in the proof; ``None`` where there is none."""
    if case.proof is None or case.proof.handed_in_at is None:
        return None
    handed_in = berlin.local_date(case.proof.handed_in_at)
    return end_of_period(handed_in, years=case.rule("receipts_years")).raw_end
