"""Forms of drawdowns: what a town asks for, and what the office says to it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from funding.errors import Fault
from funding.forms.base import Form, at_most, required
from funding.forms.fields import DayField, EuroField
from funding.forms.pieces import tidy

LONGEST = 2000


class DrawForm(Form):
    """What is asked for, until when it is needed, and what has been spent so far."""

    amount_cents = EuroField(_("Amount to draw"))
    spent_cents = EuroField(
        _("Spent so far on eligible lines"),
        description=_("Since the project began, all financing together."),
    )
    need_cents = EuroField(
        _("Payments that fall due until then"),
        description=_("Eligible payments, all financing together."),
    )
    needed_until = DayField(_("Needed for payments until"))
    purpose = TextAreaField(
        _("What it is needed for"),
        [required(), at_most(LONGEST)],
        filters=[tidy],
        description=_("For example: salary of the coordinator for March and April."),
    )

    def for_refund(self) -> None:
        """Ask of a small grant only what is spent: nothing is paid in advance."""
        del self.need_cents
        del self.needed_until

    def check(self) -> bool:
        """Demand the amounts, and the day where money is paid in advance."""
        for name in ("amount_cents", "spent_cents", "need_cents"):
            field: Any = getattr(self, name, None)
            empty = field is not None and field.data is None and not field.process_errors
            if empty or (name == "amount_cents" and field.data == 0):
                self.add_fault(Fault(name, "amount_missing"))
        day: Any = getattr(self, "needed_until", None)
        if day is not None and day.data is None and not day.process_errors:
            self.add_fault(Fault("needed_until", "date_missing"))
        return not any(self.problems())

    def values(self) -> dict[str, Any]:
        """Return what is kept; of a refund nothing is needed in advance."""
        need: Any = getattr(self, "need_cents", None)
        day: Any = getattr(self, "needed_until", None)
        return {
            "amount_cents": self.amount_cents.data,
            "spent_cents": self.spent_cents.data,
            "need_cents": need.data if need is not None else 0,
            "needed_until": day.data if day is not None else None,
            "purpose": str(self.purpose.data or ""),
        }


class UseForm(Form):
    """Since when what was paid is spent."""

    used_on = DayField(
        _("Spent in full on"), needed=True, description=_("Day of the last payment made from it.")
    )


class DecideDrawForm(Form):
    """What the office says of a drawdown, and as of when the treasury has paid it."""

    value_on = DayField(_("Value date"))
    reason = TextAreaField(
        _("Question or reason"),
        [at_most(LONGEST)],
        filters=[tidy],
        description=_("Needed to ask the municipality, to refuse, or where a payment came back."),
    )
