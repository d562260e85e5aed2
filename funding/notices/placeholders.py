"""Placeholders in the text of a notice that staff typed: ``{name}`` or ``{name:format}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple


class Sort(StrEnum):
    """What a placeholder stands for, which decides how it can be written."""

    WORDS = "words"
    DAY = "day"
    MOMENT = "moment"
    EURO = "euro"
    NUMBER = "number"
    POINTS = "points"
    LIST = "list"
    LINK = "link"
    PART = "part"  # a part of the delivered text that a program decides


# The facts that a typed text may name. Lists of records and what only decides a part are none.
FACTS: Mapping[str, Sort] = {
    **dict.fromkeys(
        (
            *("reference", "title", "municipality", "call", "actor", "reason", "why", "annex"),
            *("contact_name", "contact_phone", "deadline", "content_sha256", "field", "to_field"),
            *(
                "bank_account",
                "partner",
                "role",
                "inviter",
                "what",
                "change",
                "relief",
                "claim",
                "repayment",
                "address",
                "subject_line",
            ),
        ),
        Sort.WORDS,
    ),
    **dict.fromkeys(
        (
            *("due", "subject_due", "wanted_on", "claim_on", "decision_on", "begins_on", "ends_on"),
            *("issued_on", "notified_on", "final_on", "remedy_ends_on", "waived_on", "value_date"),
            *("keep_until", "closes_on", "new_due", "reminded_on", "threatened_on"),
        ),
        Sort.DAY,
    ),
    **dict.fromkeys(("at", "valid_until", "signed_on"), Sort.MOMENT),
    **dict.fromkeys(
        (
            *("amount", "amount_requested", "amount_proposed", "amount_approved", "amount_final"),
            *("amount_paid", "amount_open", "available", "total", "open_cents", "contribution"),
        ),
        Sort.EURO,
    ),
    **dict.fromkeys(
        (
            "days",
            "year",
            "percent",
            "places",
            "open_cases",
            "partner_count",
            "signed_count",
            "draw_number",
        ),
        Sort.NUMBER,
    ),
    "points": Sort.POINTS,
    "partners": Sort.LIST,
    "unable": Sort.LIST,
    "url": Sort.LINK,
}
# How a sort can be written, by what stands behind the colon; the first is without any.
FORMATS: Mapping[Sort, Mapping[str, str]] = {
    Sort.DAY: {"": "date", "short": "date_short"},
    Sort.MOMENT: {"": "moment", "second": "second", "day": "date", "short": "date_short"},
    Sort.EURO: {"": "euro"},
}
PLAIN = {"": ""}
# Nothing proposed, granted, final or open is nothing to be told.
NOTHING_AT_ZERO = frozenset({"amount_approved", "amount_proposed", "amount_final", "amount_open"})
BRACES = re.compile(r"\{+[^{}\n]{0,60}\}+|\{+[^{}\n]{0,20}|[^{}\n]{0,20}\}+")
NAMED = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z]+))?\}")


class Placeholder(NamedTuple):
    """A place in a typed text where something of the notice is put."""

    name: str
    format: str = ""

    def __str__(self) -> str:
        """Write it as it is typed."""
        return f"{{{self.name}:{self.format}}}" if self.format else f"{{{self.name}}}"


Piece = str | Placeholder


class Read(NamedTuple):
    """A typed text in its pieces, and what in it looks like a placeholder and is none."""

    pieces: tuple[Piece, ...]
    wrong: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """Return what the text names."""
        return frozenset(p.name for p in self.pieces if isinstance(p, Placeholder))


def sort_of(name: str) -> Sort:
    """Return what a placeholder stands for; what is no fact is a part of the delivered text."""
    return FACTS.get(name, Sort.PART)


def formats_of(name: str) -> Mapping[str, str]:
    """Return how a placeholder can be written."""
    return FORMATS.get(sort_of(name), PLAIN)


def read(text: str, allowed: Iterable[str]) -> Read:
    """Take a typed text apart: a brace means a placeholder of the list, or it is wrong."""
    known = frozenset(allowed)
    pieces: list[Piece] = []
    wrong: list[str] = []
    end = 0
    for found in BRACES.finditer(text):
        named = NAMED.fullmatch(found[0])
        start, shown = found.start(), found[0]
        if named and named[1] in known and (named[2] or "") in formats_of(named[1]):
            pieces += [text[end:start], Placeholder(named[1], named[2] or "")]
        else:
            wrong.append(shown.strip())
            pieces.append(text[end : found.end()])
        end = found.end()
    pieces.append(text[end:])
    return Read(tuple(p for p in pieces if p), tuple(dict.fromkeys(wrong)))


def value(
    one: Placeholder, facts: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]]
) -> str:
    """Write what a fact says; nothing where it is not known."""
    fact = facts.get(one.name)
    if fact is None or fact in ("", []) or (fact == 0 and one.name in NOTHING_AT_ZERO):
        return ""
    sort = sort_of(one.name)
    if sort == Sort.LIST:
        return ", ".join(str(entry) for entry in fact)
    how = formats_of(one.name)[one.format]
    if sort == Sort.POINTS:
        return str(filters["decimal"](fact))
    return str(filters[how](fact)) if how else str(fact)
