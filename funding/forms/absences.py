"""Forms for being away, and who stands in."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import Optional

from funding.forms.base import Form
from funding.forms.choices import SelectChoice
from funding.forms.fields import DayField


class AbsenceForm(Form):
    """Who is away from when to when, and who stands in."""

    person = SelectField(_("Who is away"), [Optional()], validate_choice=True)
    begins_on = DayField(_("First day of the absence"), needed=True)
    ends_on = DayField(_("Last day of the absence"), needed=True)
    deputy = SelectField(
        _("Deputy"),
        [Optional()],
        description=_("Somebody with the same role who is there on these days"),
        validate_choice=True,
    )

    def offer(self, people: Sequence[tuple[UUID, str]], own: UUID | None, *, leads: bool) -> None:
        """Offer the people of the office; only the lead enters others."""
        if leads:
            self.person.choices = [SelectChoice(str(key), name) for key, name in people]
            self.person.data = self.person.data or str(own)
        else:
            del self.person
        nobody = SelectChoice("", _("– nobody else has this role –"))
        others = [(key, name) for key, name in people if leads or key != own]
        self.deputy.choices = [nobody, *(SelectChoice(str(key), name) for key, name in others)]

    def who(self, own: UUID) -> UUID:
        """Return who is away."""
        chosen = str(self.person.data or "") if "person" in self else ""
        return UUID(chosen) if chosen else own

    def stand_in(self) -> UUID | None:
        """Return who stands in."""
        return UUID(str(self.deputy.data)) if self.deputy.data else None


class LiftForm(Form):
    """That somebody is there again."""
