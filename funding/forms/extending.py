"""Forms about a longer period for an answer: asking for it, and deciding."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from funding.errors import Fault
from funding.forms.base import Form, at_most
from funding.forms.fields import DayField
from funding.forms.pieces import tidy
from funding.queries.reviewing.extensions import Bounds

LONGEST_REASON = 2000


class AskExtensionForm(Form):
    """Until when a town would like to have time, and why."""

    ends_on = DayField(_("Extend until"), needed=True)
    reason = TextAreaField(
        _("Why do you need more time?"),
        [at_most(LONGEST_REASON)],
        description=_("For example: the council does not meet before 4 July."),
        filters=[tidy],
    )

    def check(self, bounds: Bounds | None) -> bool:
        """Demand a reason, and a day to which the period may be extended."""
        if not self.reason.data:
            self.add_fault(Fault("reason", "reason_missing"))
        check_day(self, self.ends_on, bounds)
        return not any(self.problems())


class DecideExtensionForm(Form):
    """Until when the period is extended, or why it is not."""

    ends_on = DayField(_("New end of the period"))
    reason = TextAreaField(
        _("Reason or remark"),
        [at_most(LONGEST_REASON)],
        description=_("Needed if you refuse. The municipality reads it."),
        filters=[tidy],
    )

    def check(self, bounds: Bounds | None, *, refuse: bool) -> bool:
        """Demand a reason of a refusal, else a day to which the period may be extended."""
        if refuse:
            if not self.reason.data:
                self.add_fault(Fault("reason", "reason_missing"))
        elif self.ends_on.data is None and not self.ends_on.errors:
            self.add_fault(Fault("ends_on", "date_missing"))
        else:
            check_day(self, self.ends_on, bounds)
        return not any(self.problems())


def check_day(form: Form, field: DayField, bounds: Bounds | None) -> None:
    """Say between which days a day must lie; without bounds, the step itself is refused."""
    day = field.data
    if bounds and day is not None and not bounds.first <= day <= bounds.last:
        form.add_fault(Fault(field.name, "extension_day", bounds._asdict()))
