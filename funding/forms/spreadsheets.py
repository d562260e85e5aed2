"""Spreadsheets that a clerk sends up, turned into the text that would have been pasted."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from funding.errors import Fault, Invalid
from funding.forms.pasting import LONGEST_TEXT

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 200
MOST_ROWS = 1_000
MOST_COLUMNS = 20
BROKEN = (
    BadZipFile,
    InvalidFileException,
    ParseError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


def text_of(name: str, content: bytes, language: str) -> str:
    """Return the first sheet of an .xlsx or a .csv as rows of tabs, numbers as in the language.

    Raises ``Invalid`` for anything else, for what is too large or packed too tightly, and for
    what cannot be read.
    """
    if len(content) > MOST_BYTES:
        raise Invalid(Fault("file", "sheet_too_large"))
    if not content:
        raise Invalid(Fault("file", "file_empty"))
    ending = name.lower().rpartition(".")[2]
    if ending == "csv":
        return _joined(_from_csv(content))
    if ending != "xlsx":
        raise Invalid(Fault("file", "sheet_unknown"))
    try:
        _refuse_bomb(content)
        return _joined(_from_xlsx(content, language))
    except BROKEN:
        raise Invalid(Fault("file", "sheet_unreadable")) from None


def _refuse_bomb(content: bytes) -> None:
    """Look at what the parts say of their size before one of them is unpacked."""
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Invalid(Fault("file", "sheet_too_large"))


def _from_xlsx(content: bytes, language: str) -> Iterator[list[str]]:
    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    try:
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size may be wrong
        rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        for row in rows:
            yield [_written(value, language) for value in row]
    finally:
        book.close()


def _written(value: Any, language: str) -> str:
    """Write the value of a cell as a clerk would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return str(value.year)
    if isinstance(value, float):
        plain = repr(round(value, 6)).removesuffix(".0")
        return plain.replace(".", ",") if language == "de" else plain
    return str(value)


def _from_csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what Excel writes in Germany
    text = "\n".join(text.splitlines())
    first = text.partition("\n")[0]
    mark = max("\t;,", key=first.count)
    try:
        yield from csv.reader(StringIO(text), delimiter=mark)
    except csv.Error:
        raise Invalid(Fault("file", "sheet_unreadable")) from None


def _joined(rows: Iterable[list[str]]) -> str:
    target = StringIO()
    writer = csv.writer(target, delimiter="\t", lineterminator="\n")
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise Invalid(Fault("file", "sheet_too_large"))
        cells = [" ".join(cell.split()) for cell in row[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        writer.writerow(cells)
    text = target.getvalue()
    if len(text) > LONGEST_TEXT:
        raise Invalid(Fault("file", "sheet_too_large"))
    return text
