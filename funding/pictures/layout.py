"""Where the boxes of a diagram stand and which way its arrows take around them.

Boxes stand in layers, one for each step away from the start; a box from which nothing leads on
stands below everything that leads to it. Between two layers lies a channel of horizontal tracks,
at the sides lie vertical lanes: downwards on the right, back upwards on the left. All arrows into
a box share their track and lane, as railway lines do before a station.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from funding.pictures.layers import Pair, columns, layers

BOX_WIDTH, BOX_HEIGHT, COLUMN, SLOT = 176, 56, 224, 14
MARGIN, TRACK, LANE, BEFORE, AFTER = 14, 10, 11, 15, 20

Side = Literal["top", "bottom"]
Point = tuple[float, float]
Bundle = tuple[str, Side]


@dataclass(frozen=True, slots=True)
class Plan:
    """The upper left corner of every box, the corners of every arrow, and the size of it all."""

    boxes: Mapping[str, Point]
    routes: Mapping[Pair, tuple[Point, ...]]
    width: float
    height: float


def plan(codes: Sequence[str], pairs: Sequence[Pair], initial: str) -> Plan:
    """Lay out the boxes and lead one arrow from box to box for every pair."""
    return _Planner(layers(codes, pairs, initial), tuple(pairs)).plan()


@dataclass(slots=True)
class _Planner:
    depth: Mapping[str, int]
    pairs: tuple[Pair, ...]
    column: dict[str, int] = field(init=False)
    lanes: dict[Bundle, int] = field(init=False)
    left: float = field(init=False)
    bottom: dict[Pair, float] = field(default_factory=dict)
    top: dict[Pair, float] = field(default_factory=dict)
    entry: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.column = columns(self.depth, self.pairs)
        self.lanes = self._lanes()
        behind = [lane for (_, side), lane in self.lanes.items() if side == "bottom"]
        self.left = MARGIN + (LANE * (max(behind) + 1) + 6 if behind else 0)

    def plan(self) -> Plan:
        """Bring boxes, ports, tracks and lanes together."""
        self._ports()
        tracks = self._tracks()
        levels = max(self.depth.values()) + 1
        ys = [float(MARGIN)]
        for channel in range(levels):
            rails = 1 + max((t for (c, _), t in tracks.items() if c == channel), default=-1)
            ys.append(ys[-1] + BOX_HEIGHT + BEFORE + TRACK * rails + AFTER)
        spare = BEFORE + AFTER if not any(c == levels - 1 for c, _ in tracks) else 0
        boxes = {
            code: (self._middle(code) - BOX_WIDTH / 2, ys[self.depth[code]]) for code in self.depth
        }
        routes = {pair: self._route(pair, ys, tracks) for pair in self.pairs}
        ahead = [lane for (_, side), lane in self.lanes.items() if side == "top"]
        edge = self._edge() + (LANE * (max(ahead) + 1) + 6 if ahead else 0)
        return Plan(boxes, routes, edge + MARGIN, ys[-1] - spare + MARGIN)

    def _middle(self, code: str) -> float:
        return self.left + BOX_WIDTH / 2 + COLUMN * self.column[code]

    def _edge(self) -> float:
        return self.left + BOX_WIDTH + COLUMN * max(self.column.values())

    def _span(self, pair: Pair) -> tuple[Side, int, int]:
        """Say on which side an arrow enters, and between which channels it needs a lane."""
        start, end = self.depth[pair[0]], self.depth[pair[1]]
        if start < end:
            return "top", start, end - 1
        return "bottom", start - 1 if start > end else start, end

    def _beside(self, pair: Pair) -> bool:
        """Tell whether the boxes stand in one layer with no box between them."""
        layer = self.depth[pair[0]]
        low, high = sorted(self.column[code] for code in pair)
        return layer == self.depth[pair[1]] and not any(
            low < self.column[code] < high for code, at in self.depth.items() if at == layer
        )

    def _straight(self, pair: Pair) -> bool:
        """Tell whether an arrow can fall from box to box without a bend."""
        source, target = pair
        between = range(self.depth[source] + 1, self.depth[target])
        return (
            self.depth[source] < self.depth[target]
            and self.column[source] == self.column[target]
            and not any(
                layer in between and self.column[code] == self.column[source]
                for code, layer in self.depth.items()
            )
        )

    def _bent(self) -> list[Pair]:
        return [p for p in self.pairs if not self._straight(p) and not self._beside(p)]

    def _lanes(self) -> dict[Bundle, int]:
        spans: dict[Bundle, tuple[int, int]] = {}
        for pair in self._bent():
            side, start, end = self._span(pair)
            if start != end:
                low, high = spans.get((pair[1], side), (start, start))
                spans[pair[1], side] = (min(low, start, end), max(high, start, end))
        lanes: dict[Bundle, int] = {}
        for bundle in sorted(spans, key=lambda b: (spans[b][1] - spans[b][0], spans[b][0])):
            low, high = spans[bundle]
            taken = {
                lanes[other]
                for other in lanes
                if other[1] == bundle[1] and spans[other][0] <= high and spans[other][1] >= low
            }
            lanes[bundle] = next(n for n in range(len(spans)) if n not in taken)
        return lanes

    def _lane(self, bundle: Bundle) -> float:
        step = 6 + LANE * self.lanes[bundle]
        return self._edge() + 6 + step if bundle[1] == "top" else self.left - 6 - step

    def _aim(self, pair: Pair) -> float:
        """Say where an arrow is heading after its first bend."""
        side, start, end = self._span(pair)
        return self._middle(pair[1]) if start == end else self._lane((pair[1], side))

    def _ports(self) -> None:
        bent = self._bent()
        for code in self.depth:
            middle = self._middle(code)
            down = {
                p: self._aim(p)
                for p in bent
                if p[0] == code and self.depth[p[1]] >= self.depth[code]
            }
            back = [p for p in bent if p[1] == code and self._span(p)[0] == "bottom"]
            if back:
                far = any(self._span(p)[1] != self._span(p)[2] for p in back)
                starts = [self._middle(p[0]) for p in back]
                down["", code] = self._lane((code, "bottom")) if far else sum(starts) / len(starts)
            places = _slots(down, middle)
            self.entry[code] = places.pop(("", code), middle)
            self.bottom |= places
            up = {
                p: self._aim(p)
                for p in bent
                if p[0] == code and self.depth[p[1]] < self.depth[code]
            }
            for pair, x in _slots(up, middle).items():
                self.top[pair] = x + SLOT / 2 * (1 if x > middle else -1)
        self.top |= {p: self.entry[p[1]] for p in bent if self._rising(p)}

    def _rising(self, pair: Pair) -> bool:
        """Tell whether an arrow can rise into the box just above without a bend."""
        source, target = pair
        return (
            self.depth[source] == self.depth[target] + 1
            and self.column[source] == self.column[target]
        )

    def _tracks(self) -> dict[tuple[int, Bundle], int]:
        reach: dict[tuple[int, Bundle], list[float]] = defaultdict(list)
        for pair in self._bent():
            if self._rising(pair):
                continue
            side, start, end = self._span(pair)
            bundle = (pair[1], side)
            into = self._middle(pair[1]) if side == "top" else self.entry[pair[1]]
            out = self.bottom.get(pair, self.top.get(pair, 0))
            if start == end:
                reach[start, bundle] += [out, into]
            else:
                lane = self._lane(bundle)
                reach[start, bundle] += [out, lane]
                reach[end, bundle] += [lane, into]
        tracks: dict[tuple[int, Bundle], int] = {}
        for key in sorted(reach, key=lambda k: (k[1][1] == "top", max(reach[k]) - min(reach[k]))):
            low, high = min(reach[key]) - LANE, max(reach[key]) + LANE
            taken = {
                tracks[other]
                for other in tracks
                if other[0] == key[0] and min(reach[other]) < high and max(reach[other]) > low
            }
            tracks[key] = next(n for n in range(len(reach)) if n not in taken)
        return tracks

    def _route(
        self, pair: Pair, ys: Sequence[float], tracks: Mapping[tuple[int, Bundle], int]
    ) -> tuple[Point, ...]:
        source, target = pair
        high, low = ys[self.depth[source]], ys[self.depth[target]]
        if self._straight(pair):
            x = self._middle(source)
            return (x, high + BOX_HEIGHT), (x, low)
        if self._rising(pair):
            return (self.top[pair], high), (self.entry[target], low + BOX_HEIGHT)
        if self._beside(pair):
            way = 1 if self.column[target] > self.column[source] else -1
            y = high + BOX_HEIGHT / 2 - 9 * way
            half = way * BOX_WIDTH / 2
            return (self._middle(source) + half, y), (self._middle(target) - half, y)
        side, start, end = self._span(pair)
        bundle = (target, side)

        def level(channel: int) -> float:
            return ys[channel] + BOX_HEIGHT + BEFORE + TRACK * tracks[channel, bundle]

        out, leave = (
            (self.bottom[pair], high + BOX_HEIGHT)
            if pair in self.bottom
            else (self.top[pair], high)
        )
        arrive = (
            (self._middle(target), low) if side == "top" else (self.entry[target], low + BOX_HEIGHT)
        )
        bends: list[Point] = [(out, level(start))]
        if start != end:
            bends += [(self._lane(bundle), level(start)), (self._lane(bundle), level(end))]
        return (out, leave), *bends, (arrive[0], level(end)), arrive


def _slots(aims: Mapping[Pair, float], middle: float) -> dict[Pair, float]:
    """Give every arrow its place on one side of a box, in the order in which they fan out."""
    ranked = sorted(aims, key=lambda pair: (aims[pair], pair))
    fewer = sum(1 for pair in ranked if aims[pair] < middle)
    most = max(fewer, len(ranked) - fewer, 1)
    step = min(SLOT, (BOX_WIDTH / 2 - 12) / most)
    return {
        pair: middle + step * (place - fewer + (0 if place < fewer else 1))
        for place, pair in enumerate(ranked)
    }
