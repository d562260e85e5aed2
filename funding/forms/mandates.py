"""Forms for seats and offices that people of the ministry hold in municipalities."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import StringField

from funding.forms.base import Form, at_most, required
from funding.forms.fields import DayField

LONGEST_OFFICE, LONGEST_TOWN = 80, 200


class MandateForm(Form):
    """Where somebody sits in a council, or holds an office."""

    municipality = StringField(
        _("Municipality"),
        [required(), at_most(LONGEST_TOWN)],
        description=_("Name or municipality key"),
    )
    office = StringField(
        _("Seat or office"),
        [required(), at_most(LONGEST_OFFICE)],
        description=_("For example city council, local council, honorary mayor"),
    )


class EndForm(Form):
    """Since when a seat or office is over."""

    ended_on = DayField(_("Ended on"), needed=True)
