"""The money of a programme as bars: what is paid, awarded, reserved and still there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from funding.law.money import HUNDRED, euro, euro_short
from funding.pictures.envelope_words import WORDS
from funding.pictures.figures import Pen, Picture, breadth, fitted

WIDTH, SIDE, BAR, STEP, TOP = 760, 8, 28, 66, 8
LEGEND_STEP = 24
SMALL = 12.5

PARTS = ("paid", "committed", "reserved", "blocked", "free")
HATCHES = {"reserved": "hatch", "blocked": "cross"}


@dataclass(frozen=True, slots=True)
class Pot:
    """The money of one field of action, in cents; what is committed includes what is paid.

    What was paid back is told in the table only: it is in none of the other parts.
    """

    name: str
    total_cents: int
    reserved_cents: int
    committed_cents: int
    paid_cents: int
    blocked_cents: int = 0
    repaid_cents: int = 0

    @property
    def available_cents(self) -> int:
        """Give what may still be promised; below nought if too much was."""
        return self.total_cents - self.reserved_cents - self.committed_cents - self.blocked_cents

    def parts(self) -> Mapping[str, int]:
        """Split the bar: whatever happens, these parts add up to the total."""
        return {
            "paid": self.paid_cents,
            "committed": self.committed_cents - self.paid_cents,
            "reserved": self.reserved_cents,
            "blocked": self.blocked_cents,
            "free": self.available_cents,
        }

    def figures(self) -> tuple[int, ...]:
        """Give the numbers in the order of the table's columns."""
        return (
            self.total_cents,
            self.reserved_cents,
            self.committed_cents,
            self.paid_cents,
            self.repaid_cents,
            self.blocked_cents,
            self.available_cents,
        )


def summed(pots: Sequence[Pot], name: str) -> Pot:
    """Pour all pots into one."""
    return Pot(
        name,
        sum(pot.total_cents for pot in pots),
        sum(pot.reserved_cents for pot in pots),
        sum(pot.committed_cents for pot in pots),
        sum(pot.paid_cents for pot in pots),
        sum(pot.blocked_cents for pot in pots),
        sum(pot.repaid_cents for pot in pots),
    )


def envelope_picture(
    lines: Sequence[Pot],
    language: str,
    caption: str | None = None,
    programme: Pot | None = None,
) -> Picture:
    """Draw one bar for each field on a common scale, the whole programme first if it is given."""
    words = WORDS[language]
    title = caption or words["caption"]
    whole = programme or summed(lines, words["sum"])
    sentence = envelope_sentence(whole, language)
    bars = ([programme] if programme else []) + list(lines)
    alone = programme is None and len(lines) == 1
    return Picture(
        caption=title,
        sentence=sentence,
        svg=_drawing(bars, language, title, sentence),
        head=(words["field"], *_columns(language)),
        rows=tuple(_row(pot, language) for pot in lines),
        foot=None if alone else _row(whole, language),
        numeric=(1, 2, 3, 4, 5, 6, 7),
    )


def before_after(before: Pot, after: Pot, language: str, caption: str | None = None) -> Picture:
    """Draw a pot as it is and as it would be after the decision in hand."""
    words = WORDS[language]
    title = caption or f"{words['what if']}: {before.name}"
    now, then = replace(before, name=words["today"]), replace(after, name=words["after"])
    sentence = _difference(now.available_cents, then.available_cents, language)
    changes = zip(now.figures(), then.figures(), strict=True)
    return Picture(
        caption=title,
        sentence=sentence,
        svg=_drawing([now, then], language, title, sentence),
        head=(words["when"], *_columns(language)),
        rows=(_row(now, language), _row(then, language)),
        foot=(words["difference"], *(euro(new - old, language) for old, new in changes)),
        numeric=(1, 2, 3, 4, 5, 6, 7),
    )


def envelope_sentence(pot: Pot, language: str) -> str:
    """Say in one breath how the money stands."""
    values = {
        "total": pot.total_cents,
        "committed": pot.committed_cents,
        "paid": pot.paid_cents,
        "reserved": pot.reserved_cents,
        "blocked": pot.blocked_cents,
        "free": pot.available_cents,
        "over": -pot.available_cents,
    }
    form = "sentence blocked" if pot.blocked_cents else "sentence"
    form = "sentence over" if pot.available_cents < 0 else form
    said = {name: _said(cents, language) for name, cents in values.items()}
    return WORDS[language][form].format(**said)


def _difference(before: int, after: int, language: str) -> str:
    form = "same" if after == before else "less" if after < before else "more"
    return WORDS[language][form].format(
        before=_said(before, language),
        after=_said(after, language),
        by=_said(abs(after - before), language),
    )


