"""Quantities as people type and read them; inside there are whole numbers of the last digit."""

from __future__ import annotations

import re

from funding.law.money import BLANK, MARKS

LONGEST = 12


def scaled_from_text(text: str, language: str, digits: int) -> int:
    """Read a decimal number as a whole number of its last digit; raise ``ValueError`` otherwise.

    ``"0,5"`` with two digits is 50. Thousands are not grouped: ``1.500`` could be read both ways.
    """
    plain = text.strip(BLANK).removesuffix("%").strip(BLANK)
    decimal = re.escape(MARKS[language][1])
    found = re.fullmatch(rf"([0-9]+)(?:{decimal}([0-9]{{1,{digits}}}))?", plain)
    if found is None or len(plain) > LONGEST:
        raise ValueError(text)
    return int(found[1] + (found[2] or "").ljust(digits, "0"))


def typed(scaled: int, language: str, digits: int) -> str:
    """Write a quantity as one would type it: without trailing noughts."""
    whole, part = divmod(scaled, 10**digits)
    rest = f"{part:0{digits}d}".rstrip("0")
    return f"{whole}{MARKS[language][1]}{rest}" if rest else str(whole)


def times(thousandths: int, price_cents: int) -> int:
    """Multiply a quantity in thousandths with a price in cents; half a cent is rounded up, once."""
    return (thousandths * price_cents + 500) // 1000
