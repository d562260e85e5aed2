"""What a town submits, as plain JSON under the public keys of the form, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from funding.definition import definition
from funding.definition.annexes import SLOTS
from funding.definition.language import Field, Kind, Page, Rows
from funding.models import StoredFile, Submission
from funding.queries.applying.sheet import Row, Sheet
from funding.queries.applying.what_counts import EMPTY, WhatCounts
from funding.queries.case import Case

FORMAT = "kp-antrag-1"
# What says of whom a row speaks, beside its fields.
NAMED = ("key", "name", "district")


def content_of(case: Case) -> dict[str, Any]:
    """Return exactly what would be submitted now; amounts in cents, days as ISO dates.

    Whatever is asked stands in it, answered or not; whatever is not asked does not.
    """
    sheet = WhatCounts(case)
    return {
        "format": FORMAT,
        "form_version": sheet.definition.version,
        "reference": case.application.reference,
        "call": case.call.code,
        "lead": {
            "key": case.application.lead_key,
            "name": case.town_names[case.application.lead_key],
        },
        "towns": _towns(sheet),
        "answers": dict(pair for page in sheet.definition.pages for pair in _answers(sheet, page))
        | dict(_following(sheet)),
        "files": _files(case),
    }


def canonical(content: dict[str, Any]) -> bytes:
    """Write JSON in the one form that is hashed: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def fingerprint(content: dict[str, Any]) -> str:
    """Return the SHA-256 of JSON in its canonical form."""
    return hashlib.sha256(canonical(content)).hexdigest()


def names_others(content: dict[str, Any]) -> bool:
    """Tell whether what is submitted holds how to reach people of other municipalities."""
    reach = {
        (rows.key, field.name)
        for page in definition(content["form_version"]).pages
        for rows in page.rows
        for field in rows.fields
        if field.kind in (Kind.EMAIL, Kind.PHONE)
    }
    return any(row.get(name) for key, name in reach for row in content["answers"].get(key) or ())


def submission_of(case: Case) -> Submission | None:
    """Return what was submitted, as it was kept; none for a draft."""
    return case.session.get(Submission, case.application.id)


def _towns(sheet: Sheet) -> dict[str, str]:
    """Name the lead and the partners that count, for whoever reads their keys."""
    lead = sheet.case.application.lead_key
    names = {row["key"]: row["name"] for row in sheet.rows("partners")}
    return {lead: sheet.case.town_names[lead]} | names


def _answers(sheet: Sheet, page: Page) -> Iterator[tuple[str, Any]]:
    for part in page.parts:
        if isinstance(part, Field) and sheet.asked(part):
            yield part.key, _plain(sheet.value(part.name))
        elif isinstance(part, Rows) and sheet.asked(part):
            yield part.key, [_row(part, row) for row in sheet.rows(part.name)]


def _following(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Tell of each annex that is to follow by which day it will."""
    for slot in SLOTS.values():
        day = sheet.follows_on(slot)
        if day is not None:
            yield f"{slot.key}.folgt", day.isoformat()


def _row(rows: Rows, row: Row) -> dict[str, Any]:
    names = dict.fromkeys((*NAMED, *(field.name for field in rows.fields)))
    return {name: _plain(row[name]) for name in names if name in row}


def _plain(value: Any) -> Any:
    if value in EMPTY:
        return None
    return value.isoformat() if isinstance(value, date) else value


def _files(case: Case) -> list[dict[str, Any]]:
    """List the files that are handed in with the application, not those that follow later."""
    query = select(StoredFile).where(StoredFile.application_id == case.application.id)
    until = case.application.submitted_at
    if until is not None:
        query = query.where(StoredFile.at <= until)
    found = case.session.scalars(query.order_by(StoredFile.at, StoredFile.id))
    return [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in found]
