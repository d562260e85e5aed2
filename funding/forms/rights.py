"""Who works on a draft: one choice for each person of a town."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from wtforms import HiddenField, RadioField
from wtforms.validators import Optional

from funding.forms.base import Form
from funding.forms.reviewing import choices
from funding.queries.applying.rights import Colleague
from funding.words.rights import RIGHTS


class RightsForm(Form):
    """What the people of a town may do on a draft, as they work there now."""

    town = HiddenField()
    fields_of: Mapping[str, UUID] = {}

    def chosen(self) -> dict[str, str]:
        """Return what was chosen by the key of the person; who was left out keeps their right."""
        return {
            str(person): str(self[name].data)
            for name, person in self.fields_of.items()
            if self[name].data
        }


def rights_form(people: Sequence[Colleague], **how: Any) -> RightsForm:
    """Build the form for the people of a town; more than a role allows is refused, not hidden."""
    fields: dict[str, Any] = {}
    named: dict[str, UUID] = {}
    data = dict(how.pop("data", {}))
    for one in people:
        name = f"right_{one.person_id.hex}"
        fields[name] = RadioField(one.name, [Optional()], choices=choices(RIGHTS))
        named[name], data[name] = one.person_id, one.right.value
    kind = type("RightsFormOfTown", (RightsForm,), fields | {"fields_of": named})
    form: RightsForm = kind(data=data, **how)
    return form
