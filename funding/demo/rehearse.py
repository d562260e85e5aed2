"""A stage for rehearsals: a temporary database, a clock moved by hand, details typed as text."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Engine

from funding import clock
from funding.db import connect, migrate
from funding.errors import Refused
from funding.forms.fields import FIRST_YEAR, LAST_YEAR
from funding.queries.details import Details

MOST_DIGITS = 12


@contextmanager
def temporary_database() -> Iterator[Engine]:
    """Connect to an empty database in a temporary folder, migrated, and let go of it after."""
    with tempfile.TemporaryDirectory(prefix="funding-") as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'demo.sqlite3'}")
        migrate.upgrade(engine)
        try:
            yield engine
        finally:
            engine.dispose()


class MovedClock:
    """A clock that stands where it was put."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.instant


@contextmanager
def moved_clock(instant: datetime) -> Iterator[MovedClock]:
    """Let the whole process read a clock that is moved by hand."""
    moved = MovedClock(instant)
    with clock.reading(moved):
        yield moved


def day(text: str) -> date:
    """Read a day of a project's lifetime."""
    found = date.fromisoformat(text)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"the year must be {FIRST_YEAR} to {LAST_YEAR}")
    return found


def cents(text: str) -> int:
    """Read an amount in whole cents; ``-`` for money that comes back."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
        raise ValueError(f"write whole cents in at most {MOST_DIGITS} digits")
    return int(text)


READERS: dict[str, Any] = {
    "amount_cents": cents,
    "recognised_cents": cents,
    "reauthenticated": lambda text: text == "yes",
    "facts_put": lambda text: text == "yes",
    "new_decision_due": lambda text: text == "yes",
    "items": lambda text: text.split("|"),
    "new_holder_id": UUID,
    "successor_signatory_id": UUID,
    "ends_on": day,
    "issued_on": day,
    "notified_on": day,
    "waived_on": day,
    "value_on": day,
}
TEXTS = (
    "reason",
    "ground",
    "successor_key",
    "partner_key",
    "fingerprint",
    "channel",
    "evidence",
    "kind",
)


def details_from(given: Sequence[str]) -> Details:
    """Read ``key=value`` pairs of the console; raise :class:`Refused` with a sentence."""
    details: dict[str, Any] = {}
    for pair in given:
        key, mark, text = pair.partition("=")
        if not mark or (key not in READERS and key not in TEXTS):
            known = ", ".join(sorted((*READERS, *TEXTS)))
            raise Refused(f"'{pair}' is no detail. Write key=value with one of: {known}.")
        try:
            details[key] = READERS.get(key, str)(text)
        except ValueError as error:
            raise Refused(f"'{pair}' cannot be read: {error}.") from error
    return cast(Details, details)  # the keys were checked above
