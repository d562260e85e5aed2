"""How the questions of the application's form are drawn: by the kind that the definition names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from funding.definition.language import Field as Question
from funding.definition.language import Kind
from funding.forms import controls
from funding.forms.conditions import Asked

Control = Any  # a bound field of the form


def row(asked: Iterable[Asked], form: Any, sr: str) -> Markup:
    """Draw the fields of one entry of rows; ``sr`` names the entry to who cannot see it."""
    return Markup("".join([_in_row(one, form, sr) for one in asked]))  # noqa: S704 - every value is escaped


def _in_row(asked: Asked, row: Any, sr: str) -> str:
    """Draw a field in its place, with the choice among namesakes if there is one."""
    part, when = asked.field, asked.conditions
    condition = f' data-when="{controls.plain(when)}" data-row' if when else ""
    namesakes = row[f"{part.name}_pick"] if part.kind == Kind.TOWN else None
    pick = controls.radios(namesakes, sr=sr) if namesakes is not None and namesakes.choices else ""
    control = drawn(part, row[part.name], sr)
    return f'<div class="{asked.look}"{condition}>{control}</div>{pick}'


def drawn(part: Question, field: Control, sr: str = "") -> Markup:
    """Draw a field of a page of the application's form as its definition has it."""
    return DRAWN.get(part.kind, _line)(part, field, part.optional and not part.quiet, sr)


def _line(_part: Question, field: Control, optional: bool, sr: str) -> Markup:
    return controls.text(field, optional=optional, sr=sr, autocomplete="off")


def _number(_part: Question, field: Control, optional: bool, sr: str) -> Markup:
    return controls.text(field, optional=optional, mode="numeric", sr=sr, width="fp-num")


def _choice(_part: Question, field: Control, optional: bool, sr: str) -> Markup:
    few = field.type == "RadioField"
    return (controls.radios if few else controls.choice)(field, optional=optional, sr=sr)


DRAWN: Mapping[Kind, Callable[[Question, Control, bool, str], Markup]] = {
    Kind.TEXT: lambda part, field, optional, sr: controls.area(
        field, optional=optional, rows=part.rows, sr=sr, longest=part.longest
    ),
    Kind.MONEY: lambda _part, field, optional, sr: controls.euro_field(
        field, optional=optional, sr=sr
    ),
    Kind.NUMBER: _number,
    Kind.YEAR: _number,
    Kind.DECIMAL: lambda _part, field, optional, sr: controls.text(
        field, optional=optional, mode="decimal", sr=sr, width="fp-num"
    ),
    Kind.DAY: lambda _part, field, optional, sr: controls.day(field, optional=optional, sr=sr),
    Kind.TICK: lambda _part, field, _optional, sr: controls.checkbox(field, sr=sr),
    Kind.CHOICES: lambda _part, field, _optional, sr: controls.boxes(field, sr=sr),
    Kind.YES_NO: lambda _part, field, optional, sr: controls.radios(
        field, sr=sr, horizontal=True, optional=optional
    ),
    Kind.CHOICE: _choice,
    Kind.EMAIL: lambda _part, field, optional, sr: controls.text(
        field, optional=optional, mode="email", type="email", sr=sr
    ),
    Kind.PHONE: lambda _part, field, optional, sr: controls.text(
        field, optional=optional, mode="tel", type="tel", sr=sr
    ),
}
