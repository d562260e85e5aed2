"""The base of every form: German words, a version, a key for double clicks, errors with links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField, HiddenField
from wtforms.validators import InputRequired, Length

from funding.errors import Fault, Invalid
from funding.forms.words import fault_text


class Form(FlaskForm):  # type: ignore[misc]  # flask-wtf is untyped
    """A form of the portal."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Messages in the language of the page."""

        @property
        def locales(self) -> list[str]:
            """Return the language of the page."""
            return [str(get_locale())]

    form_key = HiddenField(default=lambda: str(uuid4()))
    version = HiddenField()

    @property
    def read_version(self) -> int | None:
        """Return the version of the record that the page showed."""
        text = str(self.version.data or "").strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004 - digits of a 32-bit number

    def take_faults(self, invalid: Invalid) -> None:
        """Show what a service could not take, at its field where the form has it."""
        for fault in invalid.faults:
            self.add_fault(fault)

    def add_fault(self, fault: Fault) -> None:
        """Show one fault at its field, or at the top of the form."""
        text = fault_text(fault)
        target = self._fields.get(fault.field)
        if target is None:
            self.form_errors.append(text)
        else:
            target.errors = [*target.errors, text]

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield the id of each faulty field and its message, for the summary on top."""
        for message in self.form_errors:
            yield "inhalt", str(message)
        for field in self:
            yield from _problems(field)


def _problems(field: Field) -> Iterator[tuple[str, str]]:
    if isinstance(field, FieldList | FormField):
        own = [e for e in field.errors if isinstance(e, str)]
        if isinstance(field, FieldList):
            yield from ((field.id, message) for message in own)
        entries: Any = field.entries if isinstance(field, FieldList) else field.form
        for entry in entries:
            yield from _problems(entry)
        return
    for message in field.errors:
        yield getattr(field, "first_id", field.id), str(message)


def required() -> InputRequired:
    """Demand something, in the language of the page."""
    return InputRequired(message=_("Please fill in this field."))


def at_most(length: int) -> Length:
    """Limit a text, and say by how much it is over."""
    return Length(max=length, message=_("At most %(max)d characters are possible."))
