"""An application as a PDF: PDF/A-3a and PDF/UA-1 in one file, with the answers inside as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from funding.documents.characters import shown
from funding.documents.typesetting import in_turn

SHEET = "application.typ"
NARROWEST, WIDEST = 4, 40


def render(
    content: Mapping[str, Any], data: bytes, at: datetime, seconds: float | None = None
) -> bytes:
    """Typeset an application; the same content, data and instant give the same bytes.

    ``data`` is the JSON that the document carries, and whose SHA-256 stands on its last page.
    Raises ``NotTypeset`` where it fails or takes longer than ``seconds``, the wait for a turn and
    the second try included; nothing else is touched.
    """
    return in_turn(lambda plain: _order(content, data, at, plain), seconds)


def _order(content: Mapping[str, Any], data: bytes, at: datetime, plain: bool) -> bytes:
    prepared = dict(content) | {"pages": [_page(page) for page in content["pages"]]}
    inputs = {
        "content": json.dumps(shown(prepared, plain), ensure_ascii=False),
        "data": data.decode(),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    second = at.astimezone(UTC).replace(microsecond=0)
    return json.dumps({"sheet": SHEET, "inputs": inputs, "at": second.isoformat()}).encode()


def _page(page: Mapping[str, Any]) -> dict[str, Any]:
    """Give every table of a page the widths of its columns."""
    parts = [
        part | {"widths": _widths([part["head"], *part["body"]])} if "body" in part else part
        for part in page["parts"]
    ]
    return dict(page) | {"parts": parts}


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the parts of the width that columns get: by their longest text, within reason."""
    columns = zip(*rows, strict=True)
    return [
        min(max(len(cell) for cell in (*column, " " * NARROWEST)), WIDEST) for column in columns
    ]
