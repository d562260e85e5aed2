"""A notice (Bescheid) as a PDF: PDF/A-3a and PDF/UA-1 in one file, with its data inside as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from funding.documents.characters import shown
from funding.documents.typesetting import in_turn

SHEET = "notice.typ"


def render_notice(words: Mapping[str, Any], data: bytes, at: datetime) -> bytes:
    """Typeset a notice; the same words, data and instant give the same bytes.

    ``data`` is the JSON that the document carries. Raises ``NotTypeset``.
    """
    second = at.astimezone(UTC).replace(microsecond=0).isoformat()

    def order(plain: bool) -> bytes:
        inputs = {
            "content": json.dumps(shown(dict(words), plain), ensure_ascii=False),
            "data": data.decode(),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        return json.dumps({"sheet": SHEET, "inputs": inputs, "at": second}).encode()

    return in_turn(order)
