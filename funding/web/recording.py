"""What the pages on which a notice is recorded have in common: its dates, computed and typed."""

from __future__ import annotations

from flask import request

from funding.forms.spending import NoticeForm, fill_day
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.spending.notice_dates import NoticeDates, notice_dates


def computed(form: NoticeForm, case: Case) -> NoticeDates | None:
    """Compute the dates of a notice; where that is all that is asked, fill in the notification."""
    if form.issued_on.data is None or not form.channel.data:
        return None
    dates = notice_dates(
        case,
        form.issued_on.data,
        str(form.channel.data),
        form.notified_on.data,
        form.waived_on.data,
    )
    asked = request.form.get("aktion") == "berechnen"
    if asked and form.notified_on.data is None and not form.notified_on.errors:
        fill_day(form.notified_on, dates.notified_on)
    return dates


def details_of(form: NoticeForm) -> Details:
    """Return the dates of a notice as they were typed."""
    return Details(
        issued_on=form.issued_on.data,
        channel=str(form.channel.data),
        notified_on=form.notified_on.data,
        waived_on=form.waived_on.data,
        evidence=(form.evidence.data or "").strip(),
    )
