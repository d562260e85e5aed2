"""The notice on a change on paper: what it says in German, from the values that are kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.forms.notice_paper import day, framed, label, part, typeset
from funding.law.money import euro
from funding.words import change_paper as w


def change_pdf(content: Mapping[str, Any], *, draft: bool) -> bytes:
    """Typeset a notice on a change from its content; needs no database. Raises ``NotTypeset``."""
    return typeset(content, words_of(content, draft=draft))


def words_of(content: Mapping[str, Any], *, draft: bool) -> dict[str, Any]:
    """Gather the words of the document; the sheet itself has none."""
    filled = _filled(content)
    refused = content["outcome"] == "refused"
    parts = _refusal(content, filled) if refused else _granted(content, filled)
    return framed(
        content,
        heading=w.HEADINGS[content["outcome"]],
        reference_line=w.PROJECT.format(**filled),
        parts=parts,
        refused=refused,
        draft=draft,
    )


def _granted(content: Mapping[str, Any], filled: Mapping[str, str]) -> list[dict[str, Any]]:
    operative = _operative(content)
    lowers = content["kind"] == "less"
    rest = w.LOWERED_REST if lowers else w.REST
    found = [part("Entscheidung", *(text.format(**filled) for text in (*operative, rest)))]
    if content["plan"]:
        plan = content["plan"]
        body = [
            [str(one["position"]), label(one), euro(one["old_cents"]), euro(one["new_cents"])]
            for one in plan
        ]
        sums = [euro(sum(one[name] for one in plan)) for name in ("old_cents", "new_cents")]
        body.append(["", w.SUM, *sums])
        found.append(part("Ausgabenplan", w.PLAN.format(**filled), head=w.PLAN_HEAD, body=body))
    why = w.LOWERED_WHY.format(**filled) if lowers else w.GRANTED_WHY
    found.append(part("Gründe", *filter(None, (why, content["reasons"]))))
    if lowers:
        steps = [[one["text"], one["basis"], euro(one["cents"])] for one in content["steps"]]
        found.append(part("Berechnung", head=w.COMPUTED_HEAD, body=steps))
    return found


def _operative(content: Mapping[str, Any]) -> list[str]:
    """Return the sentences of what is decided."""
    if content["kind"] == "period":
        return [w.PERIOD, w.PROOF]
    if content["kind"] == "partner":
        sides = content["sides"]
        moved = [w.LEAVE] * bool(sides["leave"]) + [w.JOIN] * bool(sides["join"])
        return [w.PARTNERS, *moved, w.AGREED]
    return [w.LOWERED if content["kind"] == "less" else w.SHIFT]


def _refusal(content: Mapping[str, Any], filled: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        part("Entscheidung", w.REFUSED.format(**filled)),
        part("Gründe", *filter(None, (content["reasons"], w.REFUSED_WHY))),
    ]


def _filled(content: Mapping[str, Any]) -> dict[str, str]:
    """Return what the sentences name, written as an office writes it."""
    sides, step = content.get("sides") or {}, content.get("award_step_cents") or 1
    days = ("award_on", "asked_on", "issued_on", "old_end", "new_end", "proof_due_on")
    return {
        **{name: day(content[name]) for name in days},
        "title": content["title"],
        "lead": content["lead"],
        "old_award": euro(content.get("old_award_cents") or 0),
        "new_award": euro(content.get("new_award_cents") or 0),
        "step": w.WHOLE_EUROS if step == w.EURO else w.WHOLE.format(step=euro(step)),
        "old_sides": ", ".join(sides.get("old", ())) or w.NOBODY,
        "new_sides": ", ".join(sides.get("new", ())) or w.NOBODY,
        "leaving": ", ".join(sides.get("leave", ())),
        "joining": ", ".join(sides.get("join", ())),
        "granted": euro(content["granted_cents"]),
        "deviation": str(content["deviation_percent"]),
    }
