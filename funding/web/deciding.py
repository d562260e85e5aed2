"""Pages of deciding: what waits, one decision, and the money of a call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from funding.errors import Fault, NotFound
from funding.forms.deciding import ConfirmForm, DecisionForm
from funding.forms.speech import language
from funding.models import Call
from funding.pictures.envelope import before_after, envelope_picture
from funding.pictures.figures import Picture
from funding.policy import permits, require
from funding.queries import find
from funding.queries.budget import pots
from funding.queries.case import Case, Details
from funding.queries.deciding.inbox import barriers, waiting
from funding.queries.reviewing import file
from funding.services.budget.confirm_funds import confirm_funds
from funding.services.perform import perform
from funding.web.due import due
from funding.web.offers import explained, offered
from funding.web.paging import cursor
from funding.web.pots import committed, pot_of
from funding.web.signin import actor, only_staff
from funding.web.view import reader, writing
from funding.words.criteria import CRITERIA
from funding.words.fields import ACTION_FIELDS
from funding.words.grounds import REJECTION_GROUNDS
from funding.words.triggers import TRIGGERS
from workflows.application import Trigger

pages = Blueprint("deciding", __name__)
only_staff(pages)

DECISIONS = (
    Trigger.APPROVE_FIRST,
    Trigger.APPROVE_SECOND,
    Trigger.REJECT_FIRST,
    Trigger.REJECT_SECOND,
    Trigger.RETURN_CASE,
)
NEEDS_REASON = frozenset({Trigger.REJECT_FIRST, Trigger.REJECT_SECOND, Trigger.RETURN_CASE})


@pages.get("/entscheidungen")
def inbox() -> str:
    """List what waits for a decision, and which of it the reader may not decide."""
    require(actor(), "act", "see_decisions")
    rows = waiting(reader(), actor())
    why = barriers(reader(), actor(), rows)
    return render_template(
        "deciding/inbox.html",
        rows=rows,
        barred={key: explained(reasons) for key, reasons in why.items()},
        may=permits(actor(), "act", "decide"),
        fields=ACTION_FIELDS,
        due=due,
    )


@pages.route("/entscheidungen/<reference>", methods=["GET", "POST"])
def decision(reference: str) -> ResponseReturnValue:
    """Show everything a decision needs on one page, and take it."""
    case = find.case(reader(), actor(), reference)
    require(actor(), "act", "see_decisions", case.scope)
    form = DecisionForm(version=case.application.version)
    status = 200
    if request.method == "POST":
        require(actor(), "act", "decide", case.scope)
        deed = next((t for t in DECISIONS if t.value == request.form.get("aktion")), None)
        if deed is None:
            raise NotFound("aktion")
        if form.validate() and _reasoned(form, deed):
            return _decide(form, reference, deed)
        status = 422
    found = offered(case)
    app, proposal = case.application, case.proposal
    proposer = proposal.proposed_by_id if proposal else None
    marks = file.all_marks(case)
    return (
        render_template(
            "deciding/decision.html",
            form=form,
            case=case,
            town=file.town(reader(), app.lead_key),
            partners=file.partners(case),
            field=file.action_field(case),
            names=file.names(reader(), (app.first_approver_id, app.second_approver_id, proposer)),
            approved_at=_first_approval(case),
            marks=file.marks_shown(case, marks),
            apart=file.apart(marks),
            effect=_effect(case),
            may=permits(actor(), "act", "decide", case.scope),
            offers=[found[t.value] for t in DECISIONS if t.value in found],
            CRITERIA=CRITERIA,
            REJECTION_GROUNDS=REJECTION_GROUNDS,
        ),
        status,
    )


def _reasoned(form: DecisionForm, deed: Trigger) -> bool:
    if deed in NEEDS_REASON and not (form.reason.data or "").strip():
        form.add_fault(Fault("reason", "reason_missing"))
    return not any(form.problems())


def _first_approval(case: Case) -> datetime | None:
    firsts = (Trigger.APPROVE_FIRST, Trigger.REJECT_FIRST)
    found = [entry.at for entry in file.history(case) if entry.trigger in firsts]
    return found[-1] if found and case.application.first_approver_id else None


def _effect(case: Case) -> Picture | None:
    line, field, amount = case.budget_line, file.action_field(case), case.application.reserved_cents
    if line is None or field is None or not amount:
        return None
    pot = pot_of(field.name(language()), line)
    return before_after(pot, committed(pot, amount), language())


def _decide(form: DecisionForm, reference: str, deed: Trigger) -> ResponseReturnValue:
    location = url_for("deciding.inbox")
    with writing(form, location) as session:
        details = Details(reason=(form.reason.data or "").strip())
        perform(session, actor(), reference, deed, details, form.read_version)
    flash(f"{reference}: {TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(location, 303)


@pages.get("/mittel")
def envelope() -> str:
    """Show the money of a call by action field, and its ledger."""
    require(actor(), "act", "see_envelope")
    calls = pots.calls(reader())
    call = pots.chosen(calls, request.args.get("aufruf"))
    if call is None:
        return render_template("deciding/envelope.html", call=None, calls=[])
    rows = pots.lines(reader(), call.id)
    entries = pots.entries(reader(), call.id, cursor())
    last = entries[pots.PAGE - 1] if len(entries) > pots.PAGE else None
    return render_template(
        "deciding/envelope.html",
        call=call,
        calls=calls,
        picture=_picture(call, rows),
        lines=rows,
        open_lines=sum(row.BudgetLine.confirmed_at is None for row in rows),
        may_confirm=permits(actor(), "act", "confirm_funds"),
        form=ConfirmForm(call=call.code),
        entries=entries[: pots.PAGE],
        more=f"{last.at.isoformat()}_{last.id}" if last else None,
        fields=ACTION_FIELDS,
    )


def _picture(call: Call, rows: Sequence[Any]) -> Picture:
    speech = language()
    lines = [pot_of(r.ActionField.name(speech), r.BudgetLine) for r in rows]
    whole = pot_of(_("Programme %(year)d", year=call.year), pots.envelope(reader(), call.id))
    return envelope_picture(lines, speech, programme=whole)


@pages.post("/mittel/bestaetigen")
def confirm() -> ResponseReturnValue:
    """Confirm the funds of a call, line by line."""
    require(actor(), "act", "confirm_funds")
    form = ConfirmForm()
    code = str(form.call.data or "")
    location = url_for("deciding.envelope", aufruf=code)
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
