"""Places in the form by their public key: a field, a field of a row, or a slot for an annex."""

from __future__ import annotations

import re
from dataclasses import dataclass

from funding.definition.annexes import SLOTS, Slot
from funding.definition.language import Definition, Field, Kind, Page, Rows
from funding.words.text import Text

KEY = re.compile(r"(a[0-9]{1,2}\.[a-z_]+)(?:\[([0-9]{1,3})\])?(?:\.([a-z_]+))?")
# What looks like a key at the beginning of a question, whether it means something or not.
BEGINS_WITH_KEY = re.compile(r"\s*(a[0-9]{1,3}\.[a-z0-9_.\[\]]{1,60}):", re.ASCII)
ASKED = re.compile(rf"\s*({KEY.pattern}):\s*(.*)", re.DOTALL)
# A municipality is searched for, a declaration is signed: neither is mended in an answer.
NOT_MENDED = (Kind.TOWN, Kind.TICK)


@dataclass(frozen=True, slots=True)
class Place:
    """What a key means; ``number`` counts rows from 1."""

    key: str
    label: Text
    page: Page
    field: Field | None = None
    rows: Rows | None = None
    number: int = 0
    slot: Slot | None = None

    @property
    def mended(self) -> Field | None:
        """Return the field that an answer may fill in anew, alone or in a row."""
        field, rows = self.field, self.rows
        # The main field decides from which limit the money comes; it stays as submitted.
        if field is None or field.kind in NOT_MENDED or field.source == "action_fields":
            return None
        # What partners have signed is not changed by an answer of the lead.
        return None if rows is not None and rows.name == "partners" else field


def place_of(form: Definition, key: str) -> Place | None:
    """Return what a key means in a form; ``None`` where it means nothing."""
    found = KEY.fullmatch(key)
    if found is None:
        return None
    for page in form.pages:
        for field in page.fields:
            if field.key == key:
                return Place(key, field.label, page, field)
        for rows in page.rows:
            if rows.key == found[1]:
                return _in_rows(page, rows, key, found)
    slot = next((slot for slot in SLOTS.values() if slot.key == key), None)
    return Place(key, slot.label, form.page("annexes"), slot=slot) if slot else None


def _in_rows(page: Page, rows: Rows, key: str, found: re.Match[str]) -> Place | None:
    number, part = int(found[2] or 0), found[3]
    if found[2] and not number:
        return None
    if not part:
        return Place(key, rows.label, page, rows=rows, number=number)
    field = next((f for f in rows.fields if f.key == f"{rows.key}.{part}"), None)
    if field is None:
        return None
    named = Text(
        f"{rows.named.fill('de', number=number)}: {field.label.de}",
        f"{rows.named.fill('en', number=number)}: {field.label.en}",
    )
    return Place(key, named, page, field, rows, number)


def asked_at(form: Definition, question: str) -> tuple[Place | None, str]:
    """Split a question that begins with a key, ``a4.kurz: …``, into its place and its text."""
    found = ASKED.fullmatch(question)
    place = place_of(form, found[1]) if found else None
    if found is None or place is None:
        return None, question.strip()
    return place, found[5].strip()
