"""Form fields built from what the definition of the form says about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional

from funding.definition.language import Field, Kind, Page, Rows
from funding.forms.base import at_most
from funding.forms.fields import YES_NO, DayField, DecimalField, EuroField, NumberField
from funding.forms.pieces import RadioField, Row, RowList, Said, email, tidy
from funding.words.text import Text

FEW = 5  # up to that many choices are radio buttons
LONGEST_EMAIL, LONGEST_PHONE, LONGEST_TOWN = 254, 40, 200
Unbound = Any


def said(text: Text | None) -> Any:
    """Return a text as a field takes it for its label or hint; there may be none."""
    return Said(text) if text else ""


def _line(field: Field, longest: int = 0, *more: Any) -> Unbound:
    checks = [at_most(longest or field.longest), *more]
    return StringField(said(field.label), checks, filters=[tidy], description=said(field.hint))


def _plain(kind: type[Any], **how: Any) -> Callable[[Field], Unbound]:
    return lambda field: kind(said(field.label), description=said(field.hint), **how)


def _choice(field: Field) -> Unbound:
    many = len(field.choices) > FEW or field.source in ("years", "towns", "action_fields")
    kind = SelectField if many else RadioField
    hint = said(field.hint)
    return kind(said(field.label), validators=[Optional()], choices=[], description=hint)


BUILDERS: Mapping[Kind, Callable[[Field], Unbound]] = {
    Kind.LINE: _line,
    Kind.TEXT: lambda field: TextAreaField(
        said(field.label), [at_most(field.longest)], filters=[tidy], description=said(field.hint)
    ),
    Kind.EMAIL: lambda field: _line(field, LONGEST_EMAIL, email),
    Kind.PHONE: lambda field: _line(field, LONGEST_PHONE),
    Kind.TOWN: lambda field: _line(field, LONGEST_TOWN),
    Kind.CHOICE: _choice,
    Kind.CHOICES: lambda field: SelectMultipleField(
        said(field.label), [Optional()], choices=[], description=said(field.hint)
    ),
    Kind.YES_NO: _plain(RadioField, choices=YES_NO),
    Kind.TICK: _plain(BooleanField),
    Kind.DAY: _plain(DayField),
    Kind.YEAR: _plain(NumberField),
    Kind.NUMBER: _plain(NumberField),
    Kind.DECIMAL: lambda field: DecimalField(
        said(field.label), digits=field.digits, description=said(field.hint)
    ),
    Kind.MONEY: _plain(EuroField),
}


def built(field: Field) -> dict[str, Unbound]:
    """Build a field; a municipality brings the choice among its namesakes along."""
    made = {field.name: BUILDERS[field.kind](field)}
    if field.kind == Kind.TOWN:
        pick = RadioField(_("Which of these do you mean?"), choices=[], validate_choice=False)
        made[f"{field.name}_pick"] = pick
    return made


def row_form(rows: Rows) -> type[Row]:
    """Build the form of one row."""
    fields: dict[str, Unbound] = {"id": HiddenField()}
    for field in rows.fields:
        fields |= built(field)
    return type(f"{rows.name.title()}Row", (Row,), fields)


def page_fields(page: Page) -> dict[str, Unbound]:
    """Build every field and list of rows of a page, in order."""
    fields: dict[str, Unbound] = {}
    for part in page.parts:
        if isinstance(part, Field):
            fields |= built(part)
        elif isinstance(part, Rows):
            fields[part.name] = RowList(FormField(row_form(part)), max_entries=part.most)
    return fields
