"""The cases of one action field: the least money that reaches so many points within its line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

NARROW = 200
T = TypeVar("T")


class TooMuchWork(Exception):
    """More combinations would have to be looked at than there is time for."""


class Item(NamedTuple):
    """A case that asks for money: its action field, its points and what it costs, in cents."""

    key: str
    field: str
    points: int
    cents: int


# Points, cents, and the cases as a chain: (before, key).
State = tuple[int, int, Any]
START: State = (0, 0, None)


class Count:
    """How many combinations were looked at; a narrow look is short by itself."""

    def __init__(self, most: int) -> None:
        self.seen, self.most = 0, most

    def add(self, number: int, *, narrow: bool = False) -> None:
        """Count; raise :class:`TooMuchWork` beyond the limit."""
        self.seen += number
        if self.seen > self.most and not narrow:
            raise TooMuchWork


class Price(NamedTuple):
    """What a cent of the envelope is worth in points, as a fraction."""

    points: int
    cents: int

    def worth(self, one: Item | State) -> int:
        """Return points less the price of the money, in parts of a point."""
        points, cents = (one.points, one.cents) if isinstance(one, Item) else one[:2]
        return self.cents * points - self.points * cents


FREE = Price(0, 1)


def by_worth(items: Sequence[Item]) -> list[Item]:
    """Sort by points for the money, the best first."""
    return sorted(items, key=lambda item: (-Fraction(item.points, item.cents), item.key))


def cheapest(state: State) -> tuple[int, int]:
    """Return the place of a set among others: the cheapest first, then by points."""
    return state[1], -state[0]


def thinned(sets: list[T], width: int) -> list[T]:
    """Keep the first of a list and some from everywhere; all of it without a width."""
    if not width or len(sets) <= width:
        return sets
    half = width // 2
    return sets[:half] + sets[half :: max(1, (len(sets) - half) // half)]


class Field:
    """The cases of one action field, the money of its line, and the most they can be worth."""

    def __init__(self, items: Sequence[Item], room: int, price: Price, count: Count) -> None:
        self.items, self.room, self.price, self.count = by_worth(items), room, price, count
        self.costs, self.worths = [0], [0]
        for item in self.items:
            worth = price.worth(item)
            if worth <= 0:
                break
            self.costs.append(self.costs[-1] + item.cents)
            self.worths.append(self.worths[-1] + worth)
        self.most = self._rest(0, room)

    def _rest(self, begin: int, room: int) -> int:
        """Return the most that the cases from there on can be worth, if one is paid in part."""
        last = len(self.costs) - 1
        if begin >= last:
            return 0
        until = bisect_right(self.costs, self.costs[begin] + room, begin) - 1
        worth = self.worths[until] - self.worths[begin]
        if until < last:
            left = room - (self.costs[until] - self.costs[begin])
            item = self.items[until]
            worth += left * self.price.worth(item) // item.cents
        return worth

    def states(self, lost: int, width: int = 0) -> list[State]:
        """Return the cheapest sets for their points that lose at most so much against the bound.

        With a ``width``, some of them.
        """
        found = [START]
        for number in range(len(self.items)):
            self.count.add(2 * len(found), narrow=width > 0)
            found = self._extended(found, number, self.most - lost, width)
        return found

    def _extended(
        self, states: Sequence[State], number: int, needed: int, width: int
    ) -> list[State]:
        """Put a case to every set or not; keep what is cheap for its points and can be best."""
        item = self.items[number]
        more = [
            (state[0] + item.points, state[1] + item.cents, (state[2], item.key))
            for state in states
            if state[1] + item.cents <= self.room
        ]
        kept: list[tuple[int, State]] = []
        highest = -1
        for state in sorted([*states, *more], key=cheapest):
            if state[0] <= highest:
                continue
            highest = state[0]
            reach = self.price.worth(state) + self._rest(number + 1, self.room - state[1])
            if reach >= needed:
                kept.append((-reach, state))
        if width and len(kept) > width:
            kept = sorted(thinned(sorted(kept, key=lambda one: one[0]), width), key=_by_cost)
        return [state for _reach, state in kept]

    def best(self) -> State:
        """Return the set that is worth most, the cheapest of them, and settle the bound at it."""
        good, lost = START, self.price.cents
        while good is START and lost <= 4 * self.most:
            good = self._best(self.states(lost, NARROW))
            lost *= 8
        try:
            good = self._best(self.states(self.most - self.price.worth(good)))
        except TooMuchWork:
            return good  # and the bound stays what it is
        self.most = self.price.worth(good)
        return good

    def _best(self, states: Sequence[State]) -> State:
        return max(states, key=lambda s: (self.price.worth(s), -s[1]), default=START)


def _by_cost(one: tuple[int, State]) -> tuple[int, int]:
    return cheapest(one[1])
