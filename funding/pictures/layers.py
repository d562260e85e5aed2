"""In which row and column the boxes of a diagram stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import permutations

FEW = 6
"""Up to so many columns every order of a layer is tried."""

SWEEPS = 6
CLOSE, FAR = 4, 1
"""How hard arrows between neighbouring layers pull, and all others."""

Pair = tuple[str, str]


def layers(codes: Sequence[str], pairs: Iterable[Pair], initial: str) -> dict[str, int]:
    """Count the steps from the start to every box; ends move below all that lead to them."""
    following: dict[str, list[str]] = defaultdict(list)
    for source, target in pairs:
        following[source].append(target)
    depth = {initial: 0}
    queue = [initial]
    for code in queue:
        for target in following[code]:
            if target not in depth:
                depth[target] = depth[code] + 1
                queue.append(target)
    beyond = max(depth.values()) + 1
    depth |= {code: beyond for code in codes if code not in depth}
    for end in codes:
        sources = [depth[code] for code in codes if end in following[code] and code != end]
        if sources and not following[end]:
            depth[end] = max(sources) + 1
    rank = {old: new for new, old in enumerate(sorted(set(depth.values())))}
    return {code: rank[depth[code]] for code in codes}


def columns(depth: Mapping[str, int], pairs: Sequence[Pair]) -> dict[str, int]:
    """Put the boxes of each layer side by side so that arrows are short, and often straight."""
    rows: dict[int, list[str]] = defaultdict(list)
    for code, layer in depth.items():
        rows[layer].append(code)
    wide = max(len(row) for row in rows.values())
    column = {
        code: _spread(place, len(row), wide)
        for row in rows.values()
        for place, code in enumerate(row)
    }
    weights: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for source, target in pairs:
        weight = CLOSE if abs(depth[source] - depth[target]) == 1 else FAR
        weights[source].append((target, weight))
        weights[target].append((source, weight))

    def pull(code: str, at: int) -> int:
        return sum(weight * abs(at - column[other]) for other, weight in weights[code])

    for sweep in range(SWEEPS):
        for layer in sorted(rows, reverse=sweep % 2 == 1):
            column |= _ordered(rows[layer], wide, column, pull)
    return column


def _spread(place: int, count: int, wide: int) -> int:
    return place + (wide - count) // 2


def _ordered(
    row: Sequence[str], wide: int, column: Mapping[str, int], pull: Callable[[str, int], int]
) -> dict[str, int]:
    if wide > FEW:
        middle = {code: min(range(wide), key=lambda at: pull(code, at)) for code in row}
        ranked = sorted(row, key=lambda code: (middle[code], column[code]))
        return {code: _spread(place, len(row), wide) for place, code in enumerate(ranked)}
    orders = permutations(range(wide), len(row))
    best = min(orders, key=lambda order: sum(pull(c, at) for c, at in zip(row, order, strict=True)))
    return dict(zip(row, best, strict=True))
