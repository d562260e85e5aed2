"""What a case is found by in the queue: its number, its project and its municipalities."""

from __future__ import annotations

from collections.abc import Iterable

from funding.queries.case import Case
from funding.words.folding import fold


def search_text(case: Case, title: str, towns: Iterable[str]) -> str:
    """Return the text that is searched, folded as the words that are looked for."""
    return fold(" ".join([case.application.reference, title, *towns]))
