"""A session of the committee on paper: agenda, results and minutes as a PDF in A4 across."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_babel import gettext as _

from funding import clock
from funding.documents.jury import render_list
from funding.forms.speech import language
from funding.law import money
from funding.notices.letters import long_date, moment
from funding.policy import require
from funding.queries.deciding import committee
from funding.web.signin import actor
from funding.web.view import close_reader, reader

WIDTHS, NUMERIC = (2, 5, 13, 4, 6, 6, 6, 14), (0, 3, 4, 6)


def session_file(session_id: UUID) -> Response:
    """Send a session as a PDF."""
    require(actor(), "act", "see_ranking")
    meeting = committee.session_of(reader(), session_id)
    rows = committee.agenda(reader(), actor(), session_id)
    now, speech = clock.now(), language()
    title = f"{meeting.title}, {long_date(meeting.on, speech)}"
    head = (
        *(_("Place"), _("Case"), _("Municipality and project"), _("Points"), _("Proposed")),
        *(_("Result"), _("Agreed amount"), _("Note")),
    )
    table = {
        "name": str(_("Agenda")),
        "remarks": [],
        "widths": WIDTHS,
        "numeric": NUMERIC,
        "head": [str(cell) for cell in head],
        "body": [_row(row) for row in rows],
    }
    minutes = [line for line in meeting.minutes.splitlines() if line.strip()]
    content = {
        "lang": speech,
        "region": "DE" if speech == "de" else "GB",
        "heading": title,
        "author": str(_("Funding portal")),
        "stand": str(_("As of %(moment)s", moment=moment(now, speech))),
        "page": str(_("Page {here} of {all}")),
        "remarks": [str(_("Minutes")) + ":", *minutes] if minutes else [],
        "tables": [table] if rows else [],
    }
    day = meeting.on.isoformat()
    close_reader(None)  # nothing of the database is held while it is typeset
    response = Response(render_list(content, now), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="Sitzung-{day}.pdf"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _row(row: Any) -> list[str]:
    item, speech = row.AgendaItem, language()
    results = {
        "open": _("open"),
        "agreed": _("agreed"),
        "declined": _("not agreed"),
        "postponed": _("postponed"),
    }
    points = f"{(row.points or 0) / 100:.2f}"
    return [
        str(item.position),
        row.reference,
        f"{row.town}: {row.title}",
        points if speech == "en" else points.replace(".", ","),
        money.euro(row.proposed_cents, speech) if row.kind == "grant" else "–",
        str(results[item.result]),
        money.euro(item.amount_cents, speech) if item.amount_cents else "–",
        item.note,
    ]
