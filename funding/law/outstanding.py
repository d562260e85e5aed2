"""Interest on what is owed while it changes: paid in parts, paid back in parts (§ 49a VwVfG)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from funding.law.financing import half_up
from funding.law.interest import Span, interest

ONE_DAY = timedelta(days=1)
Change = tuple[date, int]


@dataclass(frozen=True, slots=True)
class Owed:
    """What was owed in cents during a span of days with one rate."""

    cents: int
    span: Span


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Interest in cents, rounded once, and the spans that it is made of."""

    cents: int
    parts: tuple[Owed, ...]


def interest_on_balance(
    changes: Iterable[Change], last: date, base: Mapping[date, int], points: int
) -> Outstanding:
    """Compute simple interest on a balance until the last day that counts.

    ``changes`` are days (Berlin) with what was paid out (cents) or came back (negative). The day of
    a payment does not count, that of a repayment still does (§ 187 Abs. 1 BGB). ``base`` and
    ``points`` as in :func:`funding.law.interest.interest`, which raises ``RateMissing``.
    """
    moved: defaultdict[date, int] = defaultdict(int)
    for day, cents in changes:
        moved[day + ONE_DAY] += cents
    begins = [day for day in sorted(moved) if day <= last]
    parts, owed = list[Owed](), 0
    for day, following in pairwise([*begins, last + ONE_DAY]):
        owed += moved[day]
        if owed > 0:
            found = interest(owed, day, following - ONE_DAY, base, points)
            parts += [Owed(owed, span) for span in found.spans]
    total = sum((part.span.exact for part in parts), Fraction(0))
    return Outstanding(half_up(total), tuple(parts))


def overpaid_parts(payments: Iterable[Change], claim_cents: int) -> tuple[Change, ...]:
    """Return which parts of which payments were too much: of all that was paid, the latest euros.

    ``payments`` in the order of their days; what came back (negative) takes the latest away first.
    """
    standing: list[Change] = []
    for day, cents in payments:
        rest = cents
        while rest < 0 and standing:
            latest, paid = standing.pop()
            rest += paid
            day = latest
        if rest > 0:
            standing.append((day, rest))
    found, left = list[Change](), claim_cents
    for day, cents in reversed(standing):
        part = min(left, cents)
        if part > 0:
            found.append((day, part))
            left -= part
    return tuple(reversed(found))
