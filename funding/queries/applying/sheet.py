"""The form of a case as it is filled in: every answer by the name its definition gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from typing import Any

from funding.definition import definition
from funding.definition.annexes import Slot
from funding.definition.language import Definition, Field, Kind, Part, Rows, When
from funding.definition.places import Place
from funding.models.answers import Line
from funding.queries.case import Case
from funding.words.declarations import DECLARATIONS

Row = Mapping[str, Any]
# Fields of a line that are kept under another name.
LINE_NAMES = {
    "amount": "amount_cents",
    "quantity": "quantity_thousandths",
    "unit_price": "unit_price_cents",
    "eligible_part": "eligible_part_cents",
    "municipality": "municipality_key",
    "post_share": "post_hundredths",
}
# Answers that lie elsewhere than with the others.
HELD: Mapping[str, Callable[[Case], Any]] = {
    "title": lambda case: case.application.title,
    "field": lambda case: next(
        (f.code for f in case.offered if f.id == case.application.field_id), None
    ),
    "requested": lambda case: case.application.requested_cents or None,
    "own_cash": lambda case: case.answers.own_cash_cents,
    "income": lambda case: case.answers.income_cents,
}


@cache
def _kinds(version: int) -> Mapping[str, Kind]:
    pages = definition(version).pages
    return {field.name: field.kind for page in pages for field in page.fields}


class Sheet:
    """The answers of a case, read by name and judged by the conditions of the form."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.definition: Definition = definition(case.answers.form_version)

    def value(self, name: str) -> Any:
        """Return an answer; ``rule:<key>`` is the dated rule value of that key."""
        if name.startswith("rule:"):
            return self.case.rule(name.removeprefix("rule:"))
        held = HELD.get(name)
        return held(self.case) if held else self._entry(name)

    def _entry(self, name: str) -> Any:
        if name in DECLARATIONS:
            return name in self.case.answers.declarations or None
        held = self.case.answers.value(name)
        return day(held) if _kinds(self.case.answers.form_version).get(name) == Kind.DAY else held

    def at(self, place: Place) -> Any:
        """Return what is answered at a place of the form; ``None`` for a row that is not there."""
        if place.field is None:
            return None
        if place.rows is None:
            return self.value(place.field.name)
        row = self.row_at(place)
        return row.get(place.field.name) if row is not None else None

    def row_at(self, place: Place) -> Row | None:
        """Return the row that a place means; ``None`` where there is none."""
        rows = self.rows(place.rows.name) if place.rows else []
        return rows[place.number - 1] if 0 < place.number <= len(rows) else None

    def fields_of(self, place: Place) -> list[Field]:
        """List the fields of a row that are asked and can be mended in an answer."""
        row, rows = self.row_at(place), place.rows
        if row is None or rows is None:
            return []
        here = [replace(place, field=field) for field in rows.fields if self.asked(field, row)]
        return [field for one in here if (field := self.mended(one)) is not None]

    def known(self, place: Place) -> bool:
        """Tell whether there is such a place in this application: its row has to be there."""
        return not place.number or self.row_at(place) is not None

    def mended(self, place: Place | None) -> Field | None:
        """Return the field that an answer about a place may fill in anew; ``None`` for words only.

        Of a line with quantity and price the amount is their product and not typed itself.
        """
        field = place.mended if place else None
        if field is None or place is None or place.rows is None:
            return field
        row = self.row_at(place)
        if row is None:
            return None
        product = row.get("unit", "flat") != "flat" and row["unit_price"] is not None
        return None if product and field.name == "amount" else field

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a name; amounts in cents, days as dates."""
        if name == "lines":
            return [line_row(line) for line in self.case.lines]
        return self._partners if name == "partners" else self._kept_rows(name)

    @cached_property
    def _partners(self) -> list[Row]:
        return [
            {
                "key": one.key,
                "name": one.name,
                "district": one.district,
                "contact_email": one.contact_email,
                "task": one.task,
                "contribution": one.contribution_cents,
                "share": one.share_hundredths,
                "valid_to": one.valid_to,
            }
            for one in self.case.partners
        ]

    def _kept_rows(self, name: str) -> list[Row]:
        days = {
            field.name
            for page in self.definition.pages
            for rows in page.rows
            if rows.name == name
            for field in rows.fields
            if field.kind == Kind.DAY
        }
        kept: Iterable[Row] = self.case.answers.value(name) or ()
        return [{k: day(v) if k in days else v for k, v in row.items()} for row in kept]

    def follows_on(self, slot: Slot) -> date | None:
        """Return the day by which the town wants to follow with an annex."""
        return day(self.case.answers.value(f"annex_later_{slot.code}"))

    def asked(self, part: Part | Field, row: Row | None = None) -> bool:
        """Tell whether a part is asked of this case: all its conditions hold."""
        return self.holds(part.when, row)

    def holds(self, conditions: tuple[When, ...], row: Row | None = None) -> bool:
        """Tell whether all conditions hold; most fields have none."""
        return not conditions or all(self._holds(when, row) for when in conditions)

    def _holds(self, when: When, row: Row | None) -> bool:
        held = row[when.field] if row and when.field in row else self.value(when.field)
        if isinstance(held, list):
            return any(one in when.values for one in held)
        return held in when.values


def line_row(line: Line) -> Row:
    """Return a line of the plan by the names of the form."""
    same = ("kind", "label", "unit", "year", "eligible", "pay_grade", "qualification", "note")
    row: dict[str, Any] = {name: getattr(line, name) for name in same}
    row |= {name: getattr(line, kept) for name, kept in LINE_NAMES.items()}
    return row | {"amount": line.amount_cents or None, "position": line.position}


def day(held: Any) -> date | None:
    """Return a day of an entry, which is kept as ISO text."""
    return date.fromisoformat(held) if isinstance(held, str) and held else held or None


def asked_rows(sheet: Sheet, rows: Rows) -> list[Row]:
    """Return the rows of a part, or none where the part is not asked of this case."""
    return sheet.rows(rows.name) if sheet.asked(rows) else []
