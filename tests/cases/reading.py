"""Example applications as a clerk writes them down: read strictly, by the form's definition.

A file names a page and the keys of its fields, with values as they are typed into the form. With
``wie`` it says which other file it is like, and lists only what differs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from funding.definition import definition
from funding.definition.annexes import SLOTS
from funding.definition.language import Field, Kind, Page, Rows
from funding.words.fields import ACTION_FIELDS
from funding.words.rules import RULE_NAMES

FOLDER = Path(__file__).parent / "applications"
FORM = definition(1)
PAGES: Mapping[str, Page] = {page.number: page for page in FORM.pages}
SLOT_KEYS = {slot.key: code for code, slot in SLOTS.items()}
FOLLOWS = "wird nachgereicht bis "
OWN_KEYS = {"fall", "wie", "hausregeln", "befunde", "abgelehnt", "offen"}
FINDING_KEYS = ["seite", "feld", "regel", "schwere", "satz"]
SEVERITIES = {"Fehler": "error", "Hinweis": "hint"}
TOWNS = {
    "Auerbach/Vogtl.": "14523020",
    "Lengenfeld": "14523170",
    "Rodewisch": "14523360",
    "Flöha": "14522140",
}
# What the form fills into a new line by itself.
NEW_LINE = {"einheit": "pauschal", "jahr": "2022", "foerderfaehig": "ja"}
NOTHING: Mapping[Kind, Any] = {Kind.CHOICES: []}
FILLING = "Verwaltung, Polizei, Schulen und Vereine beugen gemeinsam vor. "


Found = tuple[str, ...]  # page, key, rule, severity, sentence


class Unreadable(ValueError):
    """An example is not as it should be; the message names its file."""


@dataclass(frozen=True)
class Example:
    """One application: what it shows, what is typed page by page, and what is to be found."""

    name: str
    told: str
    typed: Mapping[str, Mapping[str, Any]]
    rules: Mapping[str, int]
    findings: list[Found]
    refused: Found | None
    open: str

    @property
    def faulty(self) -> bool:
        return any(severity == "error" for *_where, severity, _sentence in self.findings)


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def example(name: str) -> Example:
    """Read a file; raise :class:`Unreadable` for a key or label that the form does not have."""
    raw = _raw(name)
    unknown = set(raw) - OWN_KEYS - set(PAGES)
    if unknown or not str(raw.get("fall", "")).strip():
        raise Unreadable(f"{name}: unknown {sorted(unknown)} or no 'fall'")
    codes = {text.de: key for key, text in RULE_NAMES.items()}
    try:
        rules = {codes[label]: int(value) for label, value in raw.get("hausregeln", {}).items()}
        found = [_finding(one) for one in raw["befunde"]]
        refused = _finding(raw["abgelehnt"]) if "abgelehnt" in raw else None
        typed = {code: _page(PAGES[code], fields) for code, fields in _typed(name).items()}
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(f"{name}: {error!r}") from error
    return Example(name, raw["fall"], typed, rules, found, refused, raw.get("offen", ""))


def _raw(name: str) -> dict[str, Any]:
    text = (FOLDER / f"{name}.yaml").read_text("utf-8")
    # Everything is text, as typed: "ja" is no boolean, and 31.12.2022 no number.
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes text only


def _typed(name: str) -> dict[str, dict[str, Any]]:
    """Return what is typed on every page: that of the other file, and what differs."""
    raw = _raw(name)
    pages = _typed(raw["wie"]) if "wie" in raw else {code: {} for code in PAGES}
    for code in PAGES.keys() & raw.keys():
        pages[code] = dict(pages[code])
        for key, value in raw[code].items():
            in_row = re.fullmatch(r"(.+)\[(\d+)\]\.(\w+)", key)
            if in_row is None:
                pages[code][key] = value
                continue
            rows, number, field = in_row[1], int(in_row[2]) - 1, in_row[3]
            held = [dict(row) for row in pages[code][rows]]
            held[number][field] = value
            pages[code][rows] = held
    return pages


def _finding(one: Mapping[str, str]) -> Found:
    if list(one) != FINDING_KEYS:
        raise ValueError(f"a finding says {FINDING_KEYS}, this one {list(one)}")
    # An amount and its euro sign stay on one line.
    sentence = one["satz"].replace(" €", "\u00a0€")
    return (one["seite"], one["feld"], one["regel"], SEVERITIES[one["schwere"]], sentence)


def _page(page: Page, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return a page as it is sent, by the names of the form: what nobody types is sent empty."""
    if page.code == "annexes":
        return {SLOT_KEYS[key]: _promise(typed) for key, typed in fields.items()}
    parts = {part.key: part for part in (*page.fields, *page.rows)}
    read: dict[str, Any] = {
        field.name: value(field, NOTHING.get(field.kind, "")) for field in page.fields
    }
    read |= {rows.name: [] for rows in page.rows if not rows.fixed}
    for key, typed in fields.items():
        part = parts[key]
        if isinstance(part, Rows):
            read[part.name] = [_row(part, row) for row in typed]
        else:
            read[part.name] = value(part, typed)
    return read


