"""The final notice on paper: what it says in German, from the values that are kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.forms.notice_paper import day, framed, label, part, typeset
from funding.forms.revocation_paper import WITHOUT_PROOF, revocation_words
from funding.law.money import euro
from funding.words import final_paper as w
from funding.words.notice_paper import MONTHS, PERIOD, REPLACES

DAYS = ("award_on", "handed_in_on", "issued_on", "receipts_until")


def final_pdf(content: Mapping[str, Any], *, draft: bool) -> bytes:
    """Typeset a final notice from its content; needs no database. Raises ``NotTypeset``."""
    return typeset(content, words_of(content, draft=draft))


def words_of(content: Mapping[str, Any], *, draft: bool) -> dict[str, Any]:
    """Gather the words of the document; the sheet itself has none."""
    if content["kind"] in WITHOUT_PROOF:
        return revocation_words(content, draft=draft)
    filled = _filled(content)
    operative = [text.format(**filled) for text in _operative(content)]
    keeping = part("Aufbewahrung", w.KEEP.format(**filled))
    return framed(
        content,
        heading=w.HEADINGS[content["kind"]],
        reference_line=w.PROJECT.format(**filled),
        parts=[
            part("Entscheidung", *operative),
            *_figures(content, filled),
            part("Gründe", *_why(content)),
            keeping,
        ],
        refused=False,
        draft=draft,
    )


def _operative(content: Mapping[str, Any]) -> list[str]:
    """Choose what the notice orders: the final grant, and what becomes of the difference."""
    texts = [w.FIXED_LOWERED if content.get("first_award_cents") else w.FIXED]
    if content["final_cents"] < content["granted_cents"]:
        texts.append(w.REDUCED)
    if content["reclaimed_cents"]:
        return [*texts, w.RECLAIMED, w.PAYABLE]
    if content["given_up"]:
        return [*texts, w.GIVEN_UP[content["given_up"]]]
    return [*texts, w.TO_PAY if content["rest_cents"] else w.ALL_PAID]


def _figures(content: Mapping[str, Any], filled: Mapping[str, str]) -> list[dict[str, Any]]:
    plan = content["plan"]
    names = ("planned_cents", "actual_cents")
    body = [
        [str(one["position"]), label(one), *(euro(one[name]) for name in names)] for one in plan
    ]
    body.append(["", w.SUM, *(euro(sum(one[name] for one in plan)) for name in names)])
    steps = [
        [str(number), one["text"], one["basis"], euro(one["cents"])]
        for number, one in enumerate(content["steps"], 1)
    ]
    return [
        part("Ausgaben", w.PLAN.format(**filled), head=w.PLAN_HEAD, body=body),
        part("Berechnung", w.COMPUTED.format(**filled), head=w.COMPUTED_HEAD, body=steps),
    ]


def _why(content: Mapping[str, Any]) -> list[str]:
    why = [w.WHY, content["reasons"]]
    if replaced_on := content.get("replaced_on"):
        why.insert(0, REPLACES.format(replaced_on=day(replaced_on)))
    why += [
        w.CUT.format(
            position=one["position"],
            number=one["number"],
            cut=euro(one["cut_cents"]),
            reason=one["reason"],
        )
        for one in content["cuts"]
    ]
    heard = content["hearing"]
    if heard is not None:
        why.append(w.HEARD.format(opened_on=day(heard["opened_on"]), facts=heard["facts"]))
        why.append(w.COMMENTED[heard["commented"]])
    if content["reclaimed_cents"]:
        why.append(w.DISCRETION)
    return [text for text in why if text]


def _filled(content: Mapping[str, Any]) -> dict[str, str]:
    """Return what the sentences name, written as an office writes it."""
    sums = ("granted", "recognised", "final", "paid", "rest", "reclaimed", "given_up")
    months = content["recovery_months"]
    return {
        **{name: euro(content[f"{name}_cents"]) for name in sums},
        **{name: day(content[name]) for name in DAYS},
        "title": content["title"],
        "first_award": euro(content.get("first_award_cents") or content["granted_cents"]),
        "period": PERIOD.get(months, MONTHS.format(months=months)),
    }
