"""Spreadsheets that a clerk sends up, turned into the text that would have been pasted."""

from __future__ import annotations

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from funding.errors import Fault, Invalid
from funding.forms.pasting import LONGEST_TEXT

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 6 * 1024 * 1024
MOST_OF_A_PART = 3 * 1024 * 1024
MOST_STYLES = 256 * 1024
MOST_PARTS = 200
MOST_ROWS = 1_000
MOST_COLUMNS = 20


def text_of(
    name: str,
    content: bytes,
    language: str,
    *,
    most_rows: int = MOST_ROWS,
    longest: int = LONGEST_TEXT,
) -> str:
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
        return _joined(_from_csv(content), most_rows, longest)
    if ending != "xlsx":
        raise Invalid(Fault("file", "sheet_unknown"))
    try:
        _refuse_bomb(content)
        return _joined(_from_xlsx(content, language), most_rows, longest)
    except Invalid:
        raise
    except Exception:  # whatever a broken or hostile file makes its readers raise
        raise Invalid(Fault("file", "sheet_unreadable")) from None


def _refuse_bomb(content: bytes) -> None:
    """Look at what the parts say of their size before one of them is unpacked."""
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        most = {part.filename: _most(part.filename) for part in parts}
        if (
            len(parts) > MOST_PARTS
            or sum(part.file_size for part in parts) > MOST_UNPACKED
            or any(part.file_size > most[part.filename] for part in parts)
        ):
            raise Invalid(Fault("file", "sheet_too_large"))


def _most(name: str) -> int:
    """Return how large a part may be unpacked; styles are read slowly and not needed."""
    return MOST_STYLES if "styles" in name.lower() else MOST_OF_A_PART


def _from_xlsx(content: bytes, language: str) -> Iterator[list[str]]:
    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    try:
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size may be wrong
        rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
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
        return value.isoformat()[: len("2027-01-01")]
    if isinstance(value, float):
        plain = repr(round(value, 6)).removesuffix(".0")
        return plain.replace(".", ",") if language == "de" else plain
    return str(value)


def _from_csv(content: bytes) -> Iterator[list[str]]:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")  # what Excel writes in Germany
    text = "\n".join(text.splitlines())
    first = text.partition("\n")[0]
    # A comma stands in texts and amounts: it parts cells only where nothing else does.
    mark = next((mark for mark in "\t;" if mark in first), ",")
    try:
        yield from csv.reader(StringIO(text), delimiter=mark)
    except csv.Error:
        raise Invalid(Fault("file", "sheet_unreadable")) from None


def _joined(rows: Iterable[list[str]], most_rows: int, longest: int) -> str:
    target = StringIO()
    writer = csv.writer(target, delimiter="\t", lineterminator="\n")
    written = 0
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        written += bool(cells)
        if written > most_rows:
            raise Invalid(Fault("file", "sheet_too_large"))
        writer.writerow(cells)
    text = target.getvalue()
    if len(text) > longest:
        raise Invalid(Fault("file", "sheet_too_large"))
    return text
