"""A11: the annexes; which are needed follows from the answers."""

from __future__ import annotations

from funding.definition.language import Block, Page
from funding.words.text import Text

PAGE = Page("A11", "annexes", "closing", Text("Anlagen", "Annexes"), (Block("annexes"),))
