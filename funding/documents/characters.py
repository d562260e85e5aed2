"""Characters that a document can show; PDF/A forbids any that its typefaces do not hold."""

from __future__ import annotations

import re
from typing import Any

# Code points that the typefaces inside typst hold (Libertinus Serif, New Computer Modern, DejaVu
# Sans Mono), found by setting each. What turns the direction of a line is left out on purpose: it
# could make an amount read otherwise than it is.
SHOWN = (
    "\n\x20-\x7e\xa0-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff"
    "\u05d0-\u05ea\u0621-\u063a\u0640-\u0652\u0660-\u0669\u1e00-\u1eff\u2000-\u200d\u2010-\u2027"
    "\u2030-\u2040\u2044-\u2052\u2070\u2071\u2074-\u208e\u20a0-\u20bf\u2100-\u211e\u2122"
    "\u2190-\u22ff\u2500-\u25ff\u2713-\u2718\ufb00-\ufb06"
)
# What is left where even one of those fails, as some scripts do in odd orders.
PLAIN = "\n\x20-\x7e\xa0-\u024f\u2010-\u2027\u20ac"
NOT_SHOWN, NOT_PLAIN = re.compile(f"[^{SHOWN}]"), re.compile(f"[^{PLAIN}]")
SILENT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
# A word that no column holds may be broken; a line ends nowhere else in it.
LONG = re.compile(r"[^\s\u200b]{24}(?=[^\s\u200b])")
BREAK = "\u200b"


def shown(value: Any, plain: bool = False) -> Any:
    """Return text, or every text within, so that it can be set: what has no picture is named."""
    if isinstance(value, dict):
        return {key: shown(one, plain) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [shown(one, plain) for one in value]
    return _fitted(value, plain) if isinstance(value, str) else value


def _fitted(text: str, plain: bool) -> str:
    text = SILENT.sub("", LINE_ENDS.sub("\n", text).replace("\t", " "))
    text = (NOT_PLAIN if plain else NOT_SHOWN).sub(_named, text)
    return LONG.sub(lambda found: found[0] + BREAK, text)


def _named(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"
