"""The list for a jury as a PDF in A4 across: cases by rank with room for a note, PDF/UA-1."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from funding.documents.characters import shown
from funding.documents.typesetting import in_turn

SHEET = "jury.typ"


def render_list(content: Mapping[str, Any], at: datetime) -> bytes:
    """Typeset a list; the same content and instant give the same bytes.

    Raises ``NotTypeset`` where it fails or takes too long.
    """
    second = at.astimezone(UTC).replace(microsecond=0).isoformat()

    def order(plain: bool) -> bytes:
        inputs = {"content": json.dumps(shown(dict(content), plain), ensure_ascii=False)}
        return json.dumps({"sheet": SHEET, "inputs": inputs, "at": second}).encode()

    return in_turn(order)
