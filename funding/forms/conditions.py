"""Conditions of the form, as a page shows them: in words without a script, as data for one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from funding.definition.language import Block, Field, Heading, Kind, Page, Rows, When
from funding.forms.speech import language
from funding.queries.applying.sheet import Sheet
from funding.words.fields import ACTION_FIELDS

WIDE = frozenset({"label", "qualification"})
Conditional = Field | Rows | Heading | Block
Known = dict[str, Field]  # the fields of a page by their names


def _fields(page: Page) -> dict[str, Field]:
    inner = {field.name: field for rows in page.rows for field in rows.fields}
    return inner | {field.name: field for field in page.fields}


def here(page: Page, part: Conditional, known: Known | None = None) -> list[When]:
    """Return the conditions that are answered on the page itself, and so may change under way."""
    if not part.when:
        return []
    known = known or _fields(page)
    return [when for when in part.when if when.field in known]


def ruled_out(sheet: Sheet, page: Page, part: Conditional, known: Known | None = None) -> bool:
    """Tell whether a part is not asked whatever is answered on this page."""
    if not part.when:
        return False
    known = known or _fields(page)
    elsewhere = tuple(when for when in part.when if when.field not in known)
    return bool(elsewhere) and not sheet.holds(elsewhere)


def conditions(page: Page, part: Conditional, known: Known | None = None) -> list[dict[str, Any]]:
    """Return the conditions as the values of the controls that a script looks at."""
    return [
        {"field": when.field, "values": [_typed(value) for value in when.values]}
        for when in here(page, part, known)
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """A field that every entry of some rows asks for; its conditions for the script, its look."""

    field: Field
    conditions: str
    look: str


def asked(sheet: Sheet, page: Page, rows: Rows) -> list[Asked]:
    """List the fields that the entries of rows ask for, or may: looked up once for all entries."""
    known, fields = _fields(page), rows.fields
    return [_asked(page, one, known) for one in fields if not ruled_out(sheet, page, one, known)]


def _asked(page: Page, field: Field, known: Known) -> Asked:
    said = json.dumps(conditions(page, field, known)) if field.when else ""
    wide = field.kind == Kind.TEXT or field.name in WIDE
    return Asked(field, said, ("fp-half" if wide else "fp-third") + (" fp-when" if said else ""))


@dataclass(frozen=True, slots=True)
class Frame:
    """Parts that stand together under the same conditions, which are said once."""

    parts: tuple[Conditional, ...]
    conditions: list[dict[str, Any]]
    words: str


def frames(sheet: Sheet, page: Page) -> list[Frame]:
    """Group the parts of a page that are asked, or may be, by their conditions."""
    asked = [part for part in page.parts if not ruled_out(sheet, page, part)]
    return [
        Frame(tuple(parts), conditions(page, parts[0]), when_text(page, parts[0]))
        for _when, run in groupby(asked, lambda part: part.when)
        for parts in [list(run)]
    ]


def when_text(page: Page, part: Conditional) -> str:
    """Say when a part is asked, in words."""
    if not part.when:
        return ""
    known, speech = _fields(page), language()
    said = [_said(known[when.field], when, speech) for when in here(page, part)]
    return said[-1] if said else ""


def _said(field: Field, when: When, speech: str) -> str:
    quoted = "“{}”" if speech == "en" else "„{}“"
    answers = ", ".join(quoted.format(_word(field, value, speech)) for value in when.values)
    question = field.label.in_(speech).rstrip(".?:")
    return str(_("Only for %(answers)s at “%(question)s”", answers=answers, question=question))


def _word(field: Field, value: Any, speech: str) -> str:
    if field.kind in (Kind.YES_NO, Kind.TICK):
        return str(_("Yes") if value else _("No"))
    chosen = field.choices.get(value) or ACTION_FIELDS.get(value)
    return chosen.in_(speech) if chosen else str(value)


def _typed(value: Any) -> str:
    return (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
