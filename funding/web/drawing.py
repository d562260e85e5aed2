"""A town draws its grant: list, new drawdown, signature, and confirming that money is used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Fault, Invalid, NotFound
from funding.forms.applying import SignForm
from funding.forms.drawdowns import DrawForm, UseForm
from funding.forms.speech import language
from funding.law.drawing import last_need
from funding.models import Drawdown
from funding.policy import permits
from funding.queries.applying.register import entries
from funding.queries.applying.rights import signers
from funding.queries.case import Case
from funding.queries.spending.answers import remedy_open
from funding.queries.spending.draw_answers import (
    facts_of,
    hindrances,
    in_share,
    in_years,
    settling,
)
from funding.queries.spending.drawdowns import (
    certifiers,
    current_draws,
    drawdown_of,
    drawdowns_of,
    is_drawable,
    is_refund,
    open_draw,
    standing_of,
)
from funding.services.spending import draw_funds
from funding.services.spending.draw_funds import WRITABLE
from funding.web.applying.blueprint import demand_told
from funding.web.applying.handing_in import signing
from funding.web.offers import Why, explained
from funding.web.reporting.blueprint import town_case
from funding.web.signin import actor, only_signed_in
from funding.web.view import reader, writing
from funding.words.bank_details import RETURN_CODES
from funding.words.drawdowns import (
    CERTIFIED,
    DRAW_BADGES,
    DRAW_BALL,
    DRAW_STATES,
    DRAW_TRIGGERS,
)
from workflows.application import State as CaseState
from workflows.application import Trigger as CaseTrigger
from workflows.core import Reason
from workflows.drawdown import DRAWDOWN, UNUSED, State, Trigger

pages = Blueprint("drawing", __name__, url_prefix="/antraege/<reference>/mittelabrufe")
only_signed_in(pages)


# What is mended in the form of the drawdown itself.
TYPED = ("within_rest", "within_slice", "share_kept", "needed_soon")
# What every page on drawdowns says.
WORDS: dict[str, Any] = {
    "DRAW_STATES": DRAW_STATES,
    "DRAW_BADGES": DRAW_BADGES,
    "DRAW_TRIGGERS": DRAW_TRIGGERS,
    "CERTIFIED": CERTIFIED,
}


@pages.app_context_processor
def known_on_every_page() -> dict[str, Any]:
    """Let the page of a case name the drawdowns with which somebody has to do something."""
    return {"current_draws": current_draws, "DRAW_BALL": DRAW_BALL, "DRAW_STATES": DRAW_STATES}


def own_case(reference: str) -> Case:
    """Find a case of the reader's town, whose award the town knows of."""
    case = town_case(reference)
    demand_told(case)
    if not case.application.approved_cents:
        raise NotFound(reference)
    return case


def _context(case: Case) -> dict[str, Any]:
    return WORDS | {
        "case": case,
        "lead": entries(reader(), [case.application.lead_key])[0],
        "standing": standing_of(case),
        "may": permits(actor(), "act", "draw", case.scope),
        "may_sign": permits(actor(), DRAWDOWN.name, Trigger.REQUEST, case.scope),
        "signatories": signers(case, case.application.lead_key),
        "waivable": remedy_open(case)
        and permits(actor(), "application", CaseTrigger.WAIVE_REMEDY, case.scope),
        "first_day": _first_day(case),
    }


@pages.get("")
def index(reference: str) -> str:
    """List what was drawn, and what can still be."""
    case = own_case(reference)
    return render_template(
        "drawing/index.html",
        draws=drawdowns_of(case),
        barred=_barred(case),
        hindered=_hindered(case),
        **_context(case),
    )


def _first_day(case: Case) -> date | None:
    """Return the first day for drawing money: the project runs and its notice is final."""
    if case.notice is None:
        return None
    return max(case.notice.final_on, case.answers.begins_on or case.notice.final_on)


def _barred(case: Case) -> list[Why]:
    """Say why nothing new can be drawn now, where it cannot."""
    reasons = []
    if case.application.state == CaseState.APPROVED and (first := _first_day(case)):
        reasons.append(Reason("begins_later", {"date": first}))
    elif not is_drawable(case):
        reasons.append(Reason("case_drawable"))
    if open_draw(case) is not None:
        reasons.append(Reason("one_draw_open"))
    if standing_of(case).left <= 0 and not reasons:
        reasons.append(Reason("nothing_left"))
    return explained(reasons)


def _hindered(case: Case) -> list[Why]:
    """Say, before anything is typed, why it could not be sent today."""
    return explained([Reason(code, params) for code, params in hindrances(case).items()])


@pages.route("/neu", methods=["GET", "POST"])
def begin(reference: str) -> ResponseReturnValue:
    """Write a new drawdown; it is sent on the next page, by a signatory."""
    case = own_case(reference)
    return _edit(case, None)


@pages.route("/<int:number>/bearbeiten", methods=["GET", "POST"])
def edit(reference: str, number: int) -> ResponseReturnValue:
    """Change a drawdown that is not handed in, or about which the office asks."""
    case = own_case(reference)
    draw = drawdown_of(case, number)
    if draw.state not in WRITABLE and request.method != "POST":
        return redirect(url_for("drawing.show", reference=reference, number=number), 303)
    return _edit(case, draw)


