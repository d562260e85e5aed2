"""The list for a jury in one click: the ranking of a call, or a part of it, as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import gettext as _
from flask_babel import ngettext

from funding import clock
from funding.documents.jury import render_list
from funding.forms.speech import language
from funding.law import berlin, money
from funding.law.ranking import Placed
from funding.notices.letters import moment
from funding.policy import require
from funding.web.asked_scenario import asked
from funding.web.budget.blueprint import chosen_call
from funding.web.ranking import WHOLE_VIEW, Desk, Listed, desk_of, tables
from funding.web.signin import actor
from funding.web.view import close_reader, reader
from funding.words.fields import ACTION_FIELDS
from funding.words.folding import fold
from funding.words.states import STATES

WIDTHS, NUMERIC = (2, 5, 13, 5, 3, 5, 6, 14), (0, 4, 5)


def hang(pages: Blueprint) -> None:
    """Hang the address under the blueprint of deciding."""
    pages.add_url_rule("/entscheidungen/rangliste.pdf", "jury_list", jury_list)


def jury_list() -> Response:
    """Send the ranking as a PDF, narrowed as the queue is: to an action field, to words."""
    require(actor(), "act", "see_ranking")
    call = chosen_call()
    desk, scenario = desk_of(reader(), call), asked(request.args).scenario
    field, words = request.args.get("feld", ""), request.args.get("suche", "").strip()[:120]
    field = field if field in ACTION_FIELDS else ""
    whole = request.args.get("sicht") == WHOLE_VIEW
    listed = [
        _narrowed(desk, one, field, words)
        for one in tables(desk, desk.weigh(scenario), whole=whole)
    ]
    now = clock.now()
    content = {
        "lang": language(),
        "region": "DE" if language() == "de" else "GB",
        "heading": str(_("Jury list, call %(code)s", code=call.code)),
        "author": str(_("Funding portal")),
        "stand": str(_("As of %(moment)s", moment=moment(now, language()))),
        "page": str(_("Page {here} of {all}")),
        "remarks": _remarks(listed, field, words, plain=scenario.plain),
        "tables": [_table(desk, one) for one in listed if one.rows],
    }
    close_reader(None)  # nothing of the database is held while it is typeset
    response = Response(render_list(content, now), mimetype="application/pdf")
    name = f"Juryliste-{call.code}-{berlin.local_date(now)}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _narrowed(desk: Desk, one: Listed, field: str, words: str) -> Listed:
    """Keep the rows that the filter finds, by rank: a jury reads them in that order."""
    sought = fold(words).split()
    kept = []
    for row in one.rows:
        case = desk.cases[row.bid.key]
        text = fold(f"{case.reference} {case.title} {case.town}")
        if field in ("", case.field) and all(word in text for word in sought):
            kept.append(row)
    return one._replace(rows=sorted(kept, key=lambda row: row.rank))


def _remarks(listed: Sequence[Listed], field: str, words: str, *, plain: bool) -> list[str]:
    count = sum(len(one.rows) for one in listed)
    told = [ngettext("%(num)d case, by rank.", "%(num)d cases, by rank.", count)]
    if field:
        told.append(
            _("Only the action field %(field)s.", field=ACTION_FIELDS[field].in_(language()))
        )
    if words:
        told.append(_("Only cases with these words: %(words)s.", words=words))
    if not plain:
        told.append(_("This is a scenario; it decides nothing."))
    return [str(one) for one in told]


def _table(desk: Desk, one: Listed) -> dict[str, Any]:
    speech = language()
    told = [_("Money for these cases: %(room)s.", room=money.euro(one.room_cents, speech))]
    if one.cut is not None:
        told.append(_("The money ends before rank %(rank)d.", rank=one.cut_rank))
    head = (
        *(_("Rank"), _("Case"), _("Municipality and project"), _("State"), _("Points")),
        *(_("Amount"), _("Does it fit?"), _("Note")),
    )
    return {
        "name": one.name,
        "remarks": [str(line) for line in told],
        "widths": WIDTHS,
        "numeric": NUMERIC,
        "head": [str(cell) for cell in head],
        "body": [_row(desk, row) for row in one.rows],
    }


def _row(desk: Desk, row: Placed) -> list[str]:
    case, speech = desk.cases[row.bid.key], language()
    points = f"{(case.points or 0) / 100:.2f}"
    return [
        str(row.rank),
        case.reference,
        f"{case.town}: {case.title}",
        STATES[case.state].staff.in_(speech),
        points if speech == "en" else points.replace(".", ","),
        money.euro(row.bid.cents, speech),
        str(VERDICTS[row.why]()),
        "",
    ]


VERDICTS = {
    "held": lambda: _("Money is reserved"),
    "fits": lambda: _("fits"),
    "out": lambda: _("left out"),
    "unchosen": lambda: _("not in the best set"),
    "line": lambda: _("does not fit"),
    "envelope": lambda: _("does not fit"),
    "behind": lambda: _("does not fit"),
}
