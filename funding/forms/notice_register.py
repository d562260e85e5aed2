"""Which notices are wanted from the register; it stands in the address."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectField

from funding.errors import Fault
from funding.forms.calculating import Asked, listed
from funding.forms.choices import SelectChoice
from funding.forms.fields import DayField
from funding.forms.speech import language
from funding.queries.spending.notice_register import Wanted
from funding.words.issued_notices import ISSUED_KINDS
from funding.words.text import Text

ALL = Text("alle", "all")


class RegisterForm(Asked):
    """A call, a kind, and the days between which notices were issued; all may be left open."""

    aufruf = SelectField(_("Call"), default="")
    art = listed(_("Type of notice"), {"": ALL} | ISSUED_KINDS, "")
    von = DayField(_("Issued from"), needed=False)
    bis = DayField(_("Issued until"), needed=False)

    def offer(self, calls: Sequence[str]) -> None:
        """Offer the calls there are."""
        all_of_them = SelectChoice("", ALL.in_(language()))
        self.aufruf.choices = [all_of_them, *(SelectChoice(code, code) for code in calls)]

    def complete(self) -> bool:
        """Demand that the days are in order."""
        first, last = self.von.data, self.bis.data
        if first and last and last < first:
            self.add_fault(Fault("bis", "last_before_first"))
        return not any(self.problems())

    def wanted(self) -> Wanted:
        """Return what was asked for."""
        asked = (str(self.aufruf.data or ""), str(self.art.data or ""))
        return Wanted(*asked, self.von.data, self.bis.data)
