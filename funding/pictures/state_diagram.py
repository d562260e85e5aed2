"""A procedure as a picture: its states as boxes, its steps as arrows, and where a case stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from funding.pictures.figures import Pen, Picture, breadth, wrapped
from funding.pictures.layers import Pair
from funding.pictures.layout import BOX_HEIGHT, BOX_WIDTH, Plan, Point, plan

ROUND = 5
LINE = 16
LEGEND = 34
INSET = 3.5
BOLD = 15.5
"""Bold words are as wide as plain ones of this size."""

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "de": {
            "caption": "Ablauf des Verfahrens",
            "head": "Von|Schritt|Nach|Stand",
            "current": "aktueller Stand",
            "done": "erledigt",
            "way": "zurückgelegt",
            "next": "als Nächstes möglich",
            "key done": "zurückgelegter Weg",
            "key next": "als Nächstes möglich",
            "key plain": "weiterer Schritt",
            "key final": "Ende des Verfahrens",
            "at": "Aktueller Stand: {here}. Möglich sind als Nächstes: {steps}.",
            "at the end": "Aktueller Stand: {here}. Weitere Schritte gibt es nicht.",
            "all": "{states} Stände und {steps} Schritte. Das Verfahren beginnt mit {first} "
            "und endet mit {last}.",
            "endless": "{states} Stände und {steps} Schritte. Das Verfahren beginnt mit {first}.",
            "quoted": "„{}“",
            "or": " oder ",
        },
        "en": {
            "caption": "Course of the procedure",
            "head": "From|Step|To|Status",
            "current": "current state",
            "done": "done",
            "way": "taken",
            "next": "possible next",
            "key done": "way so far",
            "key next": "possible next",
            "key plain": "other step",
            "key final": "end of the procedure",
            "at": "Current state: {here}. Possible next: {steps}.",
            "at the end": "Current state: {here}. There are no further steps.",
            "all": "{states} states and {steps} steps. The procedure begins with {first} "
            "and ends with {last}.",
            "endless": "{states} states and {steps} steps. The procedure begins with {first}.",
            "quoted": "“{}”",
            "or": " or ",
        },
    }
)


@dataclass(frozen=True, slots=True)
class Node:
    """A state of the procedure, by its code and by the name that people read."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A step of the procedure from one state to another, by its name."""

    source: str
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class _Case:
    """Where a case stands: it tells of every box and arrow what has become of it."""

    current: str | None
    visited: frozenset[str]
    taken: frozenset[Pair]
    final: frozenset[str]
    words: Mapping[str, str]

    def arrow(self, pair: Pair) -> str:
        """Tell how an arrow is drawn: plain, ``done`` or ``next``."""
        if pair in self.taken:
            return "done"
        return "next" if pair[0] == self.current else ""

    def remark(self, pair: Pair) -> str:
        """Tell in the table what the arrow shows."""
        if pair[0] == self.current:
            return self.words["next"]
        return self.words["way"] if pair in self.taken else ""


def state_diagram(  # noqa: PLR0913 - the arguments after the star are all optional
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    *,
    initial: str,
    current: str | None = None,
    visited: Collection[str] = frozenset(),
    language: str = "de",
    caption: str = "",
    standalone: bool = False,
) -> Picture:
    """Draw a procedure, and where a case stands in it.

    If ``visited`` is a sequence, it is the way the case took, and exactly that way is drawn; a set
    knows no way, and all forward arrows between visited states are drawn as taken.
    ``standalone`` makes the drawing a file of its own, which needs no style sheet.
    """
    words = WORDS[language]
    pairs = tuple(dict.fromkeys((e.source, e.target) for e in edges if e.source != e.target))
    drawn = plan([node.code for node in nodes], pairs, initial)
    final = frozenset(n.code for n in nodes) - {source for source, _ in pairs}
    taken = _taken(pairs, visited, current, drawn)
    case = _Case(current, frozenset(visited), taken, final, words)
    labels = {node.code: node.label for node in nodes}
    title = caption or words["caption"]
    sentence = _sentence(labels, edges, initial, case)
    pen = Pen.fresh(standalone)
    return Picture(
        caption=title,
        sentence=sentence,
        svg=_drawing(pen, drawn, labels, case, (title, sentence)),
        head=tuple(words["head"].split("|")),
        rows=tuple(
            (labels[e.source], e.label, labels[e.target], case.remark((e.source, e.target)))
            for e in edges
        ),
    )


def _taken(
    pairs: Sequence[Pair], visited: Collection[str], current: str | None, drawn: Plan
) -> frozenset[Pair]:
    if isinstance(visited, Sequence):
        way = [*visited] + ([current] if current and [*visited][-1:] != [current] else [])
        return frozenset(pairwise(way)) & frozenset(pairs)
    known = {*visited, current}
    return frozenset(
        (source, target)
        for source, target in pairs
        if source in visited and target in known and drawn.boxes[source][1] < drawn.boxes[target][1]
    )


def _sentence(labels: Mapping[str, str], edges: Sequence[Edge], initial: str, case: _Case) -> str:
    words = case.words

    def quoted(code: str) -> str:
        return words["quoted"].format(labels[code])

    if case.current is not None:
        here = case.current
        onward: dict[str, list[str]] = {}
        for edge in edges:
            if edge.source == here != edge.target:
                onward.setdefault(edge.target, []).append(edge.label)
        steps = [f"{quoted(code)} ({', '.join(names)})" for code, names in onward.items()]
        form = "at" if steps else "at the end"
        return words[form].format(here=labels[here], steps="; ".join(steps))
    last = [quoted(code) for code in labels if code in case.final]
    ends = words["or"].join([", ".join(last[:-1]), *last[-1:]] if last[1:] else last)
    return words["all" if last else "endless"].format(
        states=len(labels), steps=len(edges), first=quoted(initial), last=ends
    )


