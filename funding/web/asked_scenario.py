"""A scenario of the ranking as an address: read from it, and written into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from funding.errors import Fault, Incomplete
from funding.forms.speech import language
from funding.forms.words import fault_text
from funding.law import money
from funding.queries.deciding.scenario import WHOLE, Scenario

# Cases and what is typed: more can be neither listed nor shown.
MOST, MOST_DIGITS, HIGHEST = 500, 3, 10**12
BEST = "beste"


class Asked(NamedTuple):
    """A scenario, what was typed for it as it was typed, and what of that cannot be read."""

    scenario: Scenario
    percent: str
    amounts: list[tuple[str, str]]
    problems: list[tuple[str, str]]


def asked(args: MultiDict[str, str]) -> Asked:
    """Read a scenario; what is typed wrong counts as not typed, and is named."""
    problems: list[tuple[str, str]] = []
    typed = args.get("prozent", "").strip()
    percent = int(typed) if _whole(typed) else WHOLE
    if typed and not (_whole(typed) and 0 < int(typed) <= WHOLE):
        problems.append(("prozent", _("Enter a whole percentage from 1 to 100, for example 80.")))
        percent = WHOLE
    rows = list(zip(args.getlist("fall"), args.getlist("betrag"), strict=False))[:MOST]
    rows = [(case, text) for case, text in rows if case and text.strip()]
    amounts = {}
    for number, (case, text) in enumerate(rows):
        try:
            amounts[case] = _cents(text)
        except money.UnreadableAmount as unreadable:
            told = fault_text(Fault("betrag", unreadable.code, {"limit": HIGHEST}))
            problems.append((f"betrag-{number}", f"{case}: {told}"))
    out = frozenset(args.getlist("ohne")[:MOST])
    best = args.get("auswahl") == BEST
    return Asked(Scenario(percent, amounts, out, best), typed, rows, problems)


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


def _cents(text: str) -> int:
    cents = money.cents_from_text(text, language())
    if cents > HIGHEST:
        raise money.UnreadableAmount("amount_too_large")
    if not cents:
        raise money.UnreadableAmount("amount_empty")
    return cents


def from_query(query: str) -> Asked:
    """Read a scenario from what stood behind the question mark of an address."""
    try:
        return asked(MultiDict(parse_qsl(query, max_num_fields=4 * MOST)))
    except ValueError:  # far more than the page can show
        raise Incomplete("anfrage") from None


def written(scenario: Scenario) -> Mapping[str, Any]:
    """Return a scenario as parameters of an address; what is usual is left out."""
    more: dict[str, Any] = {}
    if scenario.percent != WHOLE:
        more["prozent"] = scenario.percent
    if scenario.amounts:
        cases = tuple(sorted(scenario.amounts))
        more["fall"] = cases
        more["betrag"] = tuple(money.typed(scenario.amounts[one], language()) for one in cases)
    if scenario.out:
        more["ohne"] = tuple(sorted(scenario.out))
    if scenario.best:
        more["auswahl"] = BEST
    return more
