"""An application as it goes on paper: what is submitted, in words, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from funding.documents.application import render
from funding.forms.reading import Fact, Table, Told, told
from funding.forms.speech import gettext as _
from funding.forms.speech import language
from funding.forms.words import size_in_words
from funding.law import berlin
from funding.notices.letters import second
from funding.queries.applying.frozen_sheet import FrozenSheet
from funding.queries.applying.submission import (
    canonical,
    content_of,
    fingerprint,
    submission_of,
)
from funding.queries.case import Case

ATTACHMENT = "antrag.json"


@dataclass(frozen=True, slots=True)
class Paper:
    """An application for paper; ``mark`` says what is no submission, ``at`` is its instant."""

    content: dict[str, Any]
    sha256: str
    reference: str
    stand: str
    mark: str
    remarks: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    pages: tuple[Told, ...]
    at: datetime


def paper_of(case: Case) -> Paper:
    """Lay out a submission as it was kept, anything else as it stands."""
    kept, app = submission_of(case), case.application
    content = kept.content if kept else content_of(case)
    at = kept.submitted_at if kept else app.submitted_at or app.last_act_at
    return Paper(
        content=content,
        sha256=kept.sha256 if kept else fingerprint(content),
        reference=content["reference"],
        stand=_stand(case, at, kept.version if kept else app.version),
        mark="" if app.submitted_at else str(_("Draft – not submitted")),
        remarks=_remarks(submitted=app.submitted_at is not None, kept=kept is not None),
        facts=_facts(case, content),
        pages=tuple(told(case, FrozenSheet(case, content))),
        at=at,
    )


def kept_paper(case: Case) -> Paper | None:
    """Lay out what was submitted; nothing where it was not kept apart."""
    return paper_of(case) if submission_of(case) else None


def pdf_of(paper: Paper, seconds: float | None = None) -> bytes:
    """Typeset a paper, in so many seconds; needs no database, so that none is kept waiting."""
    return render(_words(paper), canonical(paper.content), paper.at, seconds)


def _stand(case: Case, at: datetime, version: int) -> str:
    local = at.astimezone(berlin.BERLIN)
    day = local.strftime("%d.%m.%Y" if language() == "de" else "%d/%m/%Y")
    given = {"day": day, "hour": local.strftime("%H:%M"), "version": version}
    if case.application.submitted_at is None:
        return str(_("As of: draft, %(day)s, %(hour)s, version %(version)s", **given))
    return str(_("As of: submitted, %(day)s, %(hour)s, version %(version)s", **given))


def _remarks(*, submitted: bool, kept: bool) -> tuple[str, ...]:
    if submitted and not kept:
        # Handed in before the portal kept what was submitted apart.
        old = _(
            "This application was submitted before the portal kept submissions apart; "
            "it shows the entries as they stand in the portal today."
        )
        return (str(old),)
    return ()


def _facts(case: Case, content: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    lead, towns = content["lead"], content["towns"]
    others = ", ".join(name for key, name in towns.items() if key != lead["key"])
    at = case.application.submitted_at
    pairs = (
        (_("Number"), content["reference"]),
        (_("Municipality"), lead["name"]),
        (_("Partners"), others),
        (_("Call"), content["call"]),
        (_("Received"), second(at, language()) if at else ""),
    )
    return tuple((str(name), value) for name, value in pairs if value)


def _words(paper: Paper) -> dict[str, Any]:
    """Gather the words of the document; the sheet itself has none."""
    speech = language()
    return {
        "lang": speech,
        "region": "DE" if speech == "de" else "GB",
        "heading": str(_("Application for a grant")),
        "author": str(_("Funding portal for communal prevention")),
        "reference": paper.reference,
        "stand": paper.stand,
        "mark": paper.mark,
        "remarks": list(paper.remarks),
        "page": str(_("Page {here} of {all}")),
        "label": str(_("Field")),
        "value": str(_("Answer")),
        "facts": [{"key": "", "label": name, "value": value} for name, value in paper.facts],
        "pages": [
            {"title": f"{one.page.number} {one.title}", "parts": list(_parts(one))}
            for one in paper.pages
        ]
        + _files(paper.content["files"]),
        "seal": str(_("Checksum")),
        "sealed": str(
            _(
                "This PDF carries all answers as the file antrag.json (amounts in cents, "
                "days as YYYY-MM-DD). The SHA-256 of that file is:"
            )
        ),
        "attachment": ATTACHMENT,
        "attached": str(_("All answers as JSON")),
    }


def _parts(page: Told) -> Iterator[dict[str, Any]]:
    """Put facts that follow one another into one table."""
    rows: list[dict[str, str]] = []
    for part in page.parts:
        if isinstance(part, Fact):
            rows.append({"key": part.key, "label": part.label, "value": part.value or "–"})
            continue
        if rows:
            yield {"kind": "facts", "rows": rows}
            rows = []
        yield _table(part)
    if rows:
        yield {"kind": "facts", "rows": rows}


def _table(part: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "key": part.key,
        "label": part.label,
        "head": list(part.head),
        "body": [list(row) for row in part.body],
        "numeric": list(part.numeric),
    }


def _files(files: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Make a page of the files that belong to the application, if there are any."""
    if not files:
        return []
    head = [str(_("Name")), str(_("Size")), "SHA-256"]
    body = [[one["name"], size_in_words(one["size"], language()), one["sha256"]] for one in files]
    label = str(_("Files handed in"))
    part = {"kind": "table", "key": "", "label": label, "head": head, "body": body, "numeric": [1]}
    return [{"title": label, "parts": [part]}]
