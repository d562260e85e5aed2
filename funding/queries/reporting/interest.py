"""All interest of a case (§ 49a Abs. 3 and 4 VwVfG): what it runs on, and what has lapsed of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from funding.law.interest_limit import YearOfInterest, by_year, claimable, next_limit
from funding.law.outstanding import Owed
from funding.models import Drawdown, Recovery
from funding.queries.case import Case
from funding.queries.reporting.claim_interest import claim_interest, given_up_parts, overpaid
from funding.queries.reporting.claims import dropped_of, recovery_of
from funding.queries.reporting.settled_interest import CLAIM, USE, Key, settled_keys
from funding.queries.spending.use_interest import UseInterest, use_interest
from workflows.recovery import ENDED


@dataclass(frozen=True, slots=True)
class Source:
    """What interest runs on, in cents, and by the years in which it arose; ``number``: drawdown.

    ``number`` of a claim counts those before it whose notices were set aside.
    ``final``: nothing is added to it any more. ``missing``: from which day (Berlin) on the base
    rate is not known; then there are no years. ``in_time``: all came back until the day that was
    set. Of a drawdown ``reclaimed_cents`` bear interest as reclaimed, and are not in the amount.
    """

    kind: str
    number: int
    amount_cents: int
    arises_on: date
    last: date
    final: bool
    missing: date | None
    years: tuple[YearOfInterest, ...]
    in_time: bool = False
    reclaimed_cents: int = 0
    paid_on: date | None = None
    use_until: date | None = None

    @property
    def key(self) -> Key:
        """Return by what it is known within its case."""
        return self.kind, self.number

    @property
    def cents(self) -> int:
        """Return what can be claimed of it, rounded, for reading."""
        return claimable(self.years).cents


@dataclass(frozen=True, slots=True)
class CaseInterest:
    """The interest of a case that is neither claimed nor given up, as of a day (Berlin)."""

    on: date
    floor_cents: int
    limit_years: int
    sources: tuple[Source, ...] = field(default=())

    @property
    def years(self) -> tuple[YearOfInterest, ...]:
        """Return all years of all sources."""
        return tuple(year for source in self.sources for year in source.years)

    @property
    def cents(self) -> int:
        """Return what can be claimed, rounded once from the exact parts."""
        return claimable(self.years).cents

    @property
    def barred_cents(self) -> int:
        """Return what has lapsed, for reading."""
        return sum(year.cents for year in self.years if year.barred)

    @property
    def missing(self) -> date | None:
        """Return the first day whose base rate is not known."""
        return min((one.missing for one in self.sources if one.missing), default=None)

    @property
    def final(self) -> bool:
        """Tell whether it stands until when all of it runs."""
        return all(one.final for one in self.sources)

    @property
    def asked(self) -> bool:
        """Tell whether it reaches the limit below which none is asked for."""
        return 0 < self.cents >= self.floor_cents

    @property
    def limit(self) -> date | None:
        """Return the last day for the earliest year that can still be claimed.

        Nothing lapses that will not be asked for: what is final and below the limit.
        """
        return None if self.final and not self.asked else next_limit(self.years)


def interest_of(case: Case, on: date | None = None) -> CaseInterest:
    """Compute the interest of a case that is neither claimed nor given up.

    ``on``: the day on which the town is notified of a claim to it; without one, today.
    """
    day = on or case.today
    years = case.rule("interest_limit_years")
    settled = settled_keys(case)
    found = tuple(one for one in _sources(case, day, years) if one.key not in settled)
    return CaseInterest(day, case.rule("interest_floor_cents"), years, found)


def _sources(case: Case, on: date, limit_years: int) -> Iterator[Source]:
    recovery = recovery_of(case)
    reclaimed = _by_day(given_up_parts(case))
    if recovery is not None:
        reclaimed |= _by_day(overpaid(case, recovery))
        yield _of_claim(case, recovery, on, limit_years)
    draws = case.session.scalars(
        select(Drawdown)
        .where(Drawdown.application_id == case.application.id, Drawdown.value_on.is_not(None))
        .order_by(Drawdown.number)
    )
    for draw in draws:
        day = draw.value_on or on
        # For the same euro and the same day interest is asked for once.
        less = min(reclaimed[day], draw.amount_cents)
        reclaimed[day] -= less
        found = use_interest(case, draw, less)
        if found is not None:
            yield _of_use(draw, found, less, on, limit_years)


def _by_day(parts: Iterable[tuple[date, int]]) -> Counter[date]:
    """Add up parts of payments by the day on which they were paid."""
    found = Counter[date]()
    for day, cents in parts:
        found[day] += cents
    return found


def _of_claim(case: Case, recovery: Recovery, on: date, limit_years: int) -> Source:
    found = claim_interest(case, recovery)
    notice = case.final_notice
    arises = notice.notified_on if notice else recovery.issued_on
    parts = found.found.parts if found.found else ()
    return Source(
        CLAIM,
        len(dropped_of(case)),
        recovery.amount_cents,
        arises,
        found.last,
        recovery.state in ENDED,
        found.missing,
        by_year(parts, arises, on, limit_years),
        in_time=found.in_time,
    )


def _of_use(draw: Drawdown, found: UseInterest, less: int, on: date, limit_years: int) -> Source:
    amount = draw.amount_cents - less
    spans = found.found.spans if found.found else ()
    # That money was not used in time is known once its period is over.
    arises = found.use_until
    return Source(
        USE,
        draw.number,
        amount,
        arises,
        found.last,
        found.ended,
        found.missing,
        by_year((Owed(amount, span) for span in spans), arises, on, limit_years),
        reclaimed_cents=less,
        paid_on=draw.value_on,
        use_until=found.use_until,
    )
