"""The contact of a town, with the fields that the form of its application defines."""

from __future__ import annotations

from typing import Any

from funding.forms.base import Form
from funding.forms.building import built
from funding.queries.applying.contacts import contact_now, fields_of
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
