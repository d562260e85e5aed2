"""What if: other amounts, cases left out, the best set instead of the ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from funding.law.best_field import Item
from funding.law.best_set import Best, best_set
from funding.law.ranking import COUNTED, Bid, Placed, placed

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Scenario:
    """Percent of what is asked for, amounts of single cases in cents, and who is left out."""

    percent: int = WHOLE
    amounts: Mapping[str, int] = field(default_factory=dict)
    out: frozenset[str] = frozenset()
    best: bool = False

    @property
    def plain(self) -> bool:
        """Tell whether it is what stands today."""
        return self == PLAIN

    def kept(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "percent": self.percent,
            "amounts": dict(sorted(self.amounts.items())),
            "out": sorted(self.out),
            "best": self.best,
        }


PLAIN = Scenario()


def read(kept: Mapping[str, Any]) -> Scenario:
    """Return what was kept."""
    return Scenario(kept["percent"], kept["amounts"], frozenset(kept["out"]), kept["best"])


@dataclass(frozen=True, slots=True)
class Money:
    """What listed cases can get, in cents: by action field and in the envelope."""

    lines: Mapping[str, int]
    envelope: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scenario would come to: every case in its place, and the best set if it is asked."""

    rows: Sequence[Placed]
    money: Money
    best: Best | None = None

    @property
    def cases(self) -> int:
        """Count the cases that get money."""
        return sum(row.fits for row in self.rows)

    @property
    def cents(self) -> int:
        """Sum up the money they get."""
        return sum(row.bid.cents for row in self.rows if row.fits)

    @property
    def points(self) -> int:
        """Sum up their points, in hundredths."""
        return sum(row.bid.points for row in self.rows if row.fits)

    @property
    def left_cents(self) -> int:
        """Return what is left of the envelope."""
        return self.money.envelope - self.cents

    def given_in(self, code: str) -> int:
        """Sum up the money that the cases of an action field get."""
        return sum(r.bid.cents for r in self.rows if r.why in COUNTED and r.bid.field == code)


def amount_of(row: Any, scenario: Scenario) -> int:
    """Return what a case gets in a scenario, in cents, if it gets anything.

    Whoever has money keeps the amount, unless it is named.
    """
    if row.reference in scenario.amounts:
        return scenario.amounts[row.reference]
    if row.reserved_cents:
        return int(row.reserved_cents)
    if scenario.percent != WHOLE:
        return int(row.requested_cents) * scenario.percent // WHOLE
    return int(row.amount_cents or row.requested_cents)


def weigh(rows: Sequence[Any], money: Money, scenario: Scenario, *, strict: bool) -> Outcome:
    """Work out who would get money."""
    bids = [
        Bid(
            row.reference,
            row.field,
            row.points or 0,
            amount_of(row, scenario),
            held=row.reserved_cents > 0,
            out=row.reference in scenario.out,
        )
        for row in rows
    ]
    best = _best(bids, money) if scenario.best else None
    chosen = best.keys if best else None
    found = placed(bids, money.lines, money.envelope, strict=strict, chosen=chosen)
    return Outcome(found, money, best)


def _best(bids: Sequence[Bid], money: Money) -> Best:
    """Find the best set of those without money within what those with money leave."""
    held = [bid for bid in bids if bid.held and not bid.out]
    lines = dict(money.lines)
    for bid in held:
        lines[bid.field] = lines.get(bid.field, 0) - bid.cents
    items = [
        Item(bid.key, bid.field, bid.points, bid.cents)
        for bid in bids
        if not bid.held and not bid.out
    ]
    return best_set(items, lines, money.envelope - sum(bid.cents for bid in held))
