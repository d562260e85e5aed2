"""Forms about money: confirming funds, transfers between lines, and blocks."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, TextAreaField

from funding.errors import Fault
from funding.forms.base import Form, at_most, required
from funding.forms.choices import SelectChoice
from funding.forms.fields import EuroField
from funding.forms.speech import language

LONGEST_REASON = 1000
# What a line can hold is no business of the form; this is what the database can.
HIGHEST = 10**12


class ConfirmForm(Form):
    """The call whose funds are confirmed."""

    call = HiddenField()


def _line(label: Any) -> SelectField:
    return SelectField(
        label, [required()], choices=[SelectChoice("", _("Please choose"))], validate_choice=False
    )


def _offer(field: SelectField, fields: list[Any]) -> None:
    field.choices = [
        SelectChoice("", _("Please choose")),
        *(SelectChoice(one.code, one.name(language())) for one in fields),
    ]


class TransferForm(Form):
    """How much goes from which action field to which, and why."""

    giver = _line(_("From action field"))
    taker = _line(_("To action field"))
    amount_cents = EuroField(_("Amount"), highest=HIGHEST)
    reason = TextAreaField(
        _("Reason"),
        [required(), at_most(LONGEST_REASON)],
        description=_("Who releases the transfer decides by this reason."),
    )

    def offer(self, fields: list[Any]) -> None:
        """Offer the action fields of the call."""
        _offer(self.giver, fields)
        _offer(self.taker, fields)

    def check(self) -> bool:
        """Demand an amount."""
        return _amount_given(self)


class DecideForm(Form):
    """What is said of a transfer that is released, refused or withdrawn."""

    remark = TextAreaField(
        _("Remark"),
        [at_most(LONGEST_REASON)],
        description=_("Needed to refuse the transfer; it is told to the person who proposed it."),
    )


class BlockForm(Form):
    """How much of which action field is blocked, and why."""

    line = _line(_("Action field"))
    amount_cents = EuroField(_("Amount"), highest=HIGHEST)
    reason = TextAreaField(
        _("Reason"),
        [required(), at_most(LONGEST_REASON)],
        description=_("For example the order of the finance ministry, with its date."),
    )

    def offer(self, fields: list[Any]) -> None:
        """Offer the action fields of the call."""
        _offer(self.line, fields)

    def check(self) -> bool:
        """Demand an amount."""
        return _amount_given(self)


class LiftForm(Form):
    """Why a block is lifted."""

    reason = TextAreaField(_("Reason"), [required(), at_most(LONGEST_REASON)])


def _amount_given(form: TransferForm | BlockForm) -> bool:
    if not form.amount_cents.data and not form.amount_cents.process_errors:
        form.add_fault(Fault("amount_cents", "amount_missing"))
    return not any(form.problems())


class YearForm(Form):
    """How much of which action field is authorised for which later year, and why."""

    line = _line(_("Action field"))
    year = _line(_("Year"))
    amount_cents = EuroField(
        _("Commitment authorisation"),
        highest=HIGHEST,
        description=_("In all for this year; 0,00 takes it back."),
    )
    reason = TextAreaField(_("Reason"), [required(), at_most(LONGEST_REASON)])

    def offer(self, fields: list[Any], years: list[int]) -> None:
        """Offer the action fields of the call and the years after it."""
        _offer(self.line, fields)
        self.years = [str(year) for year in years]
        self.year.choices = [SelectChoice(year, year) for year in self.years]

    def check(self) -> bool:
        """Demand an amount, be it none, and one of the years offered."""
        if self.amount_cents.data is None and not self.amount_cents.process_errors:
            self.add_fault(Fault("amount_cents", "amount_missing"))
        if self.year.data not in self.years:
            self.add_fault(Fault("year", "not_a_later_year"))
        return not any(self.problems())
