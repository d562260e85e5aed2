"""Forms of a remedy: that an action was filed against a notice, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField

from funding.errors import Fault
from funding.forms.base import Form, at_most
from funding.forms.choices import SelectChoice
from funding.forms.fields import DayField
from funding.forms.pieces import RadioField, tidy
from funding.forms.speech import language
from funding.models.recovery import INTEREST
from funding.queries.spending.remedies import Standing
from funding.services.spending.file_remedy import Filing
from funding.words.issued_notices import ISSUED_KINDS

LONGEST = 2000


class FileForm(Form):
    """Against which notice an action was filed, when, and at which court."""

    kind = RadioField(_("Against which notice?"))
    filed_on = DayField(_("Received by the court on"))
    court = StringField(_("Court"), [at_most(120)], filters=[tidy])
    court_reference = StringField(
        _("File number of the court"),
        [at_most(60)],
        filters=[tidy],
        description=_("If it is known already."),
    )
    reinstated = TextAreaField(
        _("Reinstatement"),
        [at_most(LONGEST)],
        filters=[tidy],
        description=_("Only if it came after the period: why it counts (section 60 VwGO)."),
    )

    def offer(self, notices: Sequence[Standing]) -> None:
        """Offer the notices that stand."""
        self.kind.choices = [
            SelectChoice(
                _code(one), f"{ISSUED_KINDS[one.kind].in_(language())}, {one.issued_on:%d.%m.%Y}"
            )
            for one in notices
        ]

    def check(self) -> bool:
        """Demand notice, day and court."""
        if not self.kind.data:
            self.add_fault(Fault("kind", "choose"))
        if self.filed_on.data is None and not self.filed_on.process_errors:
            self.add_fault(Fault("filed_on", "date_missing"))
        if not self.court.data:
            self.add_fault(Fault("court", "required"))
        return not any(self.problems())

    def filing(self) -> Filing | None:
        """Return what was filed, if it can be read."""
        on = self.filed_on.data
        if on is None:
            return None
        court, reference, reinstated = (
            str(field.data or "") for field in (self.court, self.court_reference, self.reinstated)
        )
        kind, _dash, number = str(self.kind.data).partition("-")
        return Filing(kind, on, court, reference, reinstated, int(number) if number else None)


def _code(notice: Standing) -> str:
    """Return what the form sends of a notice; there may be more than one about interest."""
    return f"{notice.kind}-{notice.round}" if notice.kind == INTEREST else notice.kind


class EndForm(Form):
    """On which day the proceedings ended, and how."""

    ended_on = DayField(
        _("Final end of the proceedings on"),
        description=_(
            "Only for the end: the day on which the judgment is final, or the action was withdrawn."
        ),
    )
    reason = TextAreaField(
        _("How it stands or ended"),
        [at_most(LONGEST)],
        filters=[tidy],
        description=_(
            "For example: hearing on ..., action dismissed by judgment of ..., action withdrawn."
        ),
    )

    def check(self, *, ends: bool) -> bool:
        """Demand what is known, and the day if it has ended."""
        if ends and self.ended_on.data is None and not self.ended_on.process_errors:
            self.add_fault(Fault("ended_on", "date_missing"))
        if not self.reason.data:
            self.add_fault(Fault("reason", "reason_missing"))
        return not any(self.problems())
