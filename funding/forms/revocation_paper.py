"""An award taken back on paper: what it says in German, from the values that are kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.forms.notice_paper import day, framed, part
from funding.law.money import euro
from funding.words import notice_paper as paper
from funding.words import revocation_paper as w

POINTS = 100
WITHOUT_PROOF = frozenset({"revocation", "misuse", "withdrawal", "repayment"})
# What is decided of the award, and on what it rests, by the kind of the notice.
DECIDED = {"withdrawal": w.WITHDRAWN, "repayment": w.SETTLED}
GROUNDS = {"misuse": w.MISUSE_GROUND, "withdrawal": w.WITHDRAWAL_GROUND}


def revocation_words(content: Mapping[str, Any], *, draft: bool) -> dict[str, Any]:
    """Gather the words of the document; the sheet itself has none."""
    filled = _filled(content)
    kind, claims = content["kind"], bool(content["claim_cents"])
    given_up = w.GIVEN_UP if content["paid_cents"] else w.NOTHING_TO_REPAY
    operative = [
        DECIDED.get(kind, w.REVOKED),
        *((w.REPAY, w.INTEREST) if claims else (given_up,)),
    ]
    return framed(
        content,
        heading=w.HEADINGS[kind, claims],
        reference_line=w.PROJECT.format(**filled),
        parts=[
            part("Entscheidung", items=[text.format(**filled) for text in operative]),
            part("Sachverhalt", *_facts(content, filled), *_replaced(content)),
            part("Gründe", *_grounds(content, claims=claims)),
        ],
        refused=False,
        draft=draft,
    )


def _facts(content: Mapping[str, Any], filled: Mapping[str, str]) -> list[str]:
    kind = content["kind"]
    if kind == "repayment":
        return [w.RENOUNCED.format(**filled), content["facts"]]
    told = [w.DUE] if kind == "revocation" else []
    told += [w.REMINDED] if told and content["reminded_on"] else []
    told += [w.THREATENED] if told and content["threatened_on"] else []
    told += [w.HEARD_WITHDRAWAL if kind == "withdrawal" else w.HEARD]
    told += [w.COMMENTED if content["commented_on"] else w.SILENT]
    return [" ".join(text.format(**filled) for text in told), content["facts"]]


def _replaced(content: Mapping[str, Any]) -> list[str]:
    """Name the notice in whose place this one comes; those issued earlier name none."""
    replaced_on = content.get("replaced_on")
    return [paper.REPLACES.format(replaced_on=day(replaced_on))] if replaced_on else []


def _grounds(content: Mapping[str, Any], *, claims: bool) -> list[str]:
    kind = content["kind"]
    if kind == "repayment":
        return [w.RENOUNCED_GROUND, content["reasons"]]
    ground = GROUNDS.get(kind, w.GROUND)
    return [ground, content["reasons"], *([w.REPAY_GROUND] if claims else [])]


def _granted(content: Mapping[str, Any]) -> str:
    """Name what the notice of award grants, and to what less spending has lowered it since."""
    granted, first = euro(content["granted_cents"]), content.get("first_award_cents")
    return w.LOWERED.format(first_award=euro(first), granted=granted) if first else granted


def _filled(content: Mapping[str, Any]) -> dict[str, str]:
    days = ("award_on", "proof_due_on", "reminded_on", "threatened_on")
    heard = ("heard_on", "heard_until", "commented_on")
    months = content["recovery_months"]
    return {
        **{name: day(content[name]) for name in (*days, *heard)},
        "title": content["title"],
        "granted": _granted(content),
        "paid": euro(content["paid_cents"]),
        "period": paper.PERIOD.get(months, paper.MONTHS.format(months=months)),
        "points": f"{content['interest_basis_points'] // POINTS}",
    }
