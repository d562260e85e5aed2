from __future__ import annotations

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law.best_field import Item
from funding.law.best_set import MOST_WORK, Best, best_set

FIELDS = "abc"
ITEMS = st.lists(
    st.tuples(st.sampled_from(FIELDS), st.integers(0, 9), st.integers(0, 60)), max_size=12
)
ROOMS = st.fixed_dictionaries({field: st.integers(0, 150) for field in FIELDS})


def tried_one_by_one(items: list[Item], lines: dict[str, int], envelope: int) -> tuple[int, int]:
    """Return points and cents of the best set by looking at every set there is."""
    best = (0, 0)
    for taken in product((False, True), repeat=len(items)):
        cost = dict.fromkeys(FIELDS, 0)
        points = 0
        for item, yes in zip(items, taken, strict=True):
            cost[item.field] += item.cents * yes
            points += item.points * yes
        cents = sum(cost.values())
        if cents <= envelope and all(cost[f] <= lines[f] for f in FIELDS):
            best = max(best, (points, -cents))
    return best


@given(ITEMS, ROOMS, st.integers(0, 250))
def test_no_set_within_line_and_envelope_has_more_points_and_none_as_many_for_less(
    asked: list[tuple[str, int, int]], lines: dict[str, int], envelope: int
) -> None:
    items = [Item(str(n), f, p, c + 1) for n, (f, p, c) in enumerate(asked)]
    found = best_set(items, lines, envelope)
    assert found.proven
    assert (found.points, -found.cents) == tried_one_by_one(items, lines, envelope)
    taken = [item for item in items if item.key in found.keys]
    assert sum(item.points for item in taken) == found.points
    assert sum(item.cents for item in taken) == found.cents


def drawn(seed: int, kind: str, tight: int) -> Best:
    """Work out 300 cases of seven fields, whose lines are half of what is asked for."""
    random = Random(seed)  # noqa: S311 - examples
    costs = {
        "any cent": lambda: random.randint(100_000, 6_000_000),
        "whole hundreds": lambda: random.randint(10, 600) * 10_000,
        "mostly the most": lambda: random.choice(
            (5_000_000, 5_000_000, random.randint(1, 50) * 1_000)
        ),
    }
    items = [
        Item(str(n), random.choice("abcdefg"), random.randint(100, 500), costs[kind]())
        for n in range(300)
    ]
    lines = {f: sum(i.cents for i in items if i.field == f) // 2 for f in "abcdefg"}
    return best_set(items, lines, sum(lines.values()) * tight // 10)


@pytest.mark.parametrize("kind", ["any cent", "whole hundreds", "mostly the most"])
@pytest.mark.parametrize("tight", [3, 8, 10])
def test_three_hundred_cases_take_bounded_work_and_are_exact(kind: str, tight: int) -> None:
    found = drawn(7, kind, tight)
    assert found.proven
    assert found.seen < MOST_WORK // 4


def test_where_it_would_take_too_long_the_set_says_how_much_better_one_could_be() -> None:
    # What nobody asks for: every cent buys the same, and hardly anything can be told apart.
    random = Random(1)  # noqa: S311 - an example
    points = [random.randint(100, 500) for _ in range(300)]
    items = [Item(str(n), "abcdefg"[n % 7], p, p * 9_973 + n) for n, p in enumerate(points)]
    found = best_set(items, dict.fromkeys("abcdefg", 60_000_000), 150_000_000, 50_000)
    assert found.points <= found.bound
    assert found.bound - found.points < found.bound // 20
    assert found.seen < 50_000 + 700_000


def test_a_field_without_a_line_gets_nothing() -> None:
    assert best_set([Item("1", "z", 5, 5)], {"a": 10}, 10).keys == frozenset()
