"""An application as a PDF: PDF/A-3a and PDF/UA-1 in one file, with the answers inside as JSON."""

from __future__ import annotations

import hashlib
import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from funding.documents.characters import shown
from funding.errors import NotTypeset

logger = logging.getLogger(__name__)
TYPESET = Path(__file__).with_name("typeset.py")
SHEET = "application.typ"
MOST_SECONDS = 20
# Each takes 60 to 100 MB for a moment; whoever comes meanwhile waits for a turn.
TURNS = BoundedSemaphore(2)
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


def in_turn(order: Callable[[bool], bytes], seconds: float | None = None) -> bytes:
    """Typeset an order when it is its turn, and once more with plain characters if that fails."""
    most = MOST_SECONDS if seconds is None else seconds
    ends = time.monotonic() + most
    if not TURNS.acquire(timeout=most):
        raise NotTypeset("busy")
    try:
        for plain in (False, True):
            made = _typeset(order(plain), ends - time.monotonic())
            if made.startswith(b"%PDF"):
                return made
    finally:
        TURNS.release()
    raise NotTypeset("failed")


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


def _typeset(order: bytes, seconds: float) -> bytes:
    """Let a process of its own typeset; what it says in failing may hold what people typed."""
    command = [sys.executable, "-I", str(TYPESET)]
    try:
        done = subprocess.run(  # noqa: S603 - our own file, and the order comes as data
            command, input=order, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as trouble:
        raise NotTypeset("too slow") from trouble
    except OSError as trouble:
        raise NotTypeset("no process") from trouble
    if done.returncode:
        logger.error("typesetting ended with %s", done.returncode)
        return b""
    return done.stdout