def _promise(typed: str) -> date | None:
    """Read by which day an annex follows; files themselves are no matter of an example."""
    if typed and not typed.startswith(FOLLOWS):
        raise ValueError(f"say '{FOLLOWS}31.12.2022', or nothing: {typed}")
    return _day(typed.removeprefix(FOLLOWS))


def _row(rows: Rows, row: Mapping[str, Any]) -> dict[str, Any]:
    known = {field.key.rpartition(".")[2]: field for field in rows.fields}
    if unknown := set(row) - set(known):
        raise ValueError(f"{rows.key} has no {sorted(unknown)}")
    typed = (NEW_LINE if rows.name == "lines" else {}) | dict(row)
    return {field.name: value(field, typed.get(short, "")) for short, field in known.items()}


def value(field: Field, typed: Any) -> Any:
    """Return a value as it is kept; nothing typed is nothing."""
    if isinstance(typed, Mapping):
        (count,) = [int(number) for key, number in typed.items() if key == "zeichen"]
        return (FILLING * (count // len(FILLING) + 1))[: count - 1] + "."
    if field.kind == Kind.CHOICES:
        return [_choice(field, one) for one in typed]
    if not isinstance(typed, str):
        raise TypeError(f"{field.key} is one value")
    return READ[field.kind](field, typed)


def _choice(field: Field, typed: str) -> Any:
    if typed == "":
        return ""
    if field.source == "years":
        return int(typed)
    if field.source == "towns":
        return TOWNS[typed]
    choices = ACTION_FIELDS if field.source == "action_fields" else field.choices
    return {text.de: code for code, text in choices.items()}[typed]


def _scaled(typed: str, digits: int) -> int | None:
    if typed == "":
        return None
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{3})*|\d+)(?:,(\d+))?", typed)
    if found is None or len(found[2] or "") > digits:
        raise ValueError(f"no number: {typed}")
    return int(found[1].replace(".", "") + (found[2] or "").ljust(digits, "0"))


def _day(typed: str) -> date | None:
    day, month, year = (int(part) for part in typed.split(".")) if typed else (0, 0, 0)
    return date(year, month, day) if typed else None


READ: Mapping[Kind, Callable[[Field, str], Any]] = {
    **dict.fromkeys((Kind.LINE, Kind.TEXT, Kind.EMAIL, Kind.PHONE), lambda _f, typed: typed),
    **dict.fromkeys((Kind.NUMBER, Kind.YEAR), lambda _f, typed: _scaled(typed, 0)),
    Kind.CHOICE: _choice,
    Kind.YES_NO: lambda _f, typed: {"ja": True, "nein": False, "": None}[typed],
    Kind.TICK: lambda _f, typed: {"ja": True, "nein": False, "": False}[typed],
    Kind.DAY: lambda _f, typed: _day(typed),
    Kind.DECIMAL: lambda field, typed: _scaled(typed, field.digits),
    Kind.MONEY: lambda _f, typed: _scaled(typed, 2),
    Kind.TOWN: lambda _f, typed: TOWNS[typed] if typed else "",
}
