"""Where a further page of a list begins: the instant and key of the last row before it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import request

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
UNDATED = "-"


def cursor() -> tuple[datetime, UUID] | None:
    """Return the place named by the address; the first page for none, or for an unreadable one."""
    place = cursor_or_undated()
    return (place[0], place[1]) if place and place[0] else None


def cursor_or_undated() -> tuple[datetime | None, UUID] | None:
    """Return the place in a list whose last rows have no instant."""
    instant, _, key = request.args.get("nach", "").partition("_")
    try:
        found = None if instant == UNDATED else datetime.fromisoformat(instant)
        row = UUID(key)
    except ValueError:
        return None
    # Without an offset it is no instant; far off, no database can shift it to UTC.
    sound = found is None or (found.tzinfo and EARLIEST_YEAR < found.year < LATEST_YEAR)
    return (found, row) if sound else None
