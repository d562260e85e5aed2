"""Municipalities as people type them: by name or key, told apart where several fit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from funding.queries.applying.register import Entry
from funding.services.applying.save_section import fold

KEY = re.compile(r"(?<!\d)\d{8,9}(?!\d)")


def search(register: Sequence[Entry], known: Mapping[str, Entry], typed: str) -> list[Entry]:
    """Find municipalities by key or by the beginning of their name; namesakes are all returned."""
    key = KEY.search(typed)
    if key:
        return [known[key[0]]] if key[0] in known else []
    wanted = fold(typed.strip())
    if not wanted:
        return []
    exact = [entry for entry in register if fold(entry.name) == wanted]
    starts = [entry for entry in register if fold(entry.name).startswith(wanted)]
    if len(exact) == 1 and wanted.endswith(", stadt"):
        return exact
    return starts or [entry for entry in register if wanted in fold(entry.name)]
