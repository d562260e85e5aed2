"""The ledger of a call on pages, and as a file."""

from __future__ import annotations

from flask import Response, render_template, request
from flask_babel import gettext as _

from funding.forms.speech import language
from funding.notices.letters import moment
from funding.queries.budget import ledger
from funding.web.budget.blueprint import chosen_call, pages
from funding.web.csv_file import csv_file
from funding.web.paging import cursor
from funding.web.signin import actor
from funding.web.view import reader
from funding.words.fields import ACTION_FIELDS
from funding.words.funds import booked_as


def _sought() -> ledger.Sought:
    """Return what the address asks for; an unknown field is none."""
    field = request.args.get("feld", "")
    reference = request.args.get("vorgang", "").strip().upper()
    return ledger.Sought(field if field in ACTION_FIELDS else "", reference)


@pages.get("/buchungen")
def bookings() -> str:
    """Show every entry of the ledger, by action field or case where asked."""
    call, sought = chosen_call(), _sought()
    rows = ledger.entries(reader(), actor(), call.id, sought, cursor())
    last = rows[ledger.PAGE - 1] if len(rows) > ledger.PAGE else None
    return render_template(
        "budget/ledger.html",
        call=call,
        rows=rows[: ledger.PAGE],
        sought=sought,
        asked={"aufruf": call.code, "feld": sought.field, "vorgang": sought.reference},
        more=f"{last.at.isoformat()}_{last.id}" if last else None,
        fields=ACTION_FIELDS,
        booked_as=booked_as,
    )


@pages.get("/buchungen.csv")
def bookings_file() -> Response:
    """Give the same entries as a file, all of them."""
    call, sought = chosen_call(), _sought()
    head = (
        _("When"),
        _("Budget year"),
        _("Action field"),
        _("Case"),
        _("Entry"),
        _("Allocation"),
        _("Blocked"),
        _("Reserved"),
        _("Awarded"),
        _("Paid"),
        _("Who"),
    )
    speech = language()
    rows = (
        (
            moment(one.at, speech),
            str(one.budget_year),
            ACTION_FIELDS[one.field].in_(speech) if one.field in ACTION_FIELDS else one.field,
            one.reference,
            booked_as(one.operation, one.reserved_change).in_(speech),
            one.total_change,
            one.blocked_change,
            one.reserved_change,
            one.committed_change,
            one.paid_change,
            one.person,
        )
        for one in ledger.all_entries(reader(), actor(), call.id, sought)
    )
    return csv_file(f"buchungen-{call.code}.csv", head, rows)
