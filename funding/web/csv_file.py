"""A table as a file for a spreadsheet, as the reader's language writes numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from flask import Response

from funding.forms.speech import language
from funding.law.money import HUNDRED

# What a spreadsheet would compute; people type names and reasons.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | None


def amount(cents: int) -> str:
    """Write cents so that a spreadsheet of the reader's language reads a number."""
    whole, part = divmod(abs(cents), HUNDRED)
    sign = "-" if cents < 0 else ""
    return f"{sign}{whole}{'.' if language() == 'en' else ','}{part:02d}"


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """Return a table to be saved; whole numbers are cents, and no text is taken for a formula."""
    text = StringIO()
    mark = "," if language() == "en" else ";"
    writer = csv.writer(text, delimiter=mark, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow(
            amount(cell) if isinstance(cell, int) else _plain(cell or "") for cell in row
        )
    # The mark in front tells a spreadsheet that this is UTF-8.
    answer = Response("\ufeff" + text.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
