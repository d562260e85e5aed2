"""The money of a call as it stands: picture, warnings, next payments, and its confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from funding.forms.budget import ConfirmForm
from funding.forms.speech import language
from funding.models import Call
from funding.pictures.envelope import envelope_picture
from funding.pictures.figures import Picture
from funding.policy import permits, require
from funding.queries.budget import pots
from funding.services.budget.confirm_funds import confirm_funds
from funding.web.budget.blueprint import pages
from funding.web.pots import pot_of
from funding.web.signin import actor
from funding.web.view import reader, writing
from workflows.block import BLOCK
from workflows.block import Trigger as BlockTrigger
from workflows.transfer import TRANSFER, Trigger


@pages.get("")
def envelope() -> str:
    """Show the money of a call by action field."""
    calls = pots.calls(reader())
    call = pots.chosen(calls, request.args.get("aufruf"))
    if call is None:
        return render_template("budget/envelope.html", call=None, calls=[])
    rows = pots.lines(reader(), call.id)
    return render_template(
        "budget/envelope.html",
        call=call,
        calls=calls,
        picture=_picture(call, rows),
        lines=rows,
        open_lines=sum(row.BudgetLine.confirmed_at is None for row in rows),
        may_confirm=permits(actor(), "act", "confirm_funds"),
        may_propose=permits(actor(), TRANSFER.name, Trigger.PROPOSE),
        may_block=permits(actor(), BLOCK.name, BlockTrigger.BLOCK),
        form=ConfirmForm(call=call.code),
    )


def _picture(call: Call, rows: Sequence[Any]) -> Picture:
    speech = language()
    lines = [pot_of(r.ActionField.name(speech), r.BudgetLine) for r in rows]
    whole = pot_of(_("Programme %(year)d", year=call.year), pots.envelope(reader(), call.id))
    return envelope_picture(lines, speech, programme=whole)


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
