"""The one clock. Everything that happens gets its time from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

Source = Callable[[], datetime]


def _wall() -> datetime:
    return datetime.now(UTC)


_source: Source = _wall


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return _source().astimezone(UTC)


@contextmanager
def reading(source: Source) -> Iterator[None]:
    """Let ``source`` tell the time while the block runs: for the demo and for tests."""
    global _source  # noqa: PLW0603 - there is one clock for the whole process, on purpose
    before, _source = _source, source
    try:
        yield
    finally:
        _source = before
