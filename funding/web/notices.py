"""The notices of a case for the office: every one explained, and why somebody got none."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from funding.forms.speech import language
from funding.forms.told import cause_text, role_text, why_text
from funding.queries.case import Case
from funding.queries.notices.of_case import PAGE, Told, notices_of
from funding.queries.notices.owed_by import kinds_of_a_case
from funding.queries.notices.persons import somebodies
from funding.queries.notices.untold import Why, about_somebody, why
from funding.web.opening import open_case
from funding.web.paging import cursor
from funding.words.folding import fold
from funding.words.notices import NOTICE_KINDS
from funding.words.paces import WITHHELD
from funding.words.told import GONE, MISSING, PRIVATE, SECRET, SOURCES


def hang(pages: Blueprint) -> None:
    """Hang the page under the blueprint of the case file."""
    pages.add_url_rule("/mitteilungen", "told", told)


def told(reference: str) -> str:
    """Show the notices of a case, newest first, with what is asked about one that is missing."""
    case = open_case(reference)
    return render_template("case_file/told.html", case=case, **listed(case), **_asked(case))


def _asked(case: Case) -> dict[str, Any]:
    """Return what may be asked about a notice that is missing, and the answer to what was."""
    people = somebodies(case)
    kind = request.args.get("art", "")
    kind = kind if kind in kinds_of_a_case() else ""
    key = request.args.get("person", "")
    who = next((one for one in people if one.key == key), None)
    reasons: list[Why] = []
    if kind:
        reasons = why(case, kind, who)
    elif who is not None:
        reasons = about_somebody(case, who)
    return {
        "kinds": sorted(kinds_of_a_case(), key=lambda one: fold(NOTICE_KINDS[one].in_(language()))),
        "people": people,
        "NOTICE_KINDS": NOTICE_KINDS,
        "kind": kind,
        "who": who,
        "asked": bool(kind or who),
        "reasons": [why_text(one) for one in reasons],
    }


def listed(case: Case, towns: list[str] | None = None) -> dict[str, Any]:
    """Return what a page of notices shows; for a town, of its own people only."""
    rows = notices_of(case, cursor(), towns)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return {
        "rows": rows[:PAGE],
        "more": f"{last.created_at.isoformat()}_{last.id}" if last else None,
        "paged": "nach" in request.args,
        "title_of": title_of,
        "cause_text": cause_text,
        "role_text": role_text,
        "SOURCES": SOURCES,
        "GONE": GONE,
        "MISSING": MISSING,
        "WITHHELD": WITHHELD,
        "SECRET": SECRET,
        "PRIVATE": PRIVATE,
    }


def title_of(row: Told) -> str:
    """Return the subject of what was sent; of what was not, the name of its kind."""
    if row.subject:
        return row.subject
    return NOTICE_KINDS[row.kind].in_(language()) if row.kind in NOTICE_KINDS else row.kind
