"""Interest on drawn money that was used late: a proposal, since asking for it is discretion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from funding.law.drawing import last_need
from funding.law.interest import Interest, RateMissing, interest
from funding.models import Drawdown
from funding.queries.administration import rules
from funding.queries.case import Case

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class UseInterest:
    """Interest from the day after the payment to the day of use, or why it cannot be computed."""

    first: date
    last: date
    use_until: date
    found: Interest | None
    missing: date | None


def use_interest(case: Case, draw: Drawdown) -> UseInterest | None:
    """Return the interest of § 49a Abs. 4 VwVfG where money was not used within its period.

    Whole time between payment and use, so far until today where it is not used yet.
    """
    if draw.value_on is None or draw.refund:
        return None
    until = last_need(draw.value_on, case.rule("use_months"))
    last = draw.used_on or case.today
    if last <= until:
        return None
    first = draw.value_on + ONE_DAY
    base = rules.known(case.session, "base_rate_basis_points")
    points = case.rule("interest_basis_points")
    try:
        return UseInterest(
            first, last, until, interest(draw.amount_cents, first, last, base, points), None
        )
    except RateMissing as gap:
        return UseInterest(first, last, until, None, gap.day)
