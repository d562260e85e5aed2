"""Texts as they are searched: written and typed words meet in the same folded form."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Fold a text for searching: lower case, umlauts and ß written out, no accents or joiners."""
    text = text.casefold()
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        text = text.replace(letter, written)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(
        c for c in decomposed if not (unicodedata.combining(c) or unicodedata.category(c) == "Cf")
    )
