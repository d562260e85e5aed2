"""Forms of a notice that the portal issues: its way, its signature, its dispatch; retrieving it."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField

from funding.errors import Fault
from funding.forms.base import Form, at_most
from funding.forms.choices import SelectChoice
from funding.forms.fields import DayField
from funding.forms.pieces import RadioField, tidy
from funding.forms.speech import language
from funding.law.sending import MAILBOX
from funding.models.issued_notice import OUTSIDE
from funding.queries.spending.issue_answers import Given, addressed
from funding.queries.spending.postal_address import too_large
from funding.words.decision_notices import WAYS
from funding.words.visible import hides
from workflows.decision_notice import Trigger

LONGEST = 2000
REASONED = (Trigger.SEND_BACK, Trigger.RECALL, Trigger.COME_BACK)
DATED = (Trigger.DISPATCH, Trigger.ARRIVE, Trigger.COME_BACK)
ABSENT = {MAILBOX: "mailbox_missing"}
ROUTED = (Trigger.FREEZE, Trigger.REROUTE)


class IssueForm(Form):
    """What the office says of a notice; which of it is asked for depends on the step."""

    way = RadioField(_("How is the notice to go?"))
    address = TextAreaField(
        _("Postal address"),
        [at_most(300)],
        filters=[tidy],
        description=_(
            "As it stands in the address field of the letter: at most six lines, the last one with "
            "post code and place. It is kept for the next letter to this municipality. For the "
            "mailbox its name; in the portal none is needed."
        ),
    )
    day = DayField(_("Day"))
    evidence = StringField(
        _("Number of the item"),
        [at_most(200)],
        filters=[tidy],
        description=_(
            "The number of the registered letter, or of the message in the mailbox; for a letter "
            "it can stay empty."
        ),
    )
    reason = TextAreaField(_("Reason"), [at_most(LONGEST)], filters=[tidy])

    def offer(self, *, signed: bool) -> None:
        """Offer the ways; what is signed already goes outside the portal."""
        self.way.choices = [
            SelectChoice(way, text.in_(language()))
            for way, text in WAYS.items()
            if not signed or way in OUTSIDE
        ]

    def check(self, deed: Trigger, first: date | None, today: date) -> bool:
        """Demand what the step needs; a day lies between ``first`` and today (Berlin)."""
        if deed in REASONED and not self.reason.data:
            self.add_fault(Fault("reason", "reason_missing"))
        if deed in DATED and self.day.data is None and not self.day.process_errors:
            self.add_fault(Fault("day", "date_missing"))
        elif deed in DATED and self.day.data is not None and first is not None:
            self._check_day(self.day.data, first, today)
        if deed in ROUTED:
            self._check_way(again=deed == Trigger.REROUTE)
        return not any(self.problems())

    def _check_day(self, day: date, first: date, today: date) -> None:
        if not first <= day <= today:
            code = "day_between" if first < today else "day_only_today"
            self.add_fault(Fault("day", code, {"first": first, "last": today}))

    def _check_way(self, *, again: bool) -> None:
        if hides("".join(self.address.raw_data or ())):
            self.add_fault(Fault("address", "address_signs"))
        if not self.way.data:
            self.add_fault(Fault("way", "choose"))
        elif again and self.way.data not in OUTSIDE:
            self.add_fault(Fault("way", "way_outside"))
        elif not addressed(str(self.way.data), self.address.data or ""):
            self.add_fault(Fault("address", ABSENT.get(str(self.way.data), "address_missing")))
        for fault in too_large(self.address.data or ""):
            self.add_fault(fault)

    def given(self) -> Given:
        """Return what was typed; in the portal nothing goes to an address."""
        outside = self.way.data in OUTSIDE
        return Given(
            reason=self.reason.data or "",
            channel=self.way.data or "",
            address=(self.address.data or "") if outside else "",
            on=self.day.data,
            evidence=self.evidence.data or "",
        )


class RetrieveForm(Form):
    """Nothing but that the notice is wanted now."""
