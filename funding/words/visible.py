"""What of a text can be seen: control and format characters are none, and joiners only in words."""

from __future__ import annotations

import re
import unicodedata

# They hold letters and signs together, in emoji and in scripts that join; beside a blank, nothing.
JOINERS = "\u200c\u200d"
AT_EDGES = re.compile(rf"(?<!\S)[{JOINERS}]+|[{JOINERS}]+(?!\S)")
# Called format characters, but drawn: the number signs of Arabic and Syriac.
DRAWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
# Called letters or signs, but drawn as a blank.
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def cleaned(text: str) -> str:
    """Take out what cannot be seen; a text in which nothing is left to see is empty."""
    if not text.isprintable():  # else there is nothing to take out
        text = AT_EDGES.sub("", "".join(letter for letter in text if _kept(letter)))
    return text if seen(text) else ""


def seen(text: str) -> bool:
    """Tell whether anything of a text can be seen."""
    return any(letter in DRAWN or _visible(letter) for letter in text)


def said(text: object) -> bool:
    """Tell whether something was said: a text in which anything can be seen; nothing is none."""
    return text is not None and seen(str(text))


def hides(text: str) -> bool:
    """Tell whether signs are in a text that cannot be seen, or let it read otherwise.

    Also those that are drawn as a blank or end a line where no new line was typed.
    """
    return any(letter != "\r" and (not _kept(letter) or _blanks(letter)) for letter in text)


def _kept(letter: str) -> bool:
    # Among the format characters are those that let a text read otherwise than it is stored.
    plain = unicodedata.category(letter) not in ("Cc", "Cf")
    return plain or letter in "\n\t" or letter in JOINERS or letter in DRAWN


def _blanks(letter: str) -> bool:
    return letter in FILLERS or unicodedata.category(letter) in ("Zl", "Zp", "Cs")


def _visible(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind[0] not in "ZM" and kind not in ("Cc", "Cf", "Cs") and letter not in FILLERS
