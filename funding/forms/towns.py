"""Municipalities as people type them: by name or key, told apart where several fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from funding.queries.applying.register import Entry
from funding.words.folding import fold

KEY = re.compile(r"(?<!\w)P\d{8}(?!\w)|(?<!\d)\d{8,9}(?!\d)")


class Register:
    """The register of municipalities, read when the first one has to be looked up."""

    def __init__(self, read: Callable[[], Sequence[Entry]]) -> None:
        self._read = read

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """Return every municipality that exists today."""
        return self._read()

    @cached_property
    def known(self) -> Mapping[str, Entry]:
        """Return them by their keys."""
        return {entry.key: entry for entry in self.entries}


def search(register: Register, typed: str) -> list[Entry]:
    """Find municipalities by key or by the beginning of their name; namesakes are all returned."""
    key = KEY.search(typed.upper())
    if key:
        return [register.known[key[0]]] if key[0] in register.known else []
    wanted = fold(typed.strip())
    if not wanted:
        return []
    exact = [entry for entry in register.entries if fold(entry.name) == wanted]
    starts = [entry for entry in register.entries if fold(entry.name).startswith(wanted)]
    if len(exact) == 1 and wanted.endswith(", stadt"):
        return exact
    return starts or [entry for entry in register.entries if wanted in fold(entry.name)]
