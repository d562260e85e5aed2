"""Two people on one page: what each has changed since the page was made, part by part."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FieldList, SelectMultipleField
from wtforms import Field as AnyField

from funding.definition.language import Rows
from funding.forms.fields import DayField
from funding.forms.page import PageForm, blank
from funding.queries.accounts.actors import sha256

Pairs = list[tuple[str, str]]
SHORT = 12
CHOICE = "wahl-"
MINE, STORED = "meins", "gespeichert"
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Compared:
    """The names of the parts that only the reader, only others, or both have changed."""

    mine: tuple[str, ...]
    others: tuple[str, ...]
    both: tuple[str, ...]


def as_sent(form: PageForm) -> dict[str, Pairs]:
    """Return each part of a page as a browser would send it; rows without content are none."""
    parts = {field.name: _pairs(form[field.name]) for field in form.page.fields}
    return parts | {rows.name: _rows(rows, form[rows.name]) for rows in form.page.rows}


def _rows(rows: Rows, field: FieldList[Any]) -> Pairs:
    kept = [entry for entry in field.entries if rows.fixed or not blank(rows, entry.form)]
    pairs = []
    for number, entry in enumerate(kept):
        for part in entry.form:
            if not part.short_name.endswith("_pick"):
                name = f"{rows.name}-{number}-{part.short_name}"
                pairs += [(name + end, value) for end, value in _values(part)]
    return pairs


def _pairs(field: AnyField) -> Pairs:
    return [(field.name + end, value) for end, value in _values(field)]


def _values(field: AnyField) -> Pairs:
    """Return what the control of a field sends: (end of its name, value)."""
    if isinstance(field, DayField):
        return list(zip(("-day", "-month", "-year"), field.parts, strict=True))
    if isinstance(field, BooleanField):
        return [("", "y")] if field.data else []
    if isinstance(field, SelectMultipleField):
        return [("", str(one)) for one in field.data or []]
    value = field._value() if hasattr(field, "_value") else field.data
    return [] if value in (None, "None") else [("", str(value))]


def bases_of(form: PageForm) -> str:
    """Fingerprint every part of a page as it is stored, for the hidden field of its form."""
    return " ".join(f"{name}:{_digest(pairs)}" for name, pairs in as_sent(form).items())


def _digest(pairs: Iterable[tuple[str, str]]) -> str:
    # What is empty and what is not sent at all is the same.
    return sha256(json.dumps([pair for pair in pairs if pair[1]]))[:SHORT]


def compare(mine: PageForm, stored: PageForm) -> Compared | None:
    """Compare what was typed and what is stored with what the page showed.

    ``None`` where the page does not say what it showed: then nobody can tell who changed what.
    """
    bases = _read(str(mine.bases.data or ""))
    if not bases:
        return None
    typed, held = as_sent(mine), as_sent(stored)
    names = [name for name in typed if _digest(typed[name]) != _digest(held[name])]
    by_me = {name for name in names if _digest(typed[name]) != bases.get(name)}
    by_others = {name for name in names if _digest(held[name]) != bases.get(name)}
    return Compared(
        tuple(name for name in names if name in by_me - by_others),
        tuple(name for name in names if name in by_others - by_me),
        tuple(name for name in names if name in by_me & by_others),
    )


def _read(text: str) -> Mapping[str, str]:
    pairs = (pair.partition(":") for pair in text[:LONGEST].split())
    return {name: digest for name, colon, digest in pairs if colon and digest}


def merged(mine: PageForm, stored: PageForm, from_stored: Sequence[str]) -> Pairs:
    """Return the page as typed, with these parts as they are stored, as a browser sends it."""
    typed, held = as_sent(mine), as_sent(stored)
    names = [(name, held if name in from_stored else typed) for name in typed]
    return [pair for name, parts in names for pair in parts[name]]


def decided(form: MultiDict[str, str], stored: PageForm) -> MultiDict[str, str]:
    """Put the stored value where the reader has chosen it on the page that shows both."""
    wanted = {
        name.removeprefix(CHOICE)
        for name, value in form.items()
        if name.startswith(CHOICE) and value == STORED
    }
    if not wanted:
        return form
    held, pairs = as_sent(stored), list(form.items(multi=True))
    known = wanted & set(held)
    kept = [(name, value) for name, value in pairs if not _within(name, known)]
    return MultiDict([*kept, *(pair for name in sorted(known) for pair in held[name])])


def _within(name: str, parts: Iterable[str]) -> bool:
    return any(name == part or name.startswith(f"{part}-") for part in parts)
