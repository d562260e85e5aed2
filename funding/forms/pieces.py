"""Pieces that the long forms are built from: named fields, rows, tidy texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import escape
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms import Field as AnyField
from wtforms import Form as PlainForm
from wtforms import RadioField as PlainRadioField
from wtforms.validators import Optional, ValidationError

from funding.errors import Fault
from funding.forms.base import Form, at_most
from funding.forms.choices import SelectChoice
from funding.forms.fields import DayField, DecimalField, EuroField, NumberField
from funding.forms.speech import language
from funding.forms.tidy import Tidy, lines
from funding.forms.words import fault_text
from funding.law import money
from funding.notices.letters import short_date
from funding.words.findings import FIELD_LABELS
from funding.words.text import Text

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LONG = 4000


class Said:
    """A text that is said in the language of the page, each time that it is shown."""

    __slots__ = ("text",)

    def __init__(self, text: Text) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text.in_(language())

    def __html__(self) -> str:
        return str(escape(self.text.in_(language())))


def named(code: str) -> Any:
    """Return the name of a field, from the table of words."""
    return Said(FIELD_LABELS[code])


def spoken(words: Mapping[str, Text]) -> list[SelectChoice]:
    """Offer the entries of a table of words, in the language of the page as it is now."""
    speech = language()
    return [SelectChoice(code, text.in_(speech)) for code, text in words.items()]


def tidy(text: Any) -> Any:
    """Return a text without invisible characters and blanks around it; a new line counts once."""
    tidied = lines(text)
    return tidied.strip() if isinstance(tidied, str) else tidied


def text(code: str, longest: int = LONG, **kwargs: Any) -> TextAreaField:
    """Build a field for a long text, named by the table of words."""
    return TextAreaField(named(code), [at_most(longest)], filters=[tidy], **kwargs)


class RadioField(PlainRadioField):
    """A choice of a few that may stay open in a draft."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("validators", [Optional()])
        super().__init__(*args, **kwargs)


def email(_form: Any, field: AnyField) -> None:
    """Refuse what cannot be an e-mail address; nothing is fine in a draft."""
    if field.data and not EMAIL.fullmatch(field.data):
        raise ValidationError(fault_text(Fault(field.name, "email_unreadable")))


class Row(PlainForm):
    """One row of several, within a form."""

    class Meta(Tidy):
        """Messages in the language of the page."""

        @property
        def locales(self) -> list[str]:
            """Return the language of the page."""
            return [language()]


class RowList(FieldList):  # type: ignore[type-arg]  # as wtforms has it at run time
    """Rows of a page; those above the most are refused, none is left out in silence."""

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Read the rows, and remember whether more were sent than there can be."""
        indices: Any = getattr(self, "_extract_indices")  # noqa: B009 - its stubs do not know it
        sent = set(indices(self.name, formdata)) if formdata else ()
        self.over = self.max_entries is not None and len(sent) > self.max_entries
        super().process(formdata, *args, **kwargs)

    def validate(self, form: Any, extra_validators: Any = ()) -> bool:
        """Check every row, and their number."""
        fits = super().validate(form, extra_validators)
        if self.over:
            fault = Fault(self.short_name, "rows_too_many", {"most": self.max_entries})
            self.errors = [*self.errors, fault_text(fault)]
        return fits and not self.over


class RowedForm(Form):
    """A form with rows, whose faults name a row as ``partners-2-key`` (counted from 1)."""

    def add_fault(self, fault: Fault) -> None:
        """Show a fault in its row where it names one."""
        name, _dash, rest = fault.field.partition("-")
        number, _dash, part = rest.partition("-")
        rows = self._fields.get(name)
        if not isinstance(rows, FieldList) or not number.isdigit():
            super().add_fault(fault)
            return
        at = int(number) - 1
        target = rows.entries[at].form[part] if 0 <= at < len(rows.entries) else None
        if target is None:
            super().add_fault(Fault(name, fault.code, fault.params))
        else:
            target.errors = [*target.errors, fault_text(fault)]


def cents(field: AnyField) -> int:
    """Return the amount of a field in cents; an amount left empty is nought."""
    data: Any = field.data
    return data if isinstance(data, int) else 0


def shown(field: AnyField) -> str:
    """Write the value of a field as a reader sees it: amounts, dates and choices in words."""
    data: Any = field.data
    if isinstance(field, EuroField):
        return money.euro(data, language()) if isinstance(data, int) else _raw(field)
    if isinstance(field, DayField):
        return short_date(data, language()) if data else ".".join(p for p in field.parts if p)
    if isinstance(field, SelectField | SelectMultipleField):
        return ", ".join(str(c[1]) for c in field.iter_choices() if c[2]) if data else ""
    if isinstance(field, NumberField | DecimalField):
        return field._value()
    return _ticked(field) if isinstance(field, BooleanField) else str(data or "")


def _ticked(field: BooleanField) -> str:
    return (Text("ja", "yes") if field.data else Text("nein", "no")).in_(language())


def _raw(field: AnyField) -> str:
    return str(field.raw_data[0]) if field.raw_data else ""


def leaves(form: PlainForm | Form) -> list[tuple[str, str, AnyField]]:
    """List the fields of a form that hold a value, rows included: (number of row, name, field)."""
    found = []
    for field in form:
        if isinstance(field, FieldList):
            for number, entry in enumerate(field.entries, 1):
                if isinstance(entry, FormField):
                    parts = [part for part in entry.form if holds(part)]
                    found += [(str(number), part.short_name, part) for part in parts]
        elif holds(field):
            found.append(("", field.short_name, field))
    return found


def holds(field: AnyField) -> bool:
    """Tell whether a field holds an answer, and is no part of the form's own working."""
    return not (isinstance(field, HiddenField) or field.short_name.endswith("_pick"))
