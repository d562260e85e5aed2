"""The base of every form: German words, a version, a key for double clicks, errors with links."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField, HiddenField, PasswordField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Length, StopValidation

from funding.errors import Fault, Incomplete, Invalid
from funding.forms.speech import language
from funding.forms.tidy import Tidy
from funding.forms.words import fault_text

DIGITS = 10  # fewer fit into 32 bits


class Form(FlaskForm):  # type: ignore[misc]  # flask-wtf is untyped
    """A form of the portal."""

    class Meta(Tidy, FlaskForm.Meta):  # type: ignore[misc]  # flask-wtf is untyped
        """Messages in the language of the page."""

        @property
        def locales(self) -> list[str]:
            """Return the language of the page."""
            return [language()]

    form_key = HiddenField(default=lambda: str(uuid4()))
    version = HiddenField()

    @property
    def read_version(self) -> int:
        """Return the version of the record that the page showed.

        Raises ``Incomplete`` where the page's field is missing: nothing is written blindly.
        """
        text = _sent(self.version).strip()
        if not (text.isascii() and text.isdigit() and len(text) < DIGITS):
            raise Incomplete("version")
        return int(text)

    @property
    def sent_key(self) -> str:
        """Return the key of the form, or raise ``Incomplete`` where it is none of ours."""
        try:
            return str(UUID(_sent(self.form_key)))
        except ValueError:
            raise Incomplete("form_key") from None

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


def _sent(field: Field) -> str:
    """Return what the browser sent; where it sent nothing, the field shows its default."""
    return str(field.raw_data[0]) if field.raw_data else ""


# What a row is called on its page, by the list it stands in.
ROWS = {
    "lines": "Line %(number)s",
    "goals": "Goal %(number)s",
    "items": "Point %(number)s",
    "partners": "Partner %(number)s",
    "receipts": "Receipt %(number)s",
}


def _problems(field: Field, row: str = "") -> Iterator[tuple[str, str]]:
    """Yield the faults of a field as its summary tells them: which field, in which row, what."""
    if isinstance(field, FieldList):
        yield from ((field.id, str(e)) for e in field.errors if isinstance(e, str))
        named = ROWS.get(field.short_name, ROWS["lines"])
        for number, entry in enumerate(field.entries, 1):
            yield from _problems(entry, str(gettext(named, number=number)))
        return
    if isinstance(field, FormField):
        for part in field.form:
            yield from _problems(part, row)
        return
    for message in field.errors:
        if isinstance(field, HiddenField):
            yield "inhalt", str(message)
            continue
        name = str(field.label.text)
        name = f"{row}: {name}" if row else name
        yield getattr(field, "first_id", field.id), f"{name.rstrip('.?:')}: {message}"


class Required(InputRequired):
    """Demands something; of a text, something that can be seen."""

    def __call__(self, form: BaseForm, field: Field) -> None:
        """Stop where nothing was typed, or where nothing is left of it once it is tidied."""
        super().__call__(form, field)
        text = isinstance(field.data, str) and not isinstance(field, PasswordField)
        if text and not field.data.strip():
            raise StopValidation(str(self.message))


def required() -> InputRequired:
    """Demand something, in the language of the page."""
    return Required(message=_("Please fill in this field."))


def at_most(length: int) -> Length:
    """Limit a text, and say by how much it is over."""
    return Length(max=length, message=_("At most %(max)d characters are possible."))