def _said(cents: int, language: str) -> str:
    """Write cents only where there are some: a sentence is exact, and still short."""
    return euro(cents, language) if cents % HUNDRED else euro_short(cents, language)


def _columns(language: str) -> tuple[str, ...]:
    return tuple(
        WORDS[language][name]
        for name in ("total", "reserved", "committed", "paid", "repaid", "blocked", "free")
    )


def _row(pot: Pot, language: str) -> tuple[str, ...]:
    return (pot.name, *(euro(cents, language) for cents in pot.figures()))


def _drawing(bars: Sequence[Pot], language: str, title: str, sentence: str) -> str:
    pen = Pen.fresh()
    longest = max((max(p.total_cents, p.total_cents - p.available_cents) for p in bars), default=0)
    scale = (WIDTH - 2 * SIDE) / max(1, longest)
    marks = [pen.hatch(), pen.cross()]
    for position, pot in enumerate(bars):
        marks += _bar(pen, pot, TOP + position * STEP, scale, language)
    foot = TOP + len(bars) * STEP
    legend, height = _legend(pen, foot, language)
    return pen.sheet((WIDTH, height), title, sentence, [*marks, *legend])


def _bar(pen: Pen, pot: Pot, y: int, scale: float, language: str) -> list[str]:
    words = WORDS[language]
    total = f"{words['total']} {euro_short(pot.total_cents, language)}"
    if pot.available_cents < 0:
        total += " · " + words["over"].format(euro_short(-pot.available_cents, language))
    marks: list[str] = []
    x: float = SIDE
    beside: list[str] = []
    for part, cents in pot.parts().items():
        width, amount = max(0, cents) * scale, euro_short(cents, language)
        if width > 0:
            marks += _segment(pen, part, (x, y + 22, width), amount)
            if not _fits(part, amount, width):
                beside.append(f"{words[f'short {part}']} {amount}")
        x += width
    limit = SIDE + pot.total_cents * scale
    end = max(x, limit) + 8
    apart = " · ".join(beside)
    if apart and breadth(apart, SMALL) <= WIDTH - SIDE - end:
        marks.append(pen.text(end, y + 41, apart, "fp-t--s"))
    elif apart and breadth(f"{pot.name}{apart} · {total}") <= WIDTH - 2 * SIDE - 16:
        total = f"{apart} · {total}"  # where there is no room, the table alone tells the amounts
    room = WIDTH - 2 * SIDE - breadth(total) - 16
    marks = [
        pen.text(SIDE, y + 14, fitted(pot.name, room), "fp-t--b"),
        pen.text(WIDTH - SIDE, y + 14, total, anchor="end"),
        *marks,
    ]
    return [*marks, pen.path(f"M{limit:.1f} {y + 18}V{y + 26 + BAR}", "fp-limit")]


def _fits(part: str, amount: str, width: float) -> bool:
    """Tell whether an amount can be read inside its part; on the hatch it never can."""
    return part not in HATCHES and breadth(amount) + 14 < width


def _segment(pen: Pen, part: str, at: tuple[float, float, float], amount: str) -> list[str]:
    x, y, width = at
    more = pen.hatched(HATCHES[part]) if part in HATCHES else ""
    marks = [pen.box((x, y, width, BAR), "fp-b", f"fp-b--{part}", more=more)]
    ink = {"paid": ["fp-t--on"], "committed": ["fp-t--mid"], "free": list[str]()}.get(part)
    if ink is not None and _fits(part, amount, width):
        marks.append(pen.text(x + 7, y + 19, amount, *ink))
    return marks


def _legend(pen: Pen, y: int, language: str) -> tuple[list[str], int]:
    words = WORDS[language]
    marks: list[str] = []
    x: float = SIDE
    for part in (*PARTS, "total"):
        label = words["total"] if part == "total" else words[f"key {part}"]
        needed = 26 + breadth(label, 12.5) + 18
        if x + needed > WIDTH and x > SIDE:
            x, y = SIDE, y + LEGEND_STEP
        if part == "total":
            marks.append(pen.path(f"M{x + 9:.1f} {y + 1}V{y + 17}", "fp-limit"))
        else:
            more = pen.hatched(HATCHES[part]) if part in HATCHES else ""
            marks.append(pen.box((x, y + 2, 18, 14), "fp-b", f"fp-b--{part}", more=more))
        marks.append(pen.text(x + 25, y + 13.5, label, "fp-t--s"))
        x += needed
    return marks, y + LEGEND_STEP
