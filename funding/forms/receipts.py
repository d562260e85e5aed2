"""The list of receipts as rows of a spreadsheet: read, told apart, written back as they were."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from io import StringIO
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, TextAreaField

from funding.errors import Fault, Invalid
from funding.forms.base import Form, at_most
from funding.forms.pasted_amounts import cents_of
from funding.forms.pasting import rows_of
from funding.law import money
from funding.models import Line, Receipt
from funding.notices.letters import short_date
from funding.queries.reporting.receipts import ReceiptEntry
from funding.words.expenditure import EXPENDITURE

LONGEST_TEXT = 400_000
ORDER = ("number", "paid_on", "payee", "purpose", "line", "amount")
LONGEST = {"number": 60, "payee": 160, "purpose": 300}
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
GERMAN = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
# What a heading may be called, in the spreadsheets of either language.
HEADINGS = {
    "number": (
        *("nr", "nr.", "beleg", "belegnr", "belegnr.", "belegnummer", "nummer des belegs"),
        *("number", "receipt", "receipt number", "number of the receipt"),
    ),
    "paid_on": (
        "datum",
        "zahlungsdatum",
        "zahlungstag",
        "tag der zahlung",
        "gezahlt am",
        "bezahlt am",
        "date",
        "paid on",
        "day of the payment",
    ),
    "payee": (
        "empfänger",
        "zahlungsempfänger",
        "empfängerin",
        "empfänger der zahlung",
        "firma",
        "payee",
        "recipient",
    ),
    "purpose": ("zweck", "grund", "wofür", "verwendungszweck", "purpose", "what for"),
    "line": ("position", "pos", "pos.", "zeile", "position des plans", "line", "line of the plan"),
    "amount": ("betrag", "betrag in euro", "summe", "amount", "amount in euros", "sum"),
}
KNOWN = {word: name for name, words in HEADINGS.items() for word in words}


class ReceiptsForm(Form):
    """The list of receipts, as text or as a file, and whether the figures follow it."""

    text = TextAreaField(
        _("Receipts, one in a row"),
        [at_most(LONGEST_TEXT)],
        description=_("Type them, or mark the rows in your spreadsheet and paste them here."),
    )
    file = FileField(
        _("Or the file itself"),
        description=_(
            "The first sheet of an .xlsx or a .csv, at most 2 MB and 2,000 receipts; it takes the "
            "place of the rows above"
        ),
    )
    figures = BooleanField(
        _("Take the sums of the receipts over as actual expenditure of the lines")
    )


@dataclass(frozen=True, slots=True)
class ReadReceipt:
    """A row as it was read: ``number`` is its place in the text, ``faults`` keep it out."""

    number: int
    cells: tuple[str, ...]
    entry: ReceiptEntry | None = None
    faults: tuple[Fault, ...] = field(default=())


def read_receipts(text: str, lines: Sequence[Line], language: str) -> list[ReadReceipt]:
    """Read rows of tabs or semicolons, with headings or in the usual order.

    ``lines`` are those of the plan by their number, of which a row names one by number or name.
    """
    rows = list(rows_of(text[:LONGEST_TEXT]))
    if not rows:
        return []
    order = tuple(KNOWN.get(cell.casefold().rstrip(":"), "") for cell in rows[0][1])
    headed = {"paid_on", "amount"} <= set(order)
    names = order if headed else ORDER
    numbered = dict(enumerate(lines, 1))
    return [
        _read(ReadReceipt(number, cells), names, numbered, language)
        for number, cells in rows[headed:]
    ]


def written(receipts: Sequence[Receipt], lines: Sequence[Line], language: str) -> str:
    """Write receipts as they can be read again, a row each."""
    numbers = {line.id: number for number, line in enumerate(lines, 1)}
    target = StringIO()
    # As a spreadsheet copies them: quotation marks in a cell must not run over its end.
    csv.writer(target, delimiter="\t", lineterminator="\n").writerows(
        (
            one.number,
            short_date(one.paid_on, "de"),
            one.payee,
            one.purpose,
            str(numbers.get(one.line_id, "")),
            money.euro(one.amount_cents, language).strip("€ \u00a0"),
        )
        for one in receipts
    )
    return target.getvalue().rstrip("\n")


def _read(
    row: ReadReceipt, names: Sequence[str], lines: Mapping[int, Line], language: str
) -> ReadReceipt:
    given: dict[str, str] = {}
    for name, cell in zip(names, row.cells, strict=False):
        if name and cell:
            given.setdefault(name, cell)
    readers: dict[str, Callable[[str], Any]] = {
        "paid_on": _day,
        "line": lambda text: _line(text, lines),
        "amount": lambda text: _amount(text, language),
    }
    read: dict[str, Any] = {}
    faults: list[Fault] = []
    for name in ORDER:
        try:
            text = given.get(name, "")
            read[name] = readers[name](text) if name in readers else _words(name, text)
        except Invalid as invalid:
            faults += invalid.faults
    if faults:
        return replace(row, faults=tuple(faults))
    read["line_id"], read["amount_cents"] = read.pop("line"), read.pop("amount")
    return replace(row, entry=ReceiptEntry(**read))


def _words(name: str, text: str) -> str:
    if not text and name != "purpose":
        raise Invalid(Fault(name, "required"))
    if len(text) > (most := LONGEST[name]):
        raise Invalid(Fault(name, "too_long", {"most": most, "length": len(text)}))
    return text


def _day(text: str) -> date:
    if not text:
        raise Invalid(Fault("paid_on", "date_missing"))
    iso, german = ISO.fullmatch(text), GERMAN.fullmatch(text)
    parts = iso.groups() if iso else german.groups()[::-1] if german else None
    try:
        year, month, day = (int(part) for part in parts or ())
        return date(year, month, day)
    except ValueError:
        raise Invalid(Fault("paid_on", "receipt_date", {"text": text[:20]})) from None


def _line(text: str, lines: Mapping[int, Line]) -> UUID:
    """Find the line of the plan that is meant: its number, or the beginning of its name."""
    plain = text.casefold()
    if plain.isascii() and plain.isdigit() and len(plain) < len("1000") and int(plain) in lines:
        return lines[int(plain)].id
    if plain:
        fits = [line for line in lines.values() if _called(line, plain)]
        if len(fits) == 1:
            return fits[0].id
    elif len(lines) == 1:
        return lines[1].id
    raise Invalid(Fault("line", "receipt_line"))


def _called(line: Line, plain: str) -> bool:
    names = (line.label, *EXPENDITURE[line.kind]) if line.label else tuple(EXPENDITURE[line.kind])
    return any(name.casefold().startswith(plain) for name in names)


def _amount(text: str, language: str) -> int:
    if not text:
        raise Invalid(Fault("amount", "amount_empty"))
    if text.lstrip().startswith(("-", "\u2212")):
        raise Invalid(Fault("amount", "receipt_negative"))
    cents = cents_of(text, "amount", language)
    if not cents:
        raise Invalid(Fault("amount", "receipt_negative"))
    return cents
