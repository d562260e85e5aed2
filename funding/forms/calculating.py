"""What is asked of the calculator of deadlines. It stands in the address, and nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.validators import AnyOf

from funding.forms.base import Form
from funding.forms.choices import SelectChoice
from funding.forms.fields import DayField, NumberField
from funding.forms.reviewing import choices, worded
from funding.law.asking import Flags
from funding.law.remedies import Issuer
from funding.law.sending import Sending
from funding.law.spans import Units
from funding.words.calculator import COUNTINGS, ISSUERS, SENDINGS, UNITS

ONE_OF_THE_LIST = _("Choose one of the list.")


def listed(label: Any, table: Any, default: str, description: Any = "") -> SelectField:
    """Return a field to choose one of a table of words."""
    return SelectField(
        label,
        [AnyOf(list(table), message=ONE_OF_THE_LIST)],
        choices=choices(table),
        default=default,
        description=description,
        validate_choice=False,
    )


class Asked(Form):
    """A form whose input stands in the address, so that a result can be passed on."""

    class Meta(Form.Meta):
        """It changes nothing, so that nobody can be made to send it."""

        csrf = False

    asked = False

    def is_submitted(self) -> bool:
        """Tell whether something was asked."""
        return self.asked


class PeriodForm(Asked):
    """A period: from when, how long, counted how."""

    event = DayField(
        _("Day of the event"),
        needed=True,
        description=_("For example the day of notification, or the first day of a project."),
    )
    length = NumberField(_("Length"), description=_("A whole number, for example 1."))
    unit = listed(_("Unit"), UNITS, "months")
    inclusive = BooleanField(worded(COUNTINGS["inclusive"]))
    fixed = BooleanField(worded(COUNTINGS["fixed"]))
    benefit = BooleanField(worded(COUNTINGS["benefit"]))
    backwards = BooleanField(worded(COUNTINGS["backwards"]))

    def units(self) -> Units:
        """Return how long the period is."""
        count: Any = self.length.data or 0
        return {self.unit.data: count}  # type: ignore[misc]  # the unit is one of the table

    def flags(self) -> Flags:
        """Return how it is counted."""
        return Flags(*(bool(self[name].data) for name in Flags._fields))


class NotificationForm(Asked):
    """A notice that went out: how, when, and against whom one would turn."""

    channel = listed(_("How the notice was sent"), SENDINGS, "post")
    posted = DayField(
        _("Sent on"),
        description=_(
            "Day of posting, of sending, of the alert about the portal, or of provision in the "
            "mailbox."
        ),
    )
    retrieved = DayField(_("Retrieved on"), description=_("Only for the portal."))
    received = DayField(
        _("Received on"),
        description=_(
            "The day that the receipt or deed names; else the day on which it is proven to have "
            "arrived."
        ),
    )
    lost = BooleanField(_("The office cannot prove that the notice arrived"))
    issuer = listed(_("Issued by"), ISSUERS, "ministry")
    district = SelectField(
        _("District of the municipality"),
        description=_("It says which court is competent."),
        validate_choice=False,
        default="",
    )

    def offer(self, districts: Sequence[tuple[str, str]]) -> None:
        """Offer the districts of the register; one that is not among them is none."""
        self.district.choices = [
            SelectChoice("", _("not given")),
            *(SelectChoice(key, name) for key, name in districts),
        ]
        if self.district.data not in dict(districts):
            self.district.data = ""

    def sending(self) -> Sending:
        """Return what is known of the sending."""
        return Sending(
            str(self.channel.data),
            self.posted.data,
            self.retrieved.data,
            self.received.data,
            bool(self.lost.data),
        )

    def issued_by(self) -> Issuer:
        """Return who issued the notice."""
        return Issuer(str(self.issuer.data))
