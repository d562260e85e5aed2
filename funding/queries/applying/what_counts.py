"""The answers of a case that count: those that its other answers still ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnDefault

from funding.definition.language import Field, Rows
from funding.models import Line
from funding.queries.applying.sheet import LINE_NAMES, Row, Sheet, line_row
from funding.queries.case import Case

EMPTY: tuple[Any, ...] = (None, "", [])


class WhatCounts(Sheet):
    """A sheet without what is not asked: ``gone`` names it, in the order in which it fell away.

    A condition may hang on a field that goes itself, so this is done until nothing changes.
    """

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        self.gone: list[str] = []
        parts = list(_conditional(self))
        while (part := next((p for p in parts if self._falls(p)), None)) is not None:
            self.gone.append(part.name)

    def value(self, name: str) -> Any:
        """Return an answer that counts."""
        return None if name in self.gone else super().value(name)

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a name, if they count; of a line only what is asked of it."""
        if name in self.gone:
            return []
        rows = super().rows(name)
        return [{**row, **self._fresh(row)} for row in rows] if name == "lines" else rows

    def fresh_fields(self) -> Iterator[tuple[Line, Row]]:
        """Yield the lines with what they hold instead of answers that are not asked of them."""
        yield from ((line, self._fresh(line_row(line))) for line in self.case.lines)

    def _fresh(self, row: Row) -> Row:
        """Return what a new line has, for every field that is not asked of this one."""
        part = self.definition.find("lines")[1]
        fields = part.fields if isinstance(part, Rows) else ()
        return {field.name: _first(field) for field in fields if not self.asked(field, row)}

    def _falls(self, part: Field | Rows) -> bool:
        """Tell whether there is something in a part that is not asked, and so falls away."""
        if part.name in self.gone or self.asked(part):
            return False
        if part.name == "partners":
            return bool(self.rows(part.name))
        return self.case.answers.value(part.name) not in EMPTY


def _first(field: Field) -> Any:
    default = Line.__table__.c[LINE_NAMES.get(field.name, field.name)].default
    return default.arg if isinstance(default, ColumnDefault) else None


def _conditional(sheet: Sheet) -> Iterable[Field | Rows]:
    pages = sheet.definition.pages
    yield from (field for page in pages for field in page.fields if field.when)
    yield from (rows for page in pages for rows in page.rows if rows.when)
