"""Which entries of the posting log are wanted; it stands in the address."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectField

from funding.forms.calculating import Asked, listed
from funding.forms.choices import SelectChoice
from funding.models.issued_notice import OUTSIDE
from funding.queries.spending.dispatches import Wanted
from funding.words.decision_notices import WAYS
from funding.words.text import Text

ALL = Text("alle", "all")
POSTED = {way: WAYS[way] for way in OUTSIDE}


class LogForm(Asked):
    """A year, and a way or all of them."""

    jahr = SelectField(_("Year"))
    weg = listed(_("Way"), {"": ALL} | POSTED, "")

    def offer(self, years: Sequence[int]) -> None:
        """Offer the years in which something was posted."""
        self.jahr.choices = [SelectChoice(str(year), str(year)) for year in years]
        if not self.jahr.raw_data:
            self.jahr.data = str(years[0])

    def wanted(self) -> Wanted:
        """Return what was asked for."""
        return Wanted(int(str(self.jahr.data)), str(self.weg.data or ""))