def _drawing(
    pen: Pen, drawn: Plan, labels: Mapping[str, str], case: _Case, said: tuple[str, str]
) -> str:
    kinds = ("", "next", "done")
    marks = ["<defs>", *(_head(pen, kind) for kind in kinds), "</defs>"]
    for kind in kinds:
        for pair, points in drawn.routes.items():
            if case.arrow(pair) == kind:
                marks.append(_arrow(pen, points, kind))
    for code, label in labels.items():
        marks += _box(pen, drawn.boxes[code], code, label, case)
    legend, width = _legend(pen, drawn.height, case)
    return pen.sheet((max(drawn.width, width), drawn.height + LEGEND), *said, [*marks, *legend])


def _named(stem: str, kind: str) -> tuple[str, ...]:
    return (stem, f"{stem}--{kind}") if kind else (stem,)


def _head(pen: Pen, kind: str) -> str:
    size = 11 if kind == "done" else 9
    return (
        f'<marker id="{pen.key}-a{kind}" viewBox="0 0 10 10" refX="9.5" refY="5" '
        f'markerWidth="{size}" markerHeight="{size}" markerUnits="userSpaceOnUse" orient="auto">'
        + pen.path("M0 .8L10 5L0 9.2z", *_named("fp-arrow", kind))
        + "</marker>"
    )


def _arrow(pen: Pen, points: Sequence[Point], kind: str) -> str:
    more = f' marker-end="url(#{pen.key}-a{kind})"'
    return pen.path(_rounded(points), *_named("fp-e", kind), more=more)


def _rounded(points: Sequence[Point]) -> str:
    """Lead a line along corners and round them off."""
    start, *bends, end = points
    d = f"M{start[0]:.1f} {start[1]:.1f}"
    for before, corner, after in zip(points, bends, points[2:], strict=False):
        near, far = _towards(corner, before), _towards(corner, after)
        d += f"L{near[0]:.1f} {near[1]:.1f}"
        d += f"Q{corner[0]:.1f} {corner[1]:.1f} {far[0]:.1f} {far[1]:.1f}"
    return f"{d}L{end[0]:.1f} {end[1]:.1f}"


def _towards(corner: Point, other: Point) -> Point:
    length = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    part = min(ROUND, length / 2) / length if length else 0
    return (
        corner[0] + (other[0] - corner[0]) * part,
        corner[1] + (other[1] - corner[1]) * part,
    )


def _box(pen: Pen, at: Point, code: str, label: str, case: _Case) -> list[str]:
    x, y = at
    kind = "current" if code == case.current else "done" if code in case.visited else ""
    ink = ("fp-t--on",) if kind == "current" else ()
    size = (x, y, BOX_WIDTH, BOX_HEIGHT)
    marks = [pen.box(size, *_named("fp-n", kind), more=' rx="6"')]
    if code in case.final:
        inner = (x + INSET, y + INSET, BOX_WIDTH - 2 * INSET, BOX_HEIGHT - 2 * INSET)
        inside = ("fp-n", "fp-n--inner") if not kind else (*_named("fp-n", kind), "fp-n--inner")
        marks.append(pen.box(inner, *inside, more=' rx="4"'))
    lines = wrapped(label, BOX_WIDTH - 10, 2, BOLD)
    sub = case.words.get(kind, "")
    middle = y + BOX_HEIGHT / 2 + 5 - LINE / 2 * (len(lines) - 1 + bool(sub))
    for place, line in enumerate(lines):
        marks.append(
            pen.text(
                x + BOX_WIDTH / 2, middle + LINE * place, line, "fp-t--b", *ink, anchor="middle"
            )
        )
    if sub:
        below = middle + LINE * len(lines)
        marks.append(pen.text(x + BOX_WIDTH / 2, below, sub, "fp-t--s", *ink, anchor="middle"))
    return marks


def _legend(pen: Pen, y: float, case: _Case) -> tuple[list[str], float]:
    kinds = ["done", "next", ""] if case.current is not None or case.visited else []
    marks: list[str] = []
    x = 14.0
    for kind in kinds:
        label = case.words[f"key {kind or 'plain'}"]
        marks.append(_arrow(pen, ((x, y + 10), (x + 34, y + 10)), kind))
        marks.append(pen.text(x + 42, y + 14, label, "fp-t--s"))
        x += 42 + breadth(label, 12.5) + 22
    if case.final:
        label = case.words["key final"]
        marks.append(pen.box((x, y + 2, 26, 16), "fp-n", more=' rx="3"'))
        marks.append(pen.box((x + 3, y + 5, 20, 10), "fp-n", "fp-n--inner", more=' rx="2"'))
        marks.append(pen.text(x + 34, y + 14, label, "fp-t--s"))
        x += 34 + breadth(label, 12.5) + 14
    return marks, x


def mermaid(nodes: Sequence[Node], edges: Sequence[Edge], initial: str) -> str:
    """Write the procedure as a state diagram in the language of Mermaid."""
    names = {
        node.code: f"s{n}_{re.sub(r'[^0-9A-Za-z]', '_', node.code)}" for n, node in enumerate(nodes)
    }
    leaving = {e.source for e in edges if e.source != e.target}
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_plain(node.label)}" as {names[node.code]}' for node in nodes]
    lines.append(f"    [*] --> {names[initial]}")
    lines += [f"    {names[e.source]} --> {names[e.target]}: {_plain(e.label)}" for e in edges]
    lines += [f"    {names[node.code]} --> [*]" for node in nodes if node.code not in leaving]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Keep a name from being read as Mermaid's own signs."""
    return re.sub(r'["#:;<>&{}\[\]\n]', lambda sign: f"#{ord(sign[0])};", text)
