"""The form as it was submitted: read from what was kept, whatever the case has become since."""

from __future__ import annotations

from datetime import date
from typing import Any

from funding.definition import definition
from funding.definition.annexes import Slot
from funding.definition.language import Definition, Field, Kind, Part, Rows
from funding.queries.applying.sheet import Row, Sheet, day
from funding.queries.case import Case


class FrozenSheet(Sheet):
    """A sheet of kept content; the case only gives names to the codes in it."""

    def __init__(self, case: Case, content: dict[str, Any]) -> None:
        self.case = case
        self.content = content
        self.definition: Definition = definition(content["form_version"])
        self._values: dict[str, Any] = {}
        self._kept: dict[str, list[dict[str, Any]]] = {}
        for page in self.definition.pages:
            for field in page.fields:
                self._keep_value(field)
            for rows in page.rows:
                self._keep_rows(rows)

    def value(self, name: str) -> Any:
        """Return an answer as it was submitted."""
        return self._values.get(name)

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a name as they were submitted."""
        return list(self._kept.get(name, ()))

    def follows_on(self, slot: Slot) -> date | None:
        """Return the day by which the town wanted to follow with an annex when it submitted."""
        return day(self.content["answers"].get(f"{slot.key}.folgt"))

    def asked(self, part: Part | Field, row: Row | None = None) -> bool:
        """Tell whether a part was asked: then it was submitted, answered or not."""
        if row is not None:  # a row has no key of its own: its conditions hold, or do not
            return super().asked(part, row)
        return getattr(part, "key", None) in self.content["answers"]

    def _keep_value(self, field: Field) -> None:
        held = self.content["answers"].get(field.key)
        if field.key in self.content["answers"]:
            self._values[field.name] = day(held) if field.kind == Kind.DAY else held

    def _keep_rows(self, rows: Rows) -> None:
        """Keep rows by their name; another page may add fields to the same ones."""
        days = {field.name for field in rows.fields if field.kind == Kind.DAY}
        held = self.content["answers"].get(rows.key) or []
        kept = self._kept.setdefault(rows.name, [])
        for place, row in enumerate(held):
            if place == len(kept):
                kept.append({})
            kept[place] |= {k: day(v) if k in days else v for k, v in row.items()}
