"""Why remedies against a notice about interest run until the day that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from funding.law.explanation import Explanation
from funding.models import InterestClaim
from funding.queries.case import Case
from funding.queries.spending.notice_dates import notice_dates


def reckoned(case: Case, proposals: Sequence[InterestClaim]) -> dict[int, tuple[Explanation, ...]]:
    """Return the steps of the days of each notice, by the number of its proposal."""
    return {
        one.number: notice_dates(
            case, one.issued_on, one.channel, one.notified_on, one.waived_on
        ).steps
        for one in proposals
        if one.issued_on and one.channel
    }
