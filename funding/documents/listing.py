"""A list as a file that a spreadsheet opens: UTF-8 with its mark, semicolons, one line a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

MARK = "\ufeff"
# A cell that begins so would be computed by the spreadsheet that opens it.
COMPUTED = ("=", "+", "-", "@", "\t", "\r")


def listing(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows of text under their heads."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return (MARK + written.getvalue()).encode()


def _harmless(cell: str) -> str:
    """Keep what was typed as text: with an apostrophe before it nothing is computed."""
    amount = cell[:1] == "-" and cell[1:].replace(",", "").isdigit()
    return "'" + cell if cell.startswith(COMPUTED) and not amount else cell
