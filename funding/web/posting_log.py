"""The posting log (Postausgang) of a year, on a page and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Row

from funding import clock
from funding.forms.posting_log import POSTED, LogForm
from funding.forms.speech import language
from funding.law import berlin
from funding.policy import require
from funding.queries.spending.dispatches import posted, years
from funding.web.csv_file import csv_file
from funding.web.signin import actor, only_staff
from funding.web.view import reader
from funding.words.issued_notices import ISSUED_KINDS

pages = Blueprint("posting_log", __name__, url_prefix="/postausgang")
only_staff(pages)


@pages.get("")
def index() -> ResponseReturnValue:
    """List what was posted in the year that the address asks for."""
    form, rows = _asked()
    page = render_template(
        "posting_log/index.html",
        form=form,
        rows=rows,
        asked={name: text for name, text in request.args.items() if text},
        KINDS=ISSUED_KINDS,
        WAYS=POSTED,
    )
    return page, 422 if form.errors else 200


@pages.get("/postausgang.csv")
def file() -> ResponseReturnValue:
    """Give the same entries as a file."""
    form, rows = _asked()
    return index() if form.errors else _file(str(form.jahr.data), rows)


def _asked() -> tuple[LogForm, Sequence[Row[Any]]]:
    """Read what is wanted; what cannot be read finds nothing."""
    require(actor(), "act", "see_issued")
    form = LogForm(formdata=request.args)
    this = berlin.local_date(clock.now()).year
    form.offer(sorted({this, *years(reader())}, reverse=True))
    form.asked = True
    if not form.validate():
        return form, ()
    return form, posted(reader(), actor(), form.wanted())


def _file(year: str, rows: Sequence[Row[Any]]) -> Response:
    head = (
        _("No."),
        _("Sent on"),
        _("Way"),
        _("Case"),
        _("Municipality"),
        _("Type of notice"),
        _("Postal address"),
        _("Number of the item"),
        _("Received as proven"),
        _("Counts as notified on"),
        _("Came back or lost"),
        _("Entered by"),
    )
    speech = language()
    listed = (
        (
            f"{one.number:04d}",
            one.posted_on.isoformat(),
            POSTED[one.channel].in_(speech),
            one.reference,
            one.town,
            ISSUED_KINDS[one.kind].in_(speech),
            ", ".join(one.address.splitlines()),
            one.evidence,
            one.arrived_on.isoformat() if one.arrived_on else "",
            one.notified_on.isoformat() if one.notified_on else "",
            f"{one.back_on.isoformat()}: {one.back_reason}" if one.back_on else "",
            one.person,
        )
        for one in rows
    )
    return csv_file(f"postausgang-{year}.csv", head, listed)
