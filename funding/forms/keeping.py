"""Forms of disposal: the offer to the archive, its answer, a proposal given back, and holds."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField

from funding.errors import Fault
from funding.forms.base import Form, at_most
from funding.forms.fields import DayField
from workflows.disposal import Trigger

DATED = (Trigger.OFFER, Trigger.TAKE_OVER, Trigger.DECLINE)


class DisposalForm(Form):
    """What a step of a disposal needs: a day, the reference of the archive, or a reason."""

    day = DayField(_("On which day?"), needed=False)
    archive_reference = StringField(
        _("Reference of the State Archive"),
        [at_most(80)],
        description=_("Needed if it was taken over."),
    )
    reason = TextAreaField(_("Reason"), [at_most(1000)], description=_("Needed to return it."))

    def check(self, deed: Trigger) -> bool:
        """Demand what the step needs."""
        if deed in DATED and self.day.data is None and not self.day.process_errors:
            self.add_fault(Fault("day", "date_missing"))
        if deed == Trigger.TAKE_OVER and not (self.archive_reference.data or "").strip():
            self.add_fault(Fault("archive_reference", "required"))
        if deed == Trigger.RETURN and not (self.reason.data or "").strip():
            self.add_fault(Fault("reason", "reason_missing"))
        return not any(self.problems())


class HoldForm(Form):
    """Why a deletion is stopped, or why it may go on."""

    hold_reason = TextAreaField(
        _("Why?"),
        [at_most(1000)],
        description=_("For example an action at court, or an audit by the court of audit."),
    )

    def check(self) -> bool:
        """Demand a reason."""
        if not (self.hold_reason.data or "").strip():
            self.add_fault(Fault("hold_reason", "reason_missing"))
        return not any(self.problems())
