"""Forms of spending: notices, payments, and more time for a draft."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField

from funding.errors import Fault
from funding.forms.base import Form, at_most, required
from funding.forms.choices import SelectChoice
from funding.forms.fields import DayField, EuroField
from funding.forms.reviewing import choices
from funding.words.grounds import CHANNELS


class NoticeForm(Form):
    """When and how a notice was issued, and when it counts as notified."""

    channel = RadioField(_("How the notice was sent"), choices=choices(CHANNELS), default="post")
    issued_on = DayField(
        _("Sent on"),
        needed=True,
        description=_("Day of posting or of provision, for example 4 7 2026"),
    )
    notified_on = DayField(
        _("Counts as notified on"),
        description=_("Leave it empty and choose “Compute” to have it computed."),
    )
    waived_on = DayField(
        _("Remedies waived on"), description=_("Only if the municipality has declared a waiver.")
    )
    evidence = TextAreaField(
        _("Evidence"),
        [at_most(1000)],
        description=_("For example the entry in the outgoing mail book, or the receipt."),
    )

    def check(self) -> bool:
        """Demand what the record needs, in a lawful order."""
        if self.notified_on.data is None and not self.notified_on.process_errors:
            self.add_fault(Fault("notified_on", "date_missing"))
        if not (self.evidence.data or "").strip():
            self.add_fault(Fault("evidence", "required"))
        return not any(self.problems())


def fill_day(field: DayField, day: date) -> None:
    """Write a computed day into its three boxes."""
    field.data = day
    field.parts = [str(day.day), str(day.month), str(day.year)]
    field.errors = []


class PaymentForm(Form):
    """Money that moved, as the treasury has booked it."""

    direction = RadioField(
        _("Kind of payment"),
        choices=[
            SelectChoice("out", _("Payment to the municipality")),
            SelectChoice("back", _("Repayment by the municipality")),
        ],
        default="out",
    )
    amount_cents = EuroField(_("Amount"))
    value_on = DayField(_("Value date"), needed=True)
    remark = StringField(_("Remark"), [at_most(200)])

    def only_back(self) -> None:
        """Take repayments only: what goes out is booked with its drawdown."""
        self.direction.choices = [SelectChoice("back", _("Repayment by the municipality"))]
        self.direction.data = "back"

    def check(self) -> bool:
        """Demand an amount."""
        if not self.amount_cents.data and not self.amount_cents.process_errors:
            self.add_fault(Fault("amount_cents", "amount_missing"))
        return not any(self.problems())


class ExtendForm(Form):
    """Which draft gets more time, until when, and why."""

    reference = StringField(_("Reference"), [required(), at_most(24)])
    ends_on = DayField(_("New last day"), needed=True)
    reason = TextAreaField(_("Reason"), [required(), at_most(4000)])
