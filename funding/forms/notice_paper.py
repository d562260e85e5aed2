"""A notice on paper: what it says in German, from the values that are kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from funding.documents.notice import render_notice
from funding.law import berlin
from funding.law.money import euro
from funding.queries.applying.submission import canonical
from funding.words import notice_paper as w
from funding.words.expenditure import EXPENDITURE
from funding.words.grounds import REJECTION_GROUNDS

ATTACHMENT = "bescheid.json"
NOON = 12


def notice_pdf(content: Mapping[str, Any], *, draft: bool) -> bytes:
    """Typeset a notice from its content; needs no database. Raises ``NotTypeset``."""
    return typeset(content, words_of(content, draft=draft))


def typeset(content: Mapping[str, Any], words: Mapping[str, Any]) -> bytes:
    """Typeset the words of a notice, with its content inside, dated on its day of issue."""
    at = berlin.at_hour(date.fromisoformat(content["issued_on"]), NOON)
    return render_notice(words, canonical(dict(content)), at)


def words_of(content: Mapping[str, Any], *, draft: bool) -> dict[str, Any]:
    """Gather the words of the document; the sheet itself has none."""
    filled = _filled(content)
    refused = content["kind"] == "rejection"
    parts = _refusal(content, filled) if refused else _award(content, filled)
    return framed(
        content,
        heading=w.HEADINGS[content["kind"]],
        reference_line=w.PROJECT.format(**filled),
        parts=parts,
        refused=refused,
        draft=draft,
    )


def framed(  # noqa: PLR0913 - a notice has that many sides
    content: Mapping[str, Any],
    *,
    heading: str,
    reference_line: str,
    parts: list[dict[str, Any]],
    refused: bool,
    draft: bool,
) -> dict[str, Any]:
    """Put the parts of a notice into what all notices have: heads, remedies, seal."""
    court, months = content["court"], content["remedy_months"]
    remedy = w.REMEDY.format(
        court=court,
        seat=court.rpartition(" ")[2],
        period=w.PERIOD.get(months, w.MONTHS.format(months=months)),
    )
    return {
        "refused": refused,
        "heading": heading,
        "author": ", ".join(w.OFFICE[:2]),
        "sender": list(w.OFFICE),
        "recipient": [content["lead"], *(f"mit {name}" for name in content["partners"])],
        "place": f"Dresden, {day(content['issued_on'])}",
        "file": "Aktenzeichen",
        "reference": content["reference"],
        "subject": w.SUBJECT,
        "reference_line": reference_line,
        "mark": w.DRAFT if draft else "",
        "parts": [*parts, part("Rechtsbehelfsbelehrung", remedy)],
        "closing": [w.COMPUTED, f"Im Auftrag: {content['official']}"] if not draft else [],
        "page": "Seite {here} von {all}",
        "sealed": w.SEALED,
        "attachment": ATTACHMENT,
        "attached": "Alle Angaben als JSON",
    }


def _award(content: Mapping[str, Any], filled: Mapping[str, str]) -> list[dict[str, Any]]:
    operative = [w.AWARDED, w.PURPOSE]
    if content["kind"] == "part":
        operative.append(w.REFUSED_PART)
    body = [
        [
            str(line["position"]),
            label(line),
            euro(line["amount_cents"]),
            euro(line["eligible_cents"]),
        ]
        for line in content["plan"]
    ]
    cuts = [
        w.CUT.format(
            position=line["position"],
            label=label(line),
            cut=euro(line["cut_cents"]),
            reason=line["cut_reason"],
        )
        for line in content["plan"]
        if line["cut_cents"]
    ]
    # What was issued before there were interim proofs names none.
    interims = [
        w.INTERIM.format(year=one["year"], due_on=day(one["due_on"]))
        for one in content.get("interims", ())
    ]
    conditions = [w.GENERAL, *interims, w.PROOF.format(**filled), *content["conditions"]]
    why = [w.GRANTED_WHY, *cuts]
    if content["kind"] == "part" and content["reasons"]:
        why.append(content["reasons"])
    return [
        part("Entscheidung", *(text.format(**filled) for text in operative)),
        part("Ausgabenplan", w.PLAN.format(**filled), head=w.PLAN_HEAD, body=body),
        part("Nebenbestimmungen", items=conditions),
        part("Auszahlung", w.PAYMENT),
        part("Vorbehalt", w.RESERVATION),
        part("Gründe", *why),
    ]


def _refusal(content: Mapping[str, Any], filled: Mapping[str, str]) -> list[dict[str, Any]]:
    ground = REJECTION_GROUNDS.get(content["ground"])
    why = ([f"{ground.de}."] if ground else []) + [content["reasons"]]
    return [part("Entscheidung", w.REFUSED.format(**filled)), part("Gründe", *why)]


def part(
    title: str,
    *paragraphs: str,
    items: list[str] | None = None,
    head: tuple[str, ...] = (),
    body: list[list[str]] | None = None,
) -> dict[str, Any]:
    """Write a part of a notice: a title, paragraphs, and items or a table."""
    return {
        "title": title,
        "paragraphs": list(paragraphs),
        "items": items or [],
        "head": list(head),
        "body": body or [],
    }


def label(line: Mapping[str, Any]) -> str:
    """Name a line of a plan by its kind and its own words."""
    kind = EXPENDITURE.get(line["kind"])
    return ": ".join(filter(None, (kind.de if kind else "", line["label"])))


def _filled(content: Mapping[str, Any]) -> dict[str, str]:
    """Return what the sentences name, written as an office writes it."""
    days = ("applied_on", "issued_on", "begins_on", "ends_on", "proof_due_on")
    return {
        **{name: day(content[name]) for name in days},
        "title": content["title"],
        "call": content["call"],
        "granted": euro(content["granted_cents"]),
        "requested": euro(content["requested_cents"]),
        "eligible": euro(sum(line["eligible_cents"] for line in content["plan"])),
        "rate": str(content["rate_percent"]),
        "deviation": str(content["deviation_percent"]),
    }


def day(text: str | None) -> str:
    """Write a day that is kept as YYYY-MM-DD."""
    return f"{date.fromisoformat(text):%d.%m.%Y}" if text else "–"
