"""Where a further page of a list begins: the instant and key of the last row before it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import request

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200


def cursor() -> tuple[datetime, UUID] | None:
    """Return the place named by the address; the first page for none, or for an unreadable one."""
    named = reference_cursor()
    try:
        return (named[0], UUID(named[1])) if named else None
    except ValueError:
        return None


def reference_cursor() -> tuple[datetime, str] | None:
    """Return the place named by the address, where its rows are told apart by their reference."""
    instant, _, key = request.args.get("nach", "").partition("_")
    try:
        found = datetime.fromisoformat(instant)
    except ValueError:
        return None
    # Without an offset it is no instant; far off, no database can shift it to UTC.
    sound = found.tzinfo and EARLIEST_YEAR < found.year < LATEST_YEAR
    return (found, key) if sound and key.isprintable() else None
