"""The record of a deletion, as pages tell it."""

from __future__ import annotations

from funding.queries.closing.disposals import Kept
from funding.words.disposal import GONE
from funding.words.text import Text


def gone_of(kept: Kept) -> list[tuple[Text, int]]:
    """Name what was deleted, with how many of it."""
    counted = kept.disposal.gone if kept.disposal else {}
    return [(name, counted[table]) for table, name in GONE.items() if counted.get(table)]
