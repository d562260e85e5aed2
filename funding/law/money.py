"""Amounts as people type and read them; inside there are only integer cents."""

from __future__ import annotations

import re

SPACES = " \u00a0\u202f"
BLANK = SPACES + "\t\r\n"
HUNDRED = 100
LONGEST = 20
MARKS = {"de": (".", ","), "en": (",", ".")}


class UnreadableAmount(ValueError):
    """The text is no amount in euros and cents; ``code`` says why, the form shows an example."""

    def __init__(self, code: str, text: str = "") -> None:
        self.code = code
        self.text = text
        super().__init__(f"{code}: {text!r}")


def _pattern(language: str) -> re.Pattern[str]:
    group, decimal = (re.escape(mark) for mark in MARKS[language])
    separator = f"[{group}{SPACES}]"
    groups = rf"[1-9][0-9]{{0,2}}(?P<sep>{separator})[0-9]{{3}}(?:(?P=sep)[0-9]{{3}})*"
    return re.compile(rf"(?P<whole>{groups}|[0-9]+)(?:{decimal}(?P<part>[0-9]{{1,2}}))?")


PATTERNS = {language: _pattern(language) for language in MARKS}


def cents_from_text(text: str, language: str = "de") -> int:
    """Read an amount in the language of the form; raise :class:`UnreadableAmount` otherwise.

    German: digits or groups of three with point or space, then a comma and one or two digits,
    euro sign or not: ``1234,5``, ``1.234,50``, ``1 234,50 €``. ``12.50`` is no German amount.
    """
    plain = text.strip(BLANK)
    if not plain:
        raise UnreadableAmount("amount_empty", text)
    if len(plain) > LONGEST:
        raise UnreadableAmount("amount_too_long", text[: 2 * LONGEST])
    if plain.startswith(("-", "\u2212", "€-", "€\u2212")):
        raise UnreadableAmount("amount_negative", text)
    bare = _without_sign(plain)
    found = PATTERNS[language].fullmatch(bare)
    if found is None:
        raise UnreadableAmount(_why(bare, language), text)
    whole = re.sub(r"[^0-9]", "", found["whole"])
    return int(whole) * HUNDRED + int((found["part"] or "0").ljust(2, "0"))


def _without_sign(plain: str) -> str:
    if plain.startswith("€"):
        return plain.removeprefix("€").strip(SPACES)
    return plain.removesuffix("€").strip(SPACES)


def _why(bare: str, language: str) -> str:
    group, decimal = MARKS[language]
    if re.fullmatch(rf"[0-9]+{re.escape(group)}[0-9]{{1,2}}", bare):
        return "amount_decimal_mark"
    if re.fullmatch(rf"[0-9]+{re.escape(decimal)}[0-9]{{3,}}", bare):
        return "amount_decimals"
    return "amount_unreadable"


def euro(cents: int, language: str = "de") -> str:
    """Write an amount: ``1.234,50 €`` or ``€1,234.50``, a true minus in front if negative."""
    sign = "\u2212" if cents < 0 else ""
    whole, part = divmod(abs(cents), HUNDRED)
    return sign + _dressed(f"{whole:,}", f"{part:02d}", language)


def euro_short(cents: int, language: str = "de") -> str:
    """Write an amount in whole euros, for pictures; half a euro is rounded up."""
    whole = (abs(cents) + HUNDRED // 2) // HUNDRED
    sign = "\u2212" if cents < 0 < whole else ""
    return sign + _dressed(f"{whole:,}", "", language)


def hundredths(basis_points: int, language: str = "de") -> str:
    """Write hundredths of a percent: ``3,37 %``, a true minus in front if negative."""
    sign = "\u2212" if basis_points < 0 else ""
    whole, part = divmod(abs(basis_points), HUNDRED)
    mark = MARKS[language][1]
    return f"{sign}{whole}{mark}{part:02d}\u00a0%"


def _dressed(grouped: str, part: str, language: str) -> str:
    if language == "en":
        return f"€{grouped}.{part}" if part else f"€{grouped}"
    grouped = grouped.replace(",", ".")
    return f"{grouped},{part}\u00a0€" if part else f"{grouped}\u00a0€"


def typed(cents: int, language: str = "de") -> str:
    """Write an amount as one would type it into a field: without currency."""
    return euro(cents, language).replace("€", "").strip(SPACES)
