"""Deadlines as people read them: the last day, and how far away it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from funding import clock
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
    days = (on - local_date(clock.now())).days
    if days < 0:
        text = ngettext("overdue for %(num)d day", "overdue for %(num)d days", -days)
        return Due(on, text, "danger")
    if days == 0:
        return Due(on, _("today"), "warning")
    text = ngettext("in %(num)d day", "in %(num)d days", days)
    return Due(on, text, "warning" if days <= SOON else "")
