"""Forms about interest: why it is asked for or given up, and the notice that an approver signs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from funding.errors import Fault
from funding.forms.base import Form, at_most
from funding.forms.pieces import LONG, tidy
from funding.forms.reporting import SettleForm
from funding.law.sending import RECEIPT

DAYS = frozenset({"on", "first", "last", "lapses_on", "arises_on", "paid_on", "use_until"})


class ProposeInterestForm(Form):
    """Why interest is asked for, or why it is not."""

    reason = TextAreaField(
        _("Reasons"),
        [at_most(LONG)],
        filters=[tidy],
        description=_(
            "For a claim they stand in the notice: also why discretion is used this way "
            "(section 49a(4) VwVfG)."
        ),
    )

    def check(self) -> bool:
        """Demand them."""
        if not self.reason.data:
            self.add_fault(Fault("reason", "reason_missing"))
        return not any(self.problems())


class DecideInterestForm(SettleForm):
    """How a comment is weighed, the notice that is signed, or why a proposal goes back."""

    weighing = TextAreaField(
        _("How is the comment weighed?"),
        [at_most(LONG)],
        filters=[tidy],
        description=_(
            "It stands in the notice: what of the comment you take into account, what not, and "
            "why (section 28 VwVfG). If it speaks against the claim, withdraw the proposal instead."
        ),
    )

    reason = TextAreaField(
        _("Reasons"),
        [at_most(LONG)],
        filters=[tidy],
        description=_("Only for returning or withdrawing the proposal"),
    )

    def check_notice(self) -> bool:
        """Demand issue, channel and evidence; of a receipt its day too."""
        if self.issued_on.data is None and not self.issued_on.process_errors:
            self.add_fault(Fault("issued_on", "date_missing"))
        if not self.channel.data:
            self.add_fault(Fault("channel", "choose"))
        if not self.evidence.data:
            self.add_fault(Fault("evidence", "required"))
        if self.channel.data == RECEIPT and self.notified_on.data is None:
            self.add_fault(Fault("notified_on", "date_missing"))
        return not any(self.problems())

    def check_weighing(self) -> bool:
        """Demand the words."""
        if not self.weighing.data:
            self.add_fault(Fault("weighing", "required"))
        return not any(self.problems())

    def check_reason(self) -> bool:
        """Demand the reasons."""
        if not self.reason.data:
            self.add_fault(Fault("reason", "reason_missing"))
        return not any(self.problems())


def dated(figures: Any) -> Any:
    """Return frozen figures with their days as days, for a page."""
    if isinstance(figures, Mapping):
        return {
            key: date.fromisoformat(value) if key in DAYS and value else dated(value)
            for key, value in figures.items()
        }
    return [dated(one) for one in figures] if isinstance(figures, list) else figures
