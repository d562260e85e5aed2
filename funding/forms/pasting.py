"""Lines of a plan pasted from a spreadsheet: read, told apart, and said what cannot be read."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import TextAreaField

from funding.errors import Fault, Invalid
from funding.forms.base import Form, at_most
from funding.forms.offering import YEARS_AROUND
from funding.forms.pasted_amounts import amount_of
from funding.forms.tidy import line
from funding.services.applying.save_rows import LineEntry
from funding.words.expenditure import EXPENDITURE

LONGEST_TEXT = 100_000
MOST_CELLS = 20
LONGEST_LABEL = 160
# A year, or a day of it as a spreadsheet holds it.
YEAR = re.compile(r"(20[0-9]{2})(-[0-9]{2}-[0-9]{2})?")
SUMS = frozenset({"summe", "gesamt", "gesamtsumme", "zwischensumme", "sum", "total", "subtotal"})
YES = frozenset({"ja", "j", "x", "yes", "y", "1", "wahr", "true"})
NO = frozenset({"nein", "n", "no", "0", "falsch", "false"})
# What a heading may be called, in the spreadsheets of either language.
HEADINGS = {
    "label": ("bezeichnung", "position", "was", "description", "item", "label"),
    "kind": ("ausgabenart", "art", "kategorie", "kind", "category"),
    "year": ("jahr", "haushaltsjahr", "year", "budget year"),
    "amount_cents": ("betrag", "summe", "kosten", "ausgaben", "amount", "sum", "cost"),
    "eligible": ("zuwendungsfähig", "förderfähig", "eligible"),
    "quantity": ("menge", "anzahl", "stückzahl", "quantity", "qty"),
    "unit": ("einheit", "unit"),
    "unit_price": (
        *("einzelpreis", "einzelbetrag", "stückpreis", "preis", "preis je einheit"),
        *("unit price", "price", "price per unit"),
    ),
}
# Without headings: two columns are what and how much, more begin with the kind.
ORDERS = {2: ("label", "amount_cents"), 3: ("kind", "label", "amount_cents")}
PLAIN = ("kind", "label", "year", "amount_cents", "eligible")
FULL = (*PLAIN, "quantity", "unit", "unit_price")


class PasteForm(Form):
    """A piece of a spreadsheet, as text."""

    text = TextAreaField(
        _("Rows from your spreadsheet"),
        [at_most(LONGEST_TEXT)],
        description=_("Mark the rows there, copy them, and paste them here."),
    )
    file = FileField(
        _("Or the file itself"),
        description=_("The first sheet of an .xlsx or a .csv, at most 2 MB and 1,000 rows"),
    )


@dataclass(frozen=True, slots=True)
class Pasted:
    """A row as it was read: ``number`` is its place in the text, ``faults`` keep it out.

    ``notes`` say what of it was not taken as it stands.
    """

    number: int
    cells: tuple[str, ...]
    entry: LineEntry | None = None
    faults: tuple[Fault, ...] = field(default=())
    notes: tuple[Fault, ...] = field(default=())


def read_lines(text: str, *, year: int, language: str) -> list[Pasted]:
    """Read rows of tabs or semicolons, with headings or without; amounts as in the language.

    Where a kind is not given it is materials, where a year is not given it is the call's.
    """
    rows = list(rows_of(text[:LONGEST_TEXT]))
    if not rows:
        return []
    order = _order(rows[0][1])
    if order is not None:
        rows = rows[1:]
    return [
        _read(
            Pasted(number, cells),
            order or ORDERS.get(len(cells), FULL),
            year=year,
            language=language,
        )
        for number, cells in rows
    ]


def entries_of(rows: Sequence[Pasted]) -> list[LineEntry]:
    """Return the lines that could be read."""
    return [row.entry for row in rows if row.entry is not None]


def rows_of(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Read rows of tabs or semicolons that are not empty, each with its number in the text."""
    mark = "\t" if "\t" in text else ";"
    text = "\n".join(text.splitlines())  # whatever ends a line there
    # Strict would refuse the whole text for one stray quotation mark.
    for number, cells in enumerate(csv.reader(StringIO(text), delimiter=mark, strict=False), 1):
        plain = tuple(" ".join(line(cell).split()) for cell in cells[:MOST_CELLS])
        if any(plain):
            yield number, plain


def _order(cells: Sequence[str]) -> tuple[str, ...] | None:
    """Return which column is what if the first row has headings, else ``None``."""
    known = {word: name for name, words in HEADINGS.items() for word in words}
    order = tuple(known.get(cell.casefold().rstrip(":"), "") for cell in cells)
    found = set(order)
    if {"label", "amount_cents"} <= found:
        return order
    # Without a heading for the amount a row with figures is a line, whatever words are in it.
    figures = any(cell.lstrip("€ ")[:1].isdigit() for cell in cells)
    return order if {"label", "quantity", "unit_price"} <= found and not figures else None


def _read(row: Pasted, order: Sequence[str], *, year: int, language: str) -> Pasted:
    given: dict[str, str] = {}
    for name, cell in zip(order, row.cells, strict=False):
        if name and cell:
            given.setdefault(name, cell)  # of two headings for one thing the first counts
    read: dict[str, Any] = {}
    notes: tuple[Fault, ...] = ()
    faults: list[Fault] = []
    for name in PLAIN:
        try:
            if name == "amount_cents":
                amount = amount_of(given, language)
                read |= amount.values
                notes = amount.notes
            else:
                read[name] = READERS[name](given.get(name, ""), year)
        except Invalid as invalid:
            faults += invalid.faults
    if faults:
        return replace(row, faults=tuple(faults))
    return replace(row, entry=LineEntry(**read), notes=notes)


def _label(text: str, _year: int) -> str:
    if not text:
        raise Invalid(Fault("label", "required"))
    if text.casefold().rstrip(":") in SUMS:
        raise Invalid(Fault("label", "sum_row"))
    if len(text) > LONGEST_LABEL:
        raise Invalid(Fault("label", "too_long", {"most": LONGEST_LABEL, "length": len(text)}))
    return text


def _kind(text: str, _year: int) -> str:
    """Recognise a kind of expenditure by its code or the beginning of its name."""
    plain = text.casefold()
    if not plain:
        return "material"
    for code, words in EXPENDITURE.items():
        if plain == code or any(word.casefold().startswith(plain) for word in words):
            return code
    raise Invalid(Fault("kind", "kind_unknown", {"text": text[:60]}))


def _year(text: str, year: int) -> int:
    first, last = year - YEARS_AROUND, year + YEARS_AROUND
    if not text:
        return year
    found = YEAR.fullmatch(text)
    if found is None or not first <= int(found[1]) <= last:
        raise Invalid(Fault("year", "year_outside", {"first": first, "last": last}))
    return int(found[1])


def _eligible(text: str, _year: int) -> bool:
    plain = text.casefold() or "ja"
    if plain not in YES | NO:
        raise Invalid(Fault("eligible", "yes_or_no", {"text": text[:20]}))
    return plain in YES


READERS: dict[str, Callable[[str, int], Any]] = {
    "kind": _kind,
    "label": _label,
    "year": _year,
    "eligible": _eligible,
}
