"""The set of cases with the most points that the money pays for, exactly, in whole numbers.

For each action field the least money that reaches so many points is worked out, case by case
(dynamic programming over points), and then the fields are laid together within the envelope. What
cannot be part of a best set is dropped by a bound. A narrow look first finds a good set, so that
only what could be better than that is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from funding.law.best_field import (
    FREE,
    NARROW,
    START,
    Count,
    Field,
    Item,
    Price,
    State,
    TooMuchWork,
    by_worth,
    cheapest,
    thinned,
)

# What a page may take time for: about a second.
MOST_WORK = 1_000_000


class Best(NamedTuple):
    """The best set: its cases, points and cents; no set has more points than ``bound``.

    ``seen`` says how many combinations were looked at.
    """

    keys: frozenset[str]
    points: int
    cents: int
    bound: int
    seen: int

    @property
    def proven(self) -> bool:
        """Tell whether no other set has more points; only a very odd list leaves that open."""
        return self.points == self.bound


def best_set(
    items: Iterable[Item], lines: Mapping[str, int], envelope: int, most_work: int = MOST_WORK
) -> Best:
    """Return the cases with the most points within lines and envelope, the cheapest."""
    count = Count(most_work)
    fields: dict[str, list[Item]] = {}
    for item in items:
        if item.points > 0 and 0 < item.cents <= min(lines.get(item.field, 0), envelope):
            fields.setdefault(item.field, []).append(item)
    rooms = {name: min(lines[name], envelope) for name in fields}
    parts = [Field(ones, rooms[name], FREE, count) for name, ones in fields.items()]
    alone = [part.best() for part in parts]
    if sum(state[1] for state in alone) <= envelope:
        points, cents = sum(s[0] for s in alone), sum(s[1] for s in alone)
        bound = sum(part.most for part in parts)
        return Best(_keys(s[2] for s in alone), points, cents, bound, count.seen)
    price = _price(fields, rooms, envelope)
    parts = [Field(ones, rooms[name], price, count) for name, ones in fields.items()]
    found, bound = _together(parts, envelope, count)
    return Best(_keys([found[2]]), found[0], found[1], bound, count.seen)


def _price(fields: Mapping[str, Sequence[Item]], rooms: Mapping[str, int], envelope: int) -> Price:
    """Return what the last cent of the envelope buys where cases can be paid in part."""
    pieces: list[Item] = []
    for name, items in fields.items():
        room = rooms[name]
        for item in by_worth(items):
            if room <= 0:
                break
            pieces.append(item)
            room -= item.cents
    left = envelope
    for item in by_worth(pieces):
        left -= item.cents
        if left <= 0:
            return Price(item.points, item.cents)
    return FREE


Laid = list[tuple[int, State]]  # sets with what they lose against the bound


def _together(fields: Sequence[Field], envelope: int, count: Count) -> tuple[State, int]:
    """Lay the sets of the fields together within the envelope; return the best, and the bound."""
    for one in fields:
        one.best()
    price = fields[0].price
    top = sum(one.most for one in fields) + price.points * envelope
    good, lost = _in_turn(fields, envelope), 8 * price.cents
    parts = [_sets(one, lost, NARROW) for one in fields]
    near = _highest(_lay(parts, top, envelope, count, NARROW))
    good = max(good, near, key=lambda state: state[0])
    lost = top - price.cents * good[0]
    try:
        parts = [_sets(one, lost) for one in fields]
        better = _highest(_lay(parts, lost, envelope, count))
    except TooMuchWork:
        return good, top // price.cents
    return better, better[0]


def _in_turn(fields: Sequence[Field], envelope: int) -> State:
    """Take case by case, the best for its money first, as long as line and envelope last."""
    rooms = {item.key: one for one in fields for item in one.items}
    left = {id(one): one.room for one in fields}
    points, cents, chain = START
    for item in by_worth([item for one in fields for item in one.items]):
        here = id(rooms[item.key])
        if item.cents <= min(left[here], envelope - cents):
            left[here] -= item.cents
            points, cents, chain = points + item.points, cents + item.cents, (chain, item.key)
    return points, cents, chain


def _sets(field: Field, lost: int, width: int = 0) -> Laid:
    states = field.states(lost, width)
    return sorted(
        ((field.most - field.price.worth(state), state) for state in states), key=_by_loss
    )


def _by_loss(one: tuple[int, State]) -> int:
    return one[0]


def _highest(laid: Laid) -> State:
    return max((state for _lost, state in laid), key=lambda s: (s[0], -s[1]), default=START)


def _lay(parts: Sequence[Laid], most: int, envelope: int, count: Count, width: int = 0) -> Laid:
    """Lay the sets of every field to those of the others; ``width`` keeps some of them only."""
    whole: Laid = [(0, START)]
    for part in parts:
        pairs: Laid = []
        for lost, (points, cents, chain) in whole:
            begun = len(pairs)
            for further, (more, cost, its) in part:
                if lost + further > most:
                    break
                if cents + cost <= envelope:
                    pairs.append((lost + further, (points + more, cents + cost, (chain, its))))
            count.add(1 + len(pairs) - begun, narrow=width > 0)
        whole = thinned(sorted(_cheap(pairs), key=_by_loss), width)
    return whole


def _cheap(pairs: Laid) -> Laid:
    """Keep of all sets the cheapest for their points."""
    kept, highest = [], -1
    for pair in sorted(pairs, key=lambda one: cheapest(one[1])):
        if pair[1][0] > highest:
            highest = pair[1][0]
            kept.append(pair)
    return kept


def _keys(chains: Iterable[Any]) -> frozenset[str]:
    """Gather the cases of chains."""
    found, left = [], list(chains)
    while left:
        one = left.pop()
        if isinstance(one, str):
            found.append(one)
        elif one is not None:
            left += one
    return frozenset(found)
