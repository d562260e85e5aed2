"""The best set within the money for 300 cases of seven action fields."""

from __future__ import annotations

import time
from random import Random
from statistics import median

from funding.law.best_field import Item
from funding.law.best_set import best_set

CASES, RUNS, FIELDS = 300, 9, "abcdefg"


def measure() -> dict[str, float | int | bool]:
    """Time lists whose envelope pays for a third of them; the median and the slowest run."""
    times, seen, proven = [], [], True
    for seed in range(RUNS):
        items = _drawn(Random(seed))  # noqa: S311 - examples
        lines = {f: sum(i.cents for i in items if i.field == f) // 2 for f in FIELDS}
        begun = time.perf_counter()
        found = best_set(items, lines, sum(lines.values()) * 2 // 3)
        times.append(time.perf_counter() - begun)
        seen.append(found.seen)
        proven = proven and found.proven
    return {
        "cases": CASES,
        "median_s": round(median(times), 3),
        "slowest_s": round(max(times), 3),
        "most_seen": max(seen),
        "proven": proven,
    }


def _drawn(random: Random) -> list[Item]:
    return [
        Item(
            str(n), random.choice(FIELDS), random.randint(100, 500), random.randint(1, 60) * 100_000
        )
        for n in range(CASES)
    ]
