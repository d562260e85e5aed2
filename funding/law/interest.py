"""Interest on what is to be repaid: points above the base rate, day by day (§ 49a VwVfG)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from funding.law.financing import half_up

# Act/365: no binding source; the days of a leap year count by 365 as well.
YEAR_DAYS = 365
POINTS = 10_000
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A span of days with one rate: first and last day that count, the rate in basis points."""

    first: date
    last: date
    basis_points: int
    exact: Fraction

    @property
    def days(self) -> int:
        """Return how many days count."""
        return (self.last - self.first).days + 1

    @property
    def cents(self) -> int:
        """Return the interest of the span, rounded half up, for reading."""
        return half_up(self.exact)


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest in cents, rounded once from the exact spans."""

    cents: int
    spans: tuple[Span, ...]


class RateMissing(Exception):
    """The base rate is not known from a day on (Berlin), or before it if ``before``."""

    def __init__(self, day: date, *, before: bool = False) -> None:
        self.day, self.before = day, before
        where = "vor dem" if before else "ab"
        super().__init__(f"Basiszinssatz {where} {day:%d.%m.%Y} fehlt")


def interest(
    amount_cents: int, first: date, last: date, base: Mapping[date, int], points: int
) -> Interest:
    """Compute simple interest from the first to the last day that counts, both included.

    ``base`` holds the base rate in basis points by the day from which it is known; it moves on
    1 January and 1 July (§ 247 Abs. 1 BGB), and the last one known is good for its half-year
    only. ``points`` are those above it, in basis points. Raises :class:`RateMissing`.
    """
    spans: list[Span] = []
    begins = first
    while begins <= last:
        since = _since(begins, base)
        ends = min(last, _end_of(since, base) - ONE_DAY)
        rate = max(0, base[since] + points)
        days = (ends - begins).days + 1
        exact = Fraction(amount_cents * rate * days, POINTS * YEAR_DAYS)
        spans.append(Span(begins, ends, rate, exact))
        begins = ends + ONE_DAY
    return Interest(half_up(sum((one.exact for one in spans), Fraction(0))), tuple(spans))


def _half_year_after(day: date) -> date:
    return date(day.year, 7, 1) if day.month < 7 else date(day.year + 1, 1, 1)  # noqa: PLR2004


def _since(day: date, base: Mapping[date, int]) -> date:
    """Return since when the rate of a day is valid, or raise ``RateMissing``."""
    known = [since for since in base if since <= day]
    if not known:
        raise RateMissing(min(base, default=day), before=True)
    if day >= (end := _end_of(max(known), base)):
        raise RateMissing(end)
    return max(known)


def _end_of(since: date, base: Mapping[date, int]) -> date:
    """Return the day on which a rate gives way: to the next one known, or to one unknown."""
    return min((later for later in base if later > since), default=_half_year_after(since))
