"""The notice about interest on paper: what it says in German, from the values kept of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from funding.forms.notice_paper import day, framed, part, typeset
from funding.law.money import euro, hundredths
from funding.words import interest_paper as w
from funding.words.notice_paper import MONTHS, PERIOD

GERMAN = "de"
ONE_POINT = 100
CLAIM, USE, COMMENTED = "claim", "use", "comment"


def interest_pdf(content: Mapping[str, Any], *, draft: bool) -> bytes:
    """Typeset a notice about interest from its content. Raises ``NotTypeset``."""
    return typeset(content, words_of(content, draft=draft))


def words_of(content: Mapping[str, Any], *, draft: bool) -> dict[str, Any]:
    """Gather the words of the document; the sheet itself has none."""
    figures, months = content["figures"], content["recovery_months"]
    filled = {
        "title": content["title"],
        "award_on": day(content["award_on"]),
        "final_on": day(content["final_notice_on"]),
        "amount": euro(content["amount_cents"]),
        "reference": content["reference"],
        "period": PERIOD.get(months, MONTHS.format(months=months)),
    }
    points = f"{figures['points'] / ONE_POINT:g}".replace(".", ",")
    return framed(
        content,
        heading=w.HEADING,
        reference_line=w.PROJECT.format(**filled),
        parts=[
            part("Entscheidung", w.CLAIMED.format(**filled), w.PAYABLE.format(**filled)),
            *(_source(one, content) for one in figures["sources"]),
            part("Berechnung", w.HOW.format(points=points)),
            part("Gründe", *_reasons(content)),
        ],
        refused=False,
        draft=draft,
    )


def _source(one: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """Write one ground of interest: in words, with its periods, and what has lapsed of it."""
    claim = one["kind"] == CLAIM
    text = (w.ON_CLAIM if claim else w.ON_USE).format(
        number=one["number"],
        amount=euro(one["amount_cents"]),
        final_on=day(content["final_notice_on"]),
        paid_on=day(one["paid_on"]),
        use_until=day(one["use_until"]),
        last=day(one["last"]),
    )
    less = [w.LESS.format(reclaimed=euro(one["reclaimed_cents"]))] if one["reclaimed_cents"] else []
    barred = [
        w.BARRED.format(
            year=year["year"], amount=euro(year["cents"]), lapses_on=day(year["lapses_on"])
        )
        for year in one["years"]
        if year["barred"]
    ]
    body = [_row(row) for year in one["years"] if not year["barred"] for row in year["parts"]]
    if body:
        body.append(["", w.SUM, "", euro(one["cents"])])
    title = w.TITLES[one["kind"]].format(number=one["number"])
    return part(title, text, *less, *barred, head=w.HEAD if body else (), body=body)


def _row(row: Mapping[str, Any]) -> list[str]:
    period = w.ROW.format(
        first=day(row["first"]), last=day(row["last"]), owed=euro(row["owed_cents"])
    )
    rate = hundredths(row["basis_points"], GERMAN)
    return [str(row["days"]), period, rate, euro(row["cents"])]


def _reasons(content: Mapping[str, Any]) -> Iterator[str]:
    sources = content["figures"]["sources"]
    if content["reasons"]:
        yield content["reasons"]
    if content["heard_by"] == COMMENTED:
        heard_on = content.get("heard_on")
        yield w.COMMENTED.format(on=f" am {day(heard_on)}" if heard_on else "")
        if weighing := content.get("weighing"):  # notices of before have none
            yield weighing
    else:
        yield w.SILENT
    if any(one["in_time"] for one in sources):
        yield w.IN_TIME
    if any(one["kind"] == USE for one in sources):
        yield w.DISCRETION
