"""What every picture has in common: its parts, its marks, and how text gets into it safely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import count
from types import MappingProxyType

_NUMBERS = count(1)

FONT = "'Fira Sans', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
CHARACTER = 0.56
"""How wide a character is, on average, in parts of the size of its font."""

INK, PAPER, ACTION, BORDER = "#131525", "#ffffff", "#2044aa", "#6e7597"
SUCCESS, SUCCESS_PALE, MUTED = "#00704f", "#d3f7e6", "#51577a"

LOOKS = MappingProxyType(
    {
        "fp-t": {"font-family": FONT, "font-size": "14", "fill": INK},
        "fp-t--b": {"font-weight": "600"},
        "fp-t--s": {"font-size": "12.5", "fill": MUTED},
        "fp-t--on": {"fill": PAPER},
        "fp-t--mid": {"fill": PAPER},
        "fp-b": {"stroke": INK, "stroke-width": "1"},
        "fp-b--paid": {"fill": ACTION},
        "fp-b--committed": {"fill": "#1f7fa0"},
        "fp-b--free": {"fill": PAPER},
        "fp-hatch-bg": {"fill": PAPER},
        "fp-hatch-fg": {"fill": "none", "stroke": "#b26a17", "stroke-width": "3"},
        "fp-cross-fg": {"fill": "none", "stroke": MUTED, "stroke-width": "1.5"},
        "fp-limit": {"fill": "none", "stroke": INK, "stroke-width": "2", "stroke-dasharray": "4 3"},
        "fp-n": {"fill": PAPER, "stroke": BORDER, "stroke-width": "1.5"},
        "fp-n--done": {"fill": SUCCESS_PALE, "stroke": SUCCESS, "stroke-width": "2"},
        "fp-n--current": {"fill": ACTION, "stroke": INK, "stroke-width": "3"},
        "fp-n--inner": {"fill": "none", "stroke-width": "1.5"},
        "fp-e": {"fill": "none", "stroke": BORDER, "stroke-width": "1.25"},
        "fp-e--done": {"stroke": SUCCESS, "stroke-width": "3"},
        "fp-e--next": {"stroke": ACTION, "stroke-width": "2", "stroke-dasharray": "6 3"},
        "fp-arrow": {"fill": BORDER},
        "fp-arrow--done": {"fill": SUCCESS},
        "fp-arrow--next": {"fill": ACTION},
    }
)
"""The light colours of the style sheet as attributes, for files that travel without it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its caption, the sentence that says the same, and the table behind it.

    ``svg`` is safe markup; everything else is plain text, to be escaped by the page that shows it.
    ``numeric`` names the columns of the table that hold numbers.
    """

    caption: str
    sentence: str
    svg: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] | None = None
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws marks: by class for pages, or with literal colours for files that stand alone."""

    key: str
    standalone: bool = False

    @classmethod
    def fresh(cls, standalone: bool = False) -> Pen:
        """Take a pen whose ids nobody else on the page uses; a file of its own needs no number."""
        return cls("fp" if standalone else f"fp{next(_NUMBERS)}", standalone)

    def look(self, *names: str) -> str:
        """Say how a mark looks."""
        if not self.standalone:
            return f'class="{" ".join(names)}"'
        merged: dict[str, str] = {}
        for name in names:
            merged |= LOOKS.get(name, {})
        return attributes(merged)

    def box(self, place: tuple[float, float, float, float], *names: str, more: str = "") -> str:
        """Draw a rectangle at x, y with a width and a height."""
        x, y, width, height = (number(value) for value in place)
        size = f'x="{x}" y="{y}" width="{width}" height="{height}"'
        return f"<rect {size} {self.look(*names)}{more}/>"

    def text(self, x: float, y: float, words: str, *names: str, anchor: str = "start") -> str:
        """Write words that start, end or have their middle at a point."""
        at = f'x="{number(x)}" y="{number(y)}"' + (
            "" if anchor == "start" else f' text-anchor="{anchor}"'
        )
        return f"<text {at} {self.look('fp-t', *names)}>{escape(words)}</text>"

    def path(self, d: str, *names: str, more: str = "") -> str:
        """Draw a line along a path."""
        return f'<path d="{d}" {self.look(*names)}{more}/>'

    def hatch(self) -> str:
        """Define the hatched filling; it is referred to by :meth:`hatched`."""
        return (
            f'<defs><pattern id="{self.key}-hatch" width="8" height="8" '
            'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="8" height="8" {self.look("fp-hatch-bg")}/>'
            f"{self.path('M2 0V8', 'fp-hatch-fg')}</pattern></defs>"
        )

    def cross(self) -> str:
        """Define the crossed filling, for what nobody may touch."""
        return (
            f'<defs><pattern id="{self.key}-cross" width="8" height="8" '
            'patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" {self.look("fp-hatch-bg")}/>'
            f"{self.path('M0 0L8 8M8 0L0 8', 'fp-cross-fg')}</pattern></defs>"
        )

    def hatched(self, filling: str = "hatch") -> str:
        """Fill a mark with a pattern; its class must not fill it as well."""
        return f' fill="url(#{self.key}-{filling})"'

    def sheet(
        self, size: tuple[float, float], title: str, description: str, marks: Iterable[str]
    ) -> str:
        """Put the marks on a sheet that has a name and a description for those who listen."""
        width, height = (number(value) for value in size)
        names = f'aria-labelledby="{self.key}-t" aria-describedby="{self.key}-d"'
        own = 'class="fp-svg" focusable="false"'
        ground = ""
        if self.standalone:
            own = 'xmlns="http://www.w3.org/2000/svg"'
            ground = f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
        return (
            f'<svg {own} width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'role="img" {names}><title id="{self.key}-t">{escape(title)}</title>'
            f'<desc id="{self.key}-d">{escape(description)}</desc>{ground}{"".join(marks)}</svg>'
            + ("\n" if self.standalone else "")
        )


def attributes(values: dict[str, str]) -> str:
    """Write values as attributes of an element."""
    return " ".join(f'{name}="{escape(value)}"' for name, value in values.items())


def number(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def breadth(words: str, size: float = 14) -> float:
    """Estimate how wide words will be; a picture has no font to measure with."""
    return len(words) * size * CHARACTER


def fitted(words: str, width: float, size: float = 14) -> str:
    """Shorten words so that they fit a width; the table has them in full."""
    room = max(1, int(width / (size * CHARACTER)))
    return words if len(words) <= room else words[: room - 1].rstrip() + "…"


def wrapped(words: str, width: float, lines: int, size: float = 14) -> tuple[str, ...]:
    """Break words into a few lines of a width; what is left over is shortened."""
    room = max(1, int(width / (size * CHARACTER)))
    rows = [""]
    for word in words.split():
        longer = f"{rows[-1]} {word}".strip()
        if len(longer) <= room or not rows[-1]:
            rows[-1] = longer
        else:
            rows.append(word)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return tuple(fitted(row, width, size) for row in rows)
