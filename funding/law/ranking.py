"""Cases in the order of their points, and how far down the money goes: integer points and cents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

# Why a case gets money or not: it has it already, it fits, it was left out on purpose, line or
# envelope is too short, a better one that is too short stands before it, it is not in the set.
Why = Literal["held", "fits", "out", "line", "envelope", "behind", "unchosen"]
COUNTED: frozenset[Why] = frozenset({"held", "fits"})


@dataclass(frozen=True, slots=True)
class Bid:
    """A case as the ranking sees it; ``held``: money is reserved for it, ``out``: left out."""

    key: str
    field: str
    points: int
    cents: int
    held: bool = False
    out: bool = False


class Placed(NamedTuple):
    """A case in its place: rank by points, sum down to it, whether it fits, and what is missing."""

    bid: Bid
    rank: int
    sum_cents: int
    why: Why
    missing: int

    @property
    def fits(self) -> bool:
        """Tell whether the case gets its money."""
        return self.why in COUNTED


def placed(
    bids: Sequence[Bid],
    lines: Mapping[str, int],
    envelope: int,
    *,
    strict: bool,
    chosen: frozenset[str] | None = None,
) -> list[Placed]:
    """Give the money out down the ranking, to those who have it already first.

    ``bids`` come in the order of rank. ``strict``: behind a case that is too dear nobody of its
    action field gets money, and nobody at all where the envelope is too short for it. ``chosen``:
    of those without money only these get some.
    """
    ranks = {bid.key: number for number, bid in enumerate(bids, 1)}
    left, whole, total = dict(lines), envelope, 0
    shut: set[str] = set()
    found = []
    for bid in (*(b for b in bids if b.held), *(b for b in bids if not b.held)):
        room = left.get(bid.field, 0)
        why = _why(bid, room, whole)
        if why == "fits" and chosen is not None and bid.key not in chosen:
            why = "unchosen"
        if strict and chosen is None and not bid.held and why != "out":
            if shut & {bid.field, ""}:
                why = "behind" if why == "fits" else why
            elif why != "fits":
                shut.add("" if why == "envelope" else bid.field)
        if why != "out":
            total += bid.cents
        if why in COUNTED:
            left[bid.field], whole = room - bid.cents, whole - bid.cents
        missing = bid.cents - (room if why == "line" else whole)
        short = why in ("line", "envelope")
        found.append(Placed(bid, ranks[bid.key], total, why, missing if short else 0))
    return found


def _why(bid: Bid, line: int, envelope: int) -> Why:
    if bid.out:
        return "out"
    if bid.cents > line:
        return "line"
    if bid.cents > envelope:
        return "envelope"
    return "held" if bid.held else "fits"


def cut(rows: Sequence[Placed], *, whole: bool) -> int | None:
    """Return before which row the money ends: of the envelope as a whole, or of a field's line."""
    ends = ("envelope",) if whole else ("line", "envelope")
    return next((n for n, row in enumerate(rows) if row.why in ends), None)
