"""The office pays drawdowns out: what waits, one with its checks, and each person's step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from funding.errors import Fault, NotFound
from funding.forms.drawdowns import DecideDrawForm
from funding.forms.speech import language
from funding.models import Drawdown
from funding.policy import permits, require
from funding.queries.budget.transfers import history
from funding.queries.case import Case
from funding.queries.spending.draw_answers import facts_of
from funding.queries.spending.drawdowns import (
    certifiers,
    drawdown_of,
    drawdowns_of,
    payable,
    standing_of,
)
from funding.queries.spending.use_interest import use_interest
from funding.services.spending import pay_drawdown as paying
from funding.web.beside import turn_at
from funding.web.drawing import WORDS
from funding.web.offers import Offer, explained
from funding.web.reporting.blueprint import office_case
from funding.web.signin import actor, only_staff
from funding.web.view import reader, writing
from funding.words.drawdowns import DRAW_TRIGGERS
from workflows.drawdown import DRAWDOWN, Trigger

pages = Blueprint("paying", __name__)
only_staff(pages)

# The steps of the office, those that lead on first.
STEPS = (
    Trigger.CHECK,
    Trigger.COMPUTE,
    Trigger.ORDER,
    Trigger.PAY,
    Trigger.REPAY,
    Trigger.QUESTION,
    Trigger.BOUNCE,
    Trigger.REFUSE,
)


@pages.get("/mittel/auszahlungen")
def waiting() -> str:
    """List the drawdowns that the office works on: first those that wait for the reader."""
    require(actor(), "act", "see_payments")
    rows = payable(reader(), actor())
    mine = [row for row in rows if _mine(row.Drawdown)]
    return render_template(
        "paying/index.html",
        groups=(
            ("mine", mine),
            ("others", [row for row in rows if row not in mine]),
        ),
        links={
            "accounts": permits(actor(), "act", "see_accounts"),
            "files": permits(actor(), "act", "make_payment_file"),
        },
        total=sum(row.Drawdown.amount_cents for row in mine),
        **WORDS,
    )


def _mine(draw: Drawdown) -> bool:
    """Tell whether the reader's roles allow the next step, and none of the earlier was theirs."""
    done = (draw.checked_by_id, draw.computed_by_id, draw.ordered_by_id)
    if actor().person_id in done:
        return False
    onward = (t for t in DRAWDOWN.open_triggers(draw.state) if t in STEPS[:4])
    return any(permits(actor(), DRAWDOWN.name, trigger) for trigger in onward)


@pages.route("/vorgaenge/<reference>/mittelabrufe/<int:number>", methods=["GET", "POST"])
def show(reference: str, number: int) -> ResponseReturnValue:
    """Show a drawdown with its checks, and the steps that the reader may take."""
    case = office_case(reference)
    require(actor(), "act", "see_payments", case.scope)
    draw = drawdown_of(case, number)
    form = DecideDrawForm(data={"version": draw.version, "value_on": case.today})
    if request.method == "POST":
        deed = next((t for t in STEPS if t.value == request.form.get("aktion")), None)
        if deed is None:
            raise NotFound("aktion")
        require(actor(), DRAWDOWN.name, deed, case.scope)
        if form.validate() and _said(form, deed):
            return _take(form, reference, number, deed)
    page = render_template(
        "paying/show.html",
        case=case,
        draw=draw,
        form=form,
        offers=_offers(case, draw, form),
        checks=_checks(case, draw),
        certified=certifiers(case, draw),
        standing=standing_of(case),
        draws=drawdowns_of(case),
        turn=turn_at(case, lambda one: one.record is draw),
        interest=use_interest(case, draw),
        history=history(reader(), DRAWDOWN.name, draw.id),
        **WORDS,
    )
    return page, 422 if request.method == "POST" else 200


def _said(form: DecideDrawForm, deed: Trigger) -> bool:
    if deed in paying.BACK and not form.reason.data:
        form.add_fault(Fault("reason", "reason_missing"))
    if deed in (Trigger.PAY, Trigger.REPAY) and form.value_on.data is None:
        form.add_fault(Fault("value_on", "date_missing"))
    return not any(form.problems())


def _take(form: DecideDrawForm, reference: str, number: int, deed: Trigger) -> ResponseReturnValue:
    onward = url_for("paying.show", reference=reference, number=number)
    with writing(form, onward) as session:
        DEEDS[deed](session, form, reference, number, deed)
    flash(f"{DRAW_TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(onward, 303)


def _certify(
    session: Session, form: DecideDrawForm, reference: str, number: int, deed: Trigger
) -> None:
    paying.certify_drawdown(session, actor(), reference, number, deed, form.read_version)


def _send_back(
    session: Session, form: DecideDrawForm, reference: str, number: int, deed: Trigger
) -> None:
    reason, version = str(form.reason.data or ""), form.read_version
    paying.send_back(session, actor(), reference, number, deed, reason=reason, version=version)


def _pay(
    session: Session, form: DecideDrawForm, reference: str, number: int, _deed: Trigger
) -> None:
    day, version = form.value_on.data, form.read_version
    paying.pay_drawdown(session, actor(), reference, number, day, version=version)


def _repay(
    session: Session, form: DecideDrawForm, reference: str, number: int, _deed: Trigger
) -> None:
    day, version = form.value_on.data, form.read_version
    paying.repay_drawdown(session, actor(), reference, number, day, version=version)


DEEDS: Mapping[Trigger, Callable[[Session, DecideDrawForm, str, int, Trigger], None]] = {
    **dict.fromkeys(paying.CERTIFYING, _certify),
    **dict.fromkeys(paying.BACK, _send_back),
    Trigger.PAY: _pay,
    Trigger.REPAY: _repay,
}


def _offers(case: Case, draw: Drawdown, form: DecideDrawForm) -> list[Offer]:
    """Offer what the role allows; what is typed is asked for when it is sent."""
    given = {"reason": form.reason.data or "-", "day": form.value_on.data or case.today}
    facts = facts_of(case, draw, given)
    return [
        Offer(
            deed,
            DRAW_TRIGGERS[deed].button.in_(language()),
            tuple(explained(DRAWDOWN.objections(draw.state, deed, facts))),
        )
        for deed in STEPS
        if deed in DRAWDOWN.open_triggers(draw.state)
        and permits(actor(), DRAWDOWN.name, deed, case.scope)
    ]


def _checks(case: Case, draw: Drawdown) -> list[tuple[str, bool]]:
    """Say what the portal has checked itself, each with whether it holds."""
    facts = facts_of(case, draw, {})
    named: dict[str, Any] = {
        "notice_final": _("The notice is final."),
        "within_rest": _("The grant still covers the amount."),
        "within_slice": _("The years until now may be paid that much."),
        "share_kept": _("It is no more than the grant's share of what is spent and due."),
        "earlier_used": _("What was paid before is used."),
    }
    return [(str(text), facts.answers[code]) for code, text in named.items()]
