"""The register of issued notices, and all of a selection as one archive for the post or a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from funding import clock
from funding.errors import NotTypeset
from funding.forms.change_paper import change_pdf
from funding.forms.final_paper import final_pdf
from funding.forms.interest_paper import interest_pdf
from funding.forms.notice_paper import notice_pdf
from funding.forms.notice_register import RegisterForm
from funding.forms.speech import language
from funding.policy import require
from funding.queries.applying.submission import fingerprint
from funding.queries.budget.pots import calls
from funding.queries.spending.notice_register import (
    CHANGE,
    INTEREST,
    MOST,
    contents,
    issued,
)
from funding.web.applying.archive import Entry, streamed
from funding.web.signin import actor, only_staff
from funding.web.view import close_reader, reader
from funding.words.grounds import CHANNELS
from funding.words.issued_notices import ISSUED_KINDS, TAKING_BACK

pages = Blueprint("notice_register", __name__, url_prefix="/bescheide")
only_staff(pages)
TYPESET = {
    CHANGE: change_pdf,
    **dict.fromkeys(("final", *TAKING_BACK.values()), final_pdf),
    INTEREST: interest_pdf,
}
LIST = "bescheide.csv"


@pages.get("")
def index() -> ResponseReturnValue:
    """List the notices that the address asks for, the newest first."""
    form, rows = _asked()
    page = render_template(
        "notice_register/index.html",
        form=form,
        rows=rows[:MOST],
        more=len(rows) > MOST,
        asked={name: text for name, text in request.args.items() if text},
        KINDS=ISSUED_KINDS,
        CHANNELS=CHANNELS,
    )
    return page, 422 if form.errors else 200


@pages.get("/bescheide.zip")
def archive() -> ResponseReturnValue:
    """Send the PDFs of the notices that the address asks for, each made while it is sent."""
    form, rows = _asked()
    if form.errors or not rows or len(rows) > MOST:
        return index()
    at = clock.now()
    close_reader(None)  # whoever reads slowly holds no database meanwhile
    response = Response(streamed(_entries(rows, language()), at), mimetype="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="bescheide.zip"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _asked() -> tuple[RegisterForm, Sequence[Row[Any]]]:
    """Read what is wanted; what cannot be read finds nothing."""
    require(actor(), "act", "see_issued")
    form = RegisterForm(formdata=request.args)
    form.offer([one.code for one in calls(reader())])
    form.asked = True
    if not (form.validate() and form.complete()):
        return form, ()
    return form, issued(reader(), actor(), form.wanted())


def _entries(rows: Sequence[Row[Any]], speech: str) -> Iterator[Entry]:
    """Typeset one notice after the other, and give the list of them last."""
    listed = StringIO()
    writer = csv.writer(listed, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        ("Aktenzeichen", "Art", "ausgestellt", "bekannt gegeben", "Datei", "SHA-256 der Angaben")
    )
    at = clock.now()
    for number, (row, content) in enumerate(contents(rows), 1):
        name = f"{number:04d}-{row.reference}-{row.kind}.pdf"
        try:
            document = TYPESET.get(row.kind, notice_pdf)(content, draft=False)
        except NotTypeset:
            name = "fehlt: konnte nicht erstellt werden"
        else:
            yield Entry(name, document, at)
        kind = ISSUED_KINDS[row.kind].in_(speech)
        dates = (row.issued_on.isoformat(), row.notified_on.isoformat())
        writer.writerow((row.reference, kind, *dates, name, fingerprint(content)))
    yield Entry(LIST, "\ufeff" + listed.getvalue(), at)
