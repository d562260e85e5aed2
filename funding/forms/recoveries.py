"""Forms of a recovery: what came in, by what the claim is made easier, and what is said to it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from funding.errors import Fault
from funding.forms.base import Form, at_most
from funding.forms.fields import DayField, EuroField, NumberField
from funding.forms.pieces import RadioField, spoken, tidy
from funding.services.reporting.recover import Terms
from funding.words.recoveries import RELIEFS
from workflows.recovery import Relief

LONGEST = 2000


class ReceiveForm(Form):
    """What has come in, and as of when."""

    amount = EuroField(_("Amount received"))
    value_on = DayField(_("Value date"))

    def check(self) -> bool:
        """Demand both."""
        if self.amount.data is None and not self.amount.process_errors:
            self.add_fault(Fault("amount", "amount_missing"))
        if self.value_on.data is None and not self.value_on.process_errors:
            self.add_fault(Fault("value_on", "date_missing"))
        return not any(self.problems())


class ReliefForm(Form):
    """A relief that is asked for, with its terms and reasons."""

    relief = RadioField(_("What do you propose?"))
    until_on = DayField(
        _("Deferred until"), description=_("Only for a deferral: the day of the payment.")
    )
    parts = NumberField(_("Number of monthly instalments"), description=_("Only for instalments."))
    from_on = DayField(_("First instalment on"), description=_("Only for instalments."))
    reason = TextAreaField(
        _("Reasons"),
        [at_most(LONGEST)],
        filters=[tidy],
        description=_("They stay in the office; the municipality is told the result only."),
    )

    def prepare(self) -> None:
        """Offer the reliefs in the language of the page."""
        self.relief.choices = spoken(RELIEFS)

    def check(self) -> bool:
        """Demand the kind, its terms, and reasons."""
        if not self.relief.data:
            self.add_fault(Fault("relief", "choose"))
        if not self.reason.data:
            self.add_fault(Fault("reason", "reason_missing"))
        if self.relief.data == Relief.DEFERRAL and self.until_on.data is None:
            self.add_fault(Fault("until_on", "date_missing"))
        if self.relief.data == Relief.INSTALMENTS:
            if self.parts.data is None and not self.parts.errors:
                self.add_fault(Fault("parts", "required"))
            if self.from_on.data is None:
                self.add_fault(Fault("from_on", "date_missing"))
        return not any(self.problems())

    def terms(self) -> Terms:
        """Return what is asked for."""
        return Terms(
            Relief(str(self.relief.data)),
            str(self.reason.data or ""),
            self.until_on.data,
            _number(self.parts.data),
            self.from_on.data,
        )


def _number(read: Any) -> int | None:
    """Return a whole number that was read from what was typed."""
    return read if isinstance(read, int) else None


class SayForm(Form):
    """Why a relief is refused, or a claim handed to enforcement."""

    reason = TextAreaField(_("Reasons"), [at_most(LONGEST)], filters=[tidy])

    def check(self) -> bool:
        """Demand them."""
        if not self.reason.data:
            self.add_fault(Fault("reason", "reason_missing"))
        return not any(self.problems())
