"""Every version of the application's form; a draft keeps the one it began with."""

from __future__ import annotations

from funding.definition.first import PAGES
from funding.definition.language import Definition

CURRENT = 1
DEFINITIONS: dict[int, Definition] = {1: Definition(1, PAGES)}


def definition(version: int) -> Definition:
    """Return a version of the form; raises ``KeyError`` for one that never was."""
    return DEFINITIONS[version]