def _edit(case: Case, draw: Drawdown | None) -> ResponseReturnValue:
    refund = draw.refund if draw else is_refund(case) or settling(case)
    form = DrawForm(obj=draw, data={"version": draw.version if draw else 0})
    if refund:
        form.for_refund()
    reference = case.application.reference
    if request.method == "POST" and form.validate() and form.check():
        try:
            return _keep(reference, draw, form)
        except Invalid as invalid:
            form.take_faults(invalid)
    page = render_template(
        "drawing/edit.html",
        form=form,
        draw=draw,
        refund=refund,
        barred=[] if draw else _barred(case),
        hindered=_hindered(case),
        last_need=last_need(case.today, case.rule("use_months")),
        most=in_years(case),
        **_context(case),
    )
    return page, 422 if request.method == "POST" else 200


def _keep(reference: str, draw: Drawdown | None, form: DrawForm) -> ResponseReturnValue:
    onward = url_for("drawing.index", reference=reference)
    known = (draw.number, form.read_version) if draw else (None, None)
    with writing(form, onward) as session:
        kept = draw_funds.write_drawdown(session, actor(), reference, form.values(), *known)
        number = kept.number
    flash(_("The drawdown is saved, not sent yet."), "success")
    return redirect(url_for("drawing.show", reference=reference, number=number), 303)


@pages.route("/<int:number>", methods=["GET", "POST"])
def show(reference: str, number: int) -> ResponseReturnValue:
    """Show a drawdown; a signatory sends or withdraws it, the town says that it is used."""
    case = own_case(reference)
    draw = drawdown_of(case, number)
    sign = SignForm(data={"version": draw.version})
    use = UseForm(data={"version": draw.version})
    form: SignForm | UseForm = sign
    if request.method == "POST":
        deed = request.form.get("aktion")
        may = permits(actor(), DRAWDOWN.name, Trigger.REQUEST, case.scope)
        if deed == "verwendet":
            form = use
            if use.validate() and not any(use.problems()):
                return _use(reference, number, use)
        elif deed == "zurueckziehen":
            if not may or signing(sign):
                return _withdraw(reference, number, sign)
        elif not may or signing(sign):
            return _send(reference, number, sign, signed=may)
    page = render_template(
        "drawing/show.html",
        draw=draw,
        form=form,
        sign=sign,
        use=use,
        writable=draw.state in WRITABLE,
        unused=draw.state in UNUSED,
        reasons=_why_not(case, draw),
        share=in_share(case, draw),
        came_back=_came_back(draw),
        certified=[one.deed for one in certifiers(case, draw)],  # whose names are the office's
        **_context(case),
    )
    return page, 422 if request.method == "POST" else 200


def _came_back(draw: Drawdown) -> str:
    """Say why the bank sent the payment back, with its code in words, until it is ordered anew."""
    if draw.state != State.COMPUTED or not draw.remark:
        return ""
    words = RETURN_CODES.get(draw.remark.split()[0])
    return f"{draw.remark} ({words.in_(language())})" if words else draw.remark


def _why_not(case: Case, draw: Drawdown) -> list[Why]:
    """Say what stands in the way of sending it, for who has signed in again."""
    if draw.state not in WRITABLE:
        return []
    facts = facts_of(case, draw, {"reauthenticated": True})
    found = explained(DRAWDOWN.objections(draw.state, Trigger.REQUEST, facts))
    reference = case.application.reference
    form = url_for("drawing.edit", reference=reference, number=draw.number)
    return [replace(why, href=form) if why.code in TYPED else why for why in found]


def _send(reference: str, number: int, form: SignForm, *, signed: bool) -> ResponseReturnValue:
    onward = url_for("drawing.show", reference=reference, number=number)
    with writing(form, onward) as session:
        draw_funds.request_drawdown(
            session,
            actor(),
            reference,
            number,
            reauthenticated=signed,
            version=form.read_version,
        )
    flash(_("The drawdown is sent. We check it and pay it out."), "success")
    return redirect(onward, 303)


def _withdraw(reference: str, number: int, form: SignForm) -> ResponseReturnValue:
    onward = url_for("drawing.index", reference=reference)
    with writing(form, onward) as session:
        draw_funds.withdraw_drawdown(session, actor(), reference, number, form.read_version)
    flash(_("The drawdown is withdrawn."), "success")
    return redirect(onward, 303)


def _use(reference: str, number: int, form: UseForm) -> ResponseReturnValue:
    onward = url_for("drawing.index", reference=reference)
    used_on: date | None = form.used_on.data
    if used_on is None:
        form.add_fault(Fault("used_on", "date_missing"))
    with writing(form, onward) as session:
        draw_funds.confirm_use(session, actor(), reference, number, used_on, form.read_version)
    flash(_("Thank you. The use of the money is confirmed."), "success")
    return redirect(onward, 303)
