"""A revocation on paper: what it says in German, from the values that are kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.forms.notice_paper import day, framed, part
from funding.law.money import euro
from funding.words import notice_paper as paper
from funding.words import revocation_paper as w

POINTS = 100
WITHOUT_PROOF = frozenset({"revocation", "repayment"})


def revocation_words(content: Mapping[str, Any], *, draft: bool) -> dict[str, Any]:
    """Gather the words of the document; the sheet itself has none."""
    filled = _filled(content)
    revokes, claims = content["kind"] == "revocation", bool(content["claim_cents"])
    kind = content["kind"] if claims or not revokes else "revocation_only"
    given_up = w.GIVEN_UP if content["paid_cents"] else w.NOTHING_TO_REPAY
    operative = [
        w.REVOKED if revokes else w.SETTLED,
        *((w.REPAY, w.INTEREST) if claims else (given_up,)),
    ]
    return framed(
        content,
        heading=w.HEADINGS[kind],
        reference_line=w.PROJECT.format(**filled),
        parts=[
            part("Entscheidung", items=[text.format(**filled) for text in operative]),
            part("Sachverhalt", *_facts(content, filled)),
            part("Gründe", *_grounds(content, revokes=revokes, claims=claims)),
        ],
        refused=False,
        draft=draft,
    )


def _facts(content: Mapping[str, Any], filled: Mapping[str, str]) -> list[str]:
    if content["kind"] != "revocation":
        return [w.RENOUNCED.format(**filled), content["facts"]]
    told = [w.DUE]
    told += [w.REMINDED] if content["reminded_on"] else []
    told += [w.THREATENED] if content["threatened_on"] else []
    told += [w.HEARD, w.COMMENTED if content["commented_on"] else w.SILENT]
    return [" ".join(text.format(**filled) for text in told), content["facts"]]


def _grounds(content: Mapping[str, Any], *, revokes: bool, claims: bool) -> list[str]:
    if not revokes:
        return [w.RENOUNCED_GROUND, content["reasons"]]
    return [w.GROUND, content["reasons"], *([w.REPAY_GROUND] if claims else [])]


def _filled(content: Mapping[str, Any]) -> dict[str, str]:
    days = ("award_on", "proof_due_on", "reminded_on", "threatened_on")
    heard = ("heard_on", "heard_until", "commented_on")
    months = content["recovery_months"]
    return {
        **{name: day(content[name]) for name in (*days, *heard)},
        "title": content["title"],
        "granted": euro(content["granted_cents"]),
        "paid": euro(content["paid_cents"]),
        "period": paper.PERIOD.get(months, paper.MONTHS.format(months=months)),
        "points": f"{content['interest_basis_points'] // POINTS}",
    }
