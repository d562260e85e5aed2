"""The answers of a case as they are read: on pages, in print, in the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from funding.definition.annexes import SLOTS
from funding.definition.language import Field, Kind, Page, Rows
from funding.forms.speech import language
from funding.law import money, quantities
from funding.notices.letters import short_date
from funding.queries.applying.findings import ANNEXES
from funding.queries.applying.sheet import Row, Sheet
from funding.queries.case import Case
from funding.words.text import Text

FOLLOWS = Text("wird nachgereicht bis {day}", "will follow by {day}")
YES, NO = Text("ja", "yes"), Text("nein", "no")


@dataclass(frozen=True, slots=True)
class Fact:
    """An answer in words: its public key, its label, and whether it is asked at all.

    An answer that is not asked any more is kept in the draft and not handed in.
    """

    key: str
    name: str
    label: str
    value: str
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in words, with the columns that are used; ``numeric`` are those of amounts."""

    key: str
    name: str
    label: str
    head: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...]
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """A page as it is read."""

    page: Page
    title: str
    parts: tuple[Fact | Table, ...]


def told(case: Case, sheet: Sheet | None = None) -> list[Told]:
    """Put every page of a case into words, as it stands or as another sheet has kept it."""
    sheet, speech = sheet or Sheet(case), language()
    pages = [Told(p, p.title.in_(speech), tuple(_parts(sheet, p))) for p in sheet.definition.pages]
    return [page for page in pages if page.parts]


def _parts(sheet: Sheet, page: Page) -> list[Fact | Table]:
    parts: list[Fact | Table] = []
    for part in page.parts:
        if isinstance(part, Field):
            value = written(sheet.case, part, sheet.value(part.name))
            asked = sheet.asked(part)
            if asked or value:
                label = part.label.in_(language())
                parts.append(Fact(part.key, part.name, label, value, asked))
        elif isinstance(part, Rows) and (table := _table(sheet, part)):
            parts.append(table)
    return parts + (_following(sheet) if page.code == ANNEXES else [])


def _following(sheet: Sheet) -> list[Fact | Table]:
    """Tell which annexes are to follow, and by which day."""
    days = [(slot, sheet.follows_on(slot)) for slot in SLOTS.values()]
    speech = language()
    return [
        Fact(
            slot.key,
            slot.code,
            slot.label.in_(speech),
            FOLLOWS.fill(speech, day=short_date(day, speech)),
        )
        for slot, day in days
        if day is not None
    ]


def _table(sheet: Sheet, rows: Rows) -> Table | None:
    speech, held = language(), sheet.rows(rows.name)
    used = [field for field in rows.fields if any(_used(field, row) for row in held)]
    if not used:
        return None
    body = tuple(
        (str(number), *(written_in(sheet.case, field, row) for field in used))
        for number, row in enumerate(held, 1)
    )
    head = ("Nr." if speech == "de" else "No.", *(field.label.in_(speech) for field in used))
    numeric = tuple(n for n, field in enumerate(used, 1) if field.kind == Kind.MONEY)
    label = rows.label.in_(speech)
    return Table(rows.key, rows.name, label, head, body, numeric, sheet.asked(rows))


def _used(field: Field, row: Row) -> bool:
    return row.get(field.name) not in ("", None, [])


def written_in(case: Case, field: Field, row: Row) -> str:
    """Put an answer of a row into words; a municipality is named with its district."""
    if field.kind == Kind.TOWN and row.get("name"):
        return f"{row['name']} ({row['district']})"
    return written(case, field, row.get(field.name))


def written(case: Case, field: Field, held: Any) -> str:
    """Put an answer into words, in the language of the page; nothing answered is nothing."""
    speech = language()
    if held in ("", None, []):
        return ""
    if field.kind in (Kind.YES_NO, Kind.TICK):
        return (YES if held else NO).in_(speech)
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return _chosen(case, field, held if isinstance(held, list) else [held], speech)
    if field.kind == Kind.MONEY:
        return money.euro(held, speech)
    if field.kind == Kind.DECIMAL:
        return quantities.typed(held, speech, field.digits)
    return short_date(held, speech) if isinstance(held, date) else str(held)


def _chosen(case: Case, field: Field, held: Sequence[Any], speech: str) -> str:
    names: Mapping[Any, str] = {code: text.in_(speech) for code, text in field.choices.items()}
    if field.source == "action_fields":
        names = {one.code: one.name(speech) for one in case.offered}
    elif field.source == "towns":
        names = case.town_names
    return ", ".join(names.get(one, str(one)) for one in held)
