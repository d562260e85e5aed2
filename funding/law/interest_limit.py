"""Which interest can no longer be claimed: it lapses by the year (§§ 195, 199 BGB by analogy)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from funding.law.financing import half_up
from funding.law.interest import Span
from funding.law.outstanding import Outstanding, Owed

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class YearOfInterest:
    """The interest that arose in one year, and the last day on which it can be claimed."""

    year: int
    lapses_on: date
    barred: bool
    parts: tuple[Owed, ...]

    @property
    def exact(self) -> Fraction:
        """Return it in cents, not rounded."""
        return sum((part.span.exact for part in self.parts), Fraction(0))

    @property
    def cents(self) -> int:
        """Return it in cents, rounded half up, for reading."""
        return half_up(self.exact)


def lapses_on(year: int, limit_years: int) -> date:
    """Return the last day of some years after the end of the year in which interest arose."""
    return date(year + limit_years, 12, 31)


def by_year(
    parts: Iterable[Owed], arises_on: date, on: date, limit_years: int
) -> tuple[YearOfInterest, ...]:
    """Sort interest by the year in which it arose, the earliest first.

    It arises day by day, but never before ``arises_on``, the day on which the claim to it came
    into being: what runs for the time before arises with it. It can be claimed on ``on`` unless
    the limit of its year is over by then.
    """
    found: defaultdict[int, list[Owed]] = defaultdict(list)
    for part in parts:
        for piece in _in_years(part):
            found[max(piece.span.first.year, arises_on.year)].append(piece)
    return tuple(
        YearOfInterest(year, limit, on > limit, tuple(found[year]))
        for year in sorted(found)
        for limit in (lapses_on(year, limit_years),)
    )


def claimable(years: Iterable[YearOfInterest]) -> Outstanding:
    """Return what can still be claimed of these years, rounded once."""
    parts = tuple(part for one in years if not one.barred for part in one.parts)
    return Outstanding(half_up(sum((p.span.exact for p in parts), Fraction(0))), parts)


def next_limit(years: Iterable[YearOfInterest]) -> date | None:
    """Return the last day for the earliest year of which something can still be claimed."""
    return min((one.lapses_on for one in years if not one.barred and one.exact), default=None)


def _in_years(part: Owed) -> Iterator[Owed]:
    """Cut what was owed during a span at each turn of the year."""
    span, first = part.span, part.span.first
    while first <= span.last:
        last = min(span.last, date(first.year, 12, 31))
        days = (last - first).days + 1
        exact = span.exact * days / span.days
        yield Owed(part.cents, Span(first, last, span.basis_points, exact))
        first = last + ONE_DAY
