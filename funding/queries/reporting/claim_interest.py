"""Interest on what is reclaimed (§ 49a Abs. 3 VwVfG): a proposal; asking for it is an act apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sqlalchemy import select

from funding.law import berlin
from funding.law.interest import RateMissing
from funding.law.outstanding import Outstanding, interest_on_balance, overpaid_parts
from funding.law.periods import end_of_period
from funding.models import Payment, Received, Recovery
from funding.queries.administration import rules
from funding.queries.case import Case
from funding.queries.reporting.claims import dropped_of
from funding.queries.reporting.recoveries import granted_relief, received_for
from funding.queries.reporting.settled_interest import (
    USE,
    parts_of,
    settled_on_claims,
    settled_sources,
    taken_off,
)
from workflows.recovery import ENDED, State


@dataclass(frozen=True, slots=True)
class ClaimInterest:
    """Interest until a day, or the day (Berlin) from which the base rate is not known.

    ``asked`` tells whether it reaches the limit below which none is asked for; ``in_time`` whether
    all came back until the day that was set, which allows to waive it (§ 49a Abs. 3 Satz 2).
    """

    last: date
    found: Outstanding | None
    missing: date | None
    asked: bool
    in_time: bool


def claim_interest(case: Case, recovery: Recovery) -> ClaimInterest:
    """Compute interest from the day after what was overpaid was paid, until it is back.

    Of what was paid the latest euros count as overpaid. As long as the claim is open it is computed
    until today; where it was given up, until that day. Left out is what is settled: on late use,
    and on the claims before it.
    """
    came = received_for(case.session, recovery)
    before = returned_before(case)
    changes = [*_unclaimed(case, overpaid(case, recovery))]
    changes += [(one.value_on, -one.amount_cents) for one in (*before, *came)]
    changes += taken_off(settled_on_claims(case, len(dropped_of(case))))
    last = _last(case, recovery)
    base = rules.known(case.session, "base_rate_basis_points")
    in_time = recovery.state == State.PAID and came[-1].value_on <= _set(case, recovery)
    try:
        points = case.rule("interest_basis_points")
        found = interest_on_balance(changes, last, base, points)
    except RateMissing as gap:
        return ClaimInterest(last, None, gap.day, asked=False, in_time=in_time)
    asked = found.cents >= case.rule("interest_floor_cents")
    return ClaimInterest(last, found, None, asked, in_time)


def _unclaimed(case: Case, parts: Iterable[tuple[date, int]]) -> Iterator[tuple[date, int]]:
    """Let interest begin later on what bore interest already because it was used late.

    For the same euro no day is asked for twice (§ 49a Abs. 3 and 4 VwVfG): what is settled until a
    day bears interest from the day after. Of a payment the other euros count first.
    """
    settled = settled_sources(case, USE)
    for day, cents in parts:
        left = cents
        for source in settled:
            again = min(left - source["reclaimed_cents"], source["amount_cents"])
            if source["paid_on"] == day.isoformat() and again > 0:
                yield date.fromisoformat(source["last"]), again
                left -= again
        if left:
            yield day, left


def overpaid(case: Case, recovery: Recovery) -> tuple[tuple[date, int], ...]:
    """Return which parts of which payments are reclaimed: the latest euros that were paid."""
    before = sum(one.amount_cents for one in returned_before(case))
    return overpaid_parts(_payments(case), recovery.amount_cents + before)


def returned_before(case: Case) -> list[Received]:
    """List what had come in for claims whose notices do not stand any more: it was overpaid too."""
    dropped = (received_for(case.session, one) for one in dropped_of(case))
    return sorted(chain.from_iterable(dropped), key=lambda one: one.value_on)


def given_up_parts(case: Case) -> tuple[tuple[date, int], ...]:
    """Return on which parts of which payments interest was given up with the claims before."""
    settled = parts_of(settled_on_claims(case, len(dropped_of(case))))
    most = max((part["owed_cents"] for part in settled), default=0)
    return overpaid_parts(_payments(case), most)


def _payments(case: Case) -> list[tuple[date, int]]:
    """List what was paid and came back before it was reclaimed, by value date."""
    rows = case.session.execute(
        select(Payment.value_on, Payment.amount_cents)
        .where(
            Payment.application_id == case.application.id,
            Payment.received_id.is_(None),
        )
        .order_by(Payment.value_on, Payment.recorded_at)
    )
    return [(row.value_on, row.amount_cents) for row in rows]


def _last(case: Case, recovery: Recovery) -> date:
    if recovery.state == State.PAID:
        return max(one.value_on for one in received_for(case.session, recovery))
    relief = granted_relief(case.session, recovery)
    if recovery.state in ENDED and relief is not None and relief.decided_at is not None:
        return berlin.local_date(relief.decided_at)
    return case.today


def _set(case: Case, recovery: Recovery) -> date:
    """Return the day until which the claim was first payable."""
    return end_of_period(recovery.final_on, months=case.rule("recovery_months")).end
