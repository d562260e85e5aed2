"""The money of a call as it stands: picture, warnings, next payments, and its confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from funding import clock
from funding.forms.budget import ConfirmForm
from funding.forms.speech import language
from funding.law import berlin
from funding.models import Call, Envelope
from funding.pictures.envelope import Pot, envelope_picture
from funding.policy import permits, require
from funding.queries.budget import pots, transfers, watch
from funding.services.budget.confirm_funds import confirm_funds
from funding.web.budget.blueprint import chosen_call, pages
from funding.web.csv_file import Cell, csv_file
from funding.web.pots import pot_of
from funding.web.signin import actor
from funding.web.view import reader, writing
from workflows.block import BLOCK
from workflows.block import Trigger as BlockTrigger
from workflows.transfer import TRANSFER, Trigger

LOOKS = ("", "info", "warning", "danger")


class Warned(NamedTuple):
    """A pot to look at: its name and field, how much is taken and left, and what is asked."""

    name: str
    field: str
    percent: int
    look: str
    available_cents: int
    asked_cents: int


@pages.get("")
def envelope() -> str:
    """Show the money of a call by action field, and what to look at."""
    calls = pots.calls(reader())
    call = pots.chosen(calls, request.args.get("aufruf"))
    if call is None:
        return render_template("budget/envelope.html", call=None, calls=[])
    rows = pots.lines(reader(), call.id)
    whole = pots.envelope(reader(), call.id)
    drawn = _pots(call, rows, whole)
    payments = watch.next_payments(reader(), actor(), call.id)
    return render_template(
        "budget/envelope.html",
        call=call,
        calls=calls,
        picture=envelope_picture(drawn[1:], language(), programme=drawn[0]),
        lines=rows,
        open_lines=sum(row.BudgetLine.confirmed_at is None for row in rows),
        warned=_warnings(call, rows, whole),
        waiting=transfers.waiting(reader(), call.id),
        payments=payments,
        unpaid_cents=whole.committed_cents - whole.paid_cents,
        outlook=watch.outlook(reader(), whole, berlin.local_date(clock.now())),
        may_rank=permits(actor(), "act", "see_ranking"),
        may_confirm=permits(actor(), "act", "confirm_funds"),
        may_propose=permits(actor(), TRANSFER.name, Trigger.PROPOSE),
        may_block=permits(actor(), BLOCK.name, BlockTrigger.BLOCK),
        form=ConfirmForm(call=call.code),
    )


@pages.get("/mittelstand.csv")
def standing_file() -> Response:
    """Give the table of the picture as a file."""
    call = chosen_call()
    whole = pots.envelope(reader(), call.id)
    drawn = _pots(call, pots.lines(reader(), call.id), whole)
    head = envelope_picture(drawn[1:], language(), programme=drawn[0]).head
    rows: list[Sequence[Cell]] = [(pot.name, *pot.figures()) for pot in (*drawn[1:], drawn[0])]
    return csv_file(f"mittelstand-{call.code}.csv", head, rows)


def _pots(call: Call, rows: Sequence[Any], whole: Envelope) -> list[Pot]:
    """Return the programme first, then its lines, as they are drawn and told."""
    speech, repaid = language(), watch.repaid_by_field(reader(), call.id)
    lines = [
        pot_of(r.ActionField.name(speech), r.BudgetLine, repaid.get(r.ActionField.id, 0))
        for r in rows
    ]
    name = _("Programme %(year)d", year=call.year)
    return [pot_of(name, whole, sum(repaid.values())), *lines]


def _warnings(call: Call, rows: Sequence[Any], whole: Envelope) -> list[Warned]:
    """Return the pots of which so much is taken, or more asked for than is left."""
    on, speech = berlin.local_date(clock.now()), language()
    asked = watch.asked_by_field(reader(), call.id)
    looked_at = [(_("Programme %(year)d", year=call.year), "", whole, sum(asked.values()))]
    looked_at += [
        (
            r.ActionField.name(speech),
            r.ActionField.code,
            r.BudgetLine,
            asked.get(r.ActionField.id, 0),
        )
        for r in rows
    ]
    found = []
    for name, field, pot, cents in looked_at:
        percent, reached = watch.level(reader(), pot, on)
        if reached or cents > pot.available_cents:
            look = LOOKS[reached] or "info"
            found.append(Warned(name, field, percent, look, pot.available_cents, cents))
    return found


@pages.post("/bestaetigen")
def confirm() -> ResponseReturnValue:
    """Confirm the funds of a call, line by line."""
    require(actor(), "act", "confirm_funds")
    form = ConfirmForm()
    code = str(form.call.data or "")
    location = url_for("budget.envelope", aufruf=code)
    if not form.validate():
        return redirect(location, 303)
    with writing(form, location) as session:
        count = confirm_funds(session, actor(), code)
    told = ngettext(
        "Funds of %(num)d action field are confirmed.",
        "Funds of %(num)d action fields are confirmed.",
        count,
    )
    flash(told, "success")
    return redirect(location, 303)
