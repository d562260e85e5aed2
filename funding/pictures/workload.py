"""How much each person has to do: a bar for everybody, what is overdue and due soon apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from funding.pictures.figures import Pen, Picture, breadth, fitted

WIDTH, NAMES, ROW, BAR, TOP = 720, 200, 34, 20, 46
SCALE = WIDTH - NAMES - 60
WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "de": {
            "caption": "Offene Vorgänge je Person",
            "name": "Person",
            "late": "überfällig",
            "soon": "fällig in 7 Tagen",
            "rest": "später fällig",
            "held": "offen",
            "sum": "Summe",
            "sentence": "{people} Personen bearbeiten {held} offene Vorgänge, am meisten {name} "
            "mit {most}. {soon} sind in den nächsten 7 Tagen fällig, {late} überfällig.",
            "sentence none": "Zurzeit bearbeitet niemand einen offenen Vorgang.",
            "sentence one": "{name} bearbeitet {held} offene Vorgänge. {soon} sind in den "
            "nächsten 7 Tagen fällig, {late} überfällig.",
        },
        "en": {
            "caption": "Open cases by person",
            "name": "Person",
            "late": "overdue",
            "soon": "due within 7 days",
            "rest": "due later",
            "held": "open",
            "sum": "Sum",
            "sentence": "{people} people hold {held} open cases, most of them {name} with {most}. "
            "{soon} are due within the next 7 days, {late} are overdue.",
            "sentence none": "Nobody holds an open case at present.",
            "sentence one": "{name} holds {held} open cases. {soon} are due within the next 7 "
            "days, {late} are overdue.",
        },
    }
)


class Load(NamedTuple):
    """What somebody holds: overdue, due within a week, due later."""

    name: str
    late: int
    soon: int
    rest: int

    @property
    def held(self) -> int:
        """Return all of it."""
        return self.late + self.soon + self.rest


def workload_picture(loads: Sequence[Load], language: str) -> Picture:
    """Draw one bar for each person on a common scale."""
    words, most = WORDS[language], max(loads, key=lambda one: one.held)
    late, soon, rest = (sum(column) for column in zip(*(one[1:] for one in loads), strict=True))
    held = late + soon + rest
    told = "sentence none" if not held else "sentence" if len(loads) > 1 else "sentence one"
    sentence = words[told].format(
        people=len(loads),
        held=held,
        name=most.name,
        most=most.held,
        soon=soon,
        late=late,
    )
    size = (WIDTH, TOP + ROW * len(loads))
    pen = Pen.fresh()
    marks = (pen.hatch(), *_key(pen, words), *_bars(pen, loads, max(1, most.held)))
    return Picture(
        caption=words["caption"],
        sentence=sentence,
        svg=pen.sheet(size, words["caption"], sentence, marks),
        head=tuple(words[one] for one in ("name", "late", "soon", "rest", "held")),
        rows=tuple((o.name, *map(str, (o.late, o.soon, o.rest, o.held))) for o in loads),
        foot=(words["sum"], *map(str, (late, soon, rest, held))),
        numeric=(1, 2, 3, 4),
    )


def _key(pen: Pen, words: Mapping[str, str]) -> Iterator[str]:
    x = 0.0
    for part in ("late", "soon", "rest"):
        yield _filled(pen, part, (x, 8, 20, 14))
        yield pen.text(x + 28, 20, words[part])
        x += 28 + breadth(words[part]) + 24


def _bars(pen: Pen, loads: Sequence[Load], most: int) -> Iterator[str]:
    for at, one in enumerate(loads):
        y = TOP + at * ROW
        yield pen.text(0, y + 15, fitted(one.name, NAMES - 12), "fp-t--b")
        x = float(NAMES)
        for part in ("late", "soon", "rest"):
            width = SCALE * getattr(one, part) / most
            if width:
                yield _filled(pen, part, (x, y, width, BAR))
            x += width
        yield pen.text(x + 8, y + 15, str(one.held))


def _filled(pen: Pen, part: str, place: tuple[float, float, float, float]) -> str:
    if part == "late":
        return pen.box(place, "fp-b", more=pen.hatched())
    return pen.box(place, "fp-b", "fp-b--paid" if part == "soon" else "fp-b--free")
