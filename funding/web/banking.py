"""Bank details: the town enters and confirms them, the office calls back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Fault, Invalid, NotFound, NotPermitted
from funding.forms.banking import AccountForm, AnswerForm, CallForm
from funding.forms.choices import SelectChoice
from funding.forms.speech import language
from funding.models import BankDetails
from funding.models.role import TOWN_ROLES
from funding.policy import Scope, permits, require
from funding.queries.budget.transfers import history
from funding.queries.spending import bank_details as details
from funding.services.spending import change_bank_details as changing
from funding.web.accounts import confirmed
from funding.web.signin import actor, only_signed_in
from funding.web.view import reader, writing
from funding.words.bank_details import BANK_BADGES, BANK_STATES, BANK_TRIGGERS
from workflows.bank_details import BANK_DETAILS, OPEN, State, Trigger

pages = Blueprint("banking", __name__)
only_signed_in(pages)
WORDS: dict[str, Any] = {
    "BANK_STATES": BANK_STATES,
    "BANK_BADGES": BANK_BADGES,
    "BANK_TRIGGERS": BANK_TRIGGERS,
}


@pages.route("/bankverbindung", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Show where a town's money goes; enter another account, confirm or refuse one."""
    if not actor().has(*TOWN_ROLES):
        if permits(actor(), "act", "see_accounts"):
            return redirect(url_for("banking.waiting"), 303)
        raise NotPermitted("town_pages", TOWN_ROLES)
    towns = details.towns_of_reader(reader(), actor())
    form = AccountForm(municipality=towns[0].key if towns else "")
    form.municipality.choices = [SelectChoice(town.key, town.name) for town in towns]
    answer = AnswerForm()
    asked = request.form.get("aktion")
    sent: AccountForm | AnswerForm = form
    if request.method == "POST" and asked in (Trigger.CONFIRM, Trigger.REFUSE):
        sent = answer
        key = _account_asked_for()
        may = _may_sign(details.details_by_id(reader(), key).BankDetails.municipality_key)
        if answer.validate() and _complete(answer, str(asked), may=may):
            return _answer(answer, key, str(asked), reauthenticated=may)
    elif request.method == "POST" and form.validate():
        try:
            return _propose(form)
        except Invalid as invalid:
            form.take_faults(invalid)
    page = render_template(
        "banking/index.html",
        form=sent,
        account=form,
        answer_for=lambda one: _answer_for(one, answer),
        towns=[
            (
                town,
                details.details_of(reader(), town.key),
                _may_sign(town.key),
            )
            for town in towns
        ],
        OPEN=OPEN,
        **WORDS,
    )
    return page, 422 if request.method == "POST" else 200


def _answer_for(one: BankDetails, sent: AnswerForm) -> AnswerForm:
    """Return the form that answers one account: as it was sent, or empty."""
    if request.form.get("konto") == str(one.id):
        return sent
    return AnswerForm(formdata=None, data={"version": one.version})


def _account_asked_for() -> UUID:
    try:
        return UUID(request.form.get("konto", ""))
    except ValueError as error:
        raise NotFound("konto") from error


def _may_sign(municipality_key: str) -> bool:
    return permits(actor(), BANK_DETAILS.name, Trigger.CONFIRM, Scope(municipality_key))


def _complete(form: AnswerForm, deed: str, *, may: bool) -> bool:
    """Demand the password of whoever signs, or a reason; who may not sign is told by the step."""
    if deed == Trigger.REFUSE and not form.reason.data:
        form.add_fault(Fault("reason", "reason_missing"))
    if deed == Trigger.CONFIRM and may:
        if not form.password.data:
            form.add_fault(Fault("password", "required"))
        elif not confirmed(str(form.password.data)):
            form.add_fault(Fault("password", "password_wrong"))
    return not any(form.problems())


def _propose(form: AccountForm) -> ResponseReturnValue:
    onward = url_for("banking.index")
    with writing(form, onward) as session:
        changing.propose_account(
            session,
            actor(),
            str(form.municipality.data),
            holder=str(form.holder.data),
            iban=str(form.iban.data),
        )
    flash(_("The bank details are entered. Another person of the town confirms them."), "success")
    return redirect(onward, 303)


def _answer(
    form: AnswerForm, key: UUID, deed: str, *, reauthenticated: bool
) -> ResponseReturnValue:
    onward = url_for("banking.index")
    with writing(form, onward) as session:
        if deed == Trigger.CONFIRM:
            changing.confirm_account(
                session, actor(), key, form.read_version, reauthenticated=reauthenticated
            )
        else:
            reason = str(form.reason.data)
            changing.refuse_account(session, actor(), key, reason, form.read_version)
    flash(f"{BANK_TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(onward, 303)


@pages.get("/mittel/bankverbindungen")
def waiting() -> str:
    """List the bank details about which the office calls back."""
    require(actor(), "act", "see_accounts")
    rows = details.to_call_back(reader(), actor())
    return render_template("banking/waiting.html", rows=rows, **WORDS)


@pages.route("/mittel/bankverbindungen/<uuid:details_id>", methods=["GET", "POST"])
def show(details_id: UUID) -> ResponseReturnValue:
    """Show bank details to the office: call back and release them, or refuse them."""
    require(actor(), "act", "see_accounts")
    found = details.details_by_id(reader(), details_id)
    one = found.BankDetails
    if one.municipality_key in actor().towns:
        raise NotFound(str(details_id))
    form = CallForm(version=one.version)
    if request.method == "POST":
        deeds = (Trigger.CALL_BACK, Trigger.REFUSE)
        deed = next((t for t in deeds if t.value == request.form.get("aktion")), None)
        if deed is None:
            raise NotFound("aktion")
        require(actor(), BANK_DETAILS.name, deed)
        if form.validate() and _said(form, deed):
            return _take(form, details_id, deed)
    page = render_template(
        "banking/show.html",
        form=form,
        found=found,
        one=one,
        before=details.active_details(reader(), one.municipality_key),
        may=permits(actor(), BANK_DETAILS.name, Trigger.CALL_BACK),
        confirmed=one.state == State.CONFIRMED,
        open=one.state in OPEN,
        history=history(reader(), BANK_DETAILS.name, one.id),
        **WORDS,
    )
    return page, 422 if request.method == "POST" else 200


def _said(form: CallForm, deed: Trigger) -> bool:
    if deed == Trigger.CALL_BACK and not form.called.data:
        form.add_fault(Fault("called", "required"))
    if deed == Trigger.REFUSE and not form.reason.data:
        form.add_fault(Fault("reason", "reason_missing"))
    return not any(form.problems())


def _take(form: CallForm, details_id: UUID, deed: Trigger) -> ResponseReturnValue:
    onward = url_for("banking.show", details_id=details_id)
    with writing(form, onward) as session:
        if deed == Trigger.CALL_BACK:
            called = str(form.called.data)
            changing.call_back(session, actor(), details_id, called, form.read_version)
        else:
            reason = str(form.reason.data)
            changing.refuse_account(session, actor(), details_id, reason, form.read_version)
    flash(f"{BANK_TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(onward, 303)
