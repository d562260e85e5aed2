"""The contact of a town, with the fields that the form of its application defines."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from funding.forms.base import Form
from funding.forms.building import built
from funding.forms.speech import language
from funding.notices.letters import short_date
from funding.queries.applying.contacts import contact_changed_on, contact_now, fields_of
from funding.queries.case import Case


class ContactForm(Form):
    """Whom the office may ask."""

    names: tuple[str, ...] = ()

    def typed(self) -> dict[str, str]:
        """Return what was typed, by the names of the form."""
        return {name: str(self[name].data or "") for name in self.names}


def contact_form(case: Case) -> ContactForm:
    """Build the form of the contact as it is now."""
    fields = fields_of(case)
    controls: dict[str, Any] = {field.name: built(field)[field.name] for field in fields}
    names = tuple(field.name for field in fields)
    kind = type("ContactFormOfCase", (ContactForm,), controls | {"names": names})
    form: ContactForm = kind(data=contact_now(case) | {"version": case.application.version})
    return form


def later_contact(case: Case) -> str:
    """Say that the contact was changed after submission, and when; nothing where it was not."""
    if case.application.submitted_at is None:
        return ""
    days = ", ".join(short_date(day, language()) for day in contact_changed_on(case))
    if not days:
        return ""
    if case.partner_keys:
        text = _(
            "The contact was changed after submission: %(days)s. What is said of the contact now "
            "is no part of what was co-signed and submitted.",
            days=days,
        )
    else:
        text = _(
            "The contact was changed after submission: %(days)s. What is said of the contact now "
            "is no part of what was submitted.",
            days=days,
        )
    return str(text)
