"""The dates of a call as a calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from flask_babel import gettext as _

from funding.forms.speech import language
from funding.law import berlin
from funding.notices.calendar import Entry, written
from funding.queries.administration.calls import CallSummary


def programme_dates(call: CallSummary, last_draw: int) -> Iterator[Entry]:
    """List the dates of a call; ``last_draw`` is month and day as one number, such as 1115."""
    code = call.code
    yield Entry(
        f"call-{code}-opening",
        berlin.local_date(call.opens_at),
        str(_("Call %(code)s opens", code=code)),
    )
    yield Entry(
        f"call-{code}-closing",
        berlin.last_day(call.closes_at),
        str(_("Call %(code)s: applications until midnight", code=code)),
        warned=True,
    )
    yield Entry(
        f"call-{code}-last-draw",
        date(call.year, last_draw // 100, last_draw % 100),
        str(_("Call %(code)s: last payment request of the year", code=code)),
    )


def calendar_of(dates: Iterator[Entry], url: str, now: datetime) -> bytes:
    """Write the calendar in the language of the page."""
    return written(dates, url, now, language())
