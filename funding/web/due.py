"""Deadlines as people read them: the last day, and how far away it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from funding import clock
from funding.forms.speech import gettext as _
from funding.forms.speech import language, ngettext
from funding.law.berlin import local_date

SOON = 7


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, its distance in words, and how urgent it is: '', 'warning' or 'danger'."""

    on: date
    text: str
    look: str


def due(due_at: datetime) -> Due:
    """Tell a deadline by the instant of its end."""
    return due_on(local_date(due_at - timedelta(microseconds=1)))


def due_on(on: date) -> Due:
    """Tell a deadline by its last day."""
    return _due(on, (on - local_date(clock.now())).days, language())


@lru_cache(maxsize=4096)
def _due(on: date, days: int, _language: str) -> Due:
    """Say it once for all the cases that are due on a day, in the language of the page."""
    if days < 0:
        text = ngettext("overdue for %(num)d day", "overdue for %(num)d days", -days)
        return Due(on, text, "danger")
    if days == 0:
        return Due(on, _("today"), "warning")
    text = ngettext("in %(num)d day", "in %(num)d days", days)
    return Due(on, text, "warning" if days <= SOON else "")
