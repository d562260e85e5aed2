"""Interest on drawn money that was used late: a proposal, since asking for it is discretion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from funding.law.drawing import last_need
from funding.law.interest import Interest, RateMissing, interest
from funding.models import AuditEntry, Drawdown
from funding.queries.administration import rules
from funding.queries.case import Case
from workflows.drawdown import DRAWDOWN, State, Trigger

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class UseInterest:
    """Interest from the day after the payment to the day of use, or why it cannot be computed.

    ``ended``: the money is used or paid back, so that nothing is added to it any more.
    """

    first: date
    last: date
    use_until: date
    found: Interest | None
    missing: date | None
    ended: bool


def use_interest(case: Case, draw: Drawdown, less_cents: int = 0) -> UseInterest | None:
    """Return the interest of § 49a Abs. 4 VwVfG where money was not used within its period.

    Whole time between payment and use, so far until today where it is not used yet; what was not
    used at all, until it was paid back. ``less_cents`` of it bear interest on another ground.
    """
    if draw.value_on is None or draw.refund:
        return None
    until = last_need(draw.value_on, case.rule("use_months"))
    ended_on = draw.used_on or _paid_back(case, draw)
    last, ended = ended_on or case.today, ended_on is not None
    amount = draw.amount_cents - less_cents
    if last <= until or amount <= 0:
        return None
    first = draw.value_on + ONE_DAY
    base = rules.known(case.session, "base_rate_basis_points")
    points = case.rule("interest_basis_points")
    try:
        found = interest(amount, first, last, base, points)
    except RateMissing as gap:
        return UseInterest(first, last, until, None, gap.day, ended)
    return UseInterest(first, last, until, found, None, ended)


def _paid_back(case: Case, draw: Drawdown) -> date | None:
    """Return the day as of which an unused drawdown came back; its booking names no drawdown."""
    if draw.state != State.REPAID:
        return None
    entry = case.session.scalar(
        select(AuditEntry).where(
            AuditEntry.workflow == DRAWDOWN.name,
            AuditEntry.subject_id == draw.id,
            AuditEntry.trigger == Trigger.REPAY,
        )
    )
    day = entry.details.get("day") if entry else None
    return date.fromisoformat(day) if day else None
