"""Simple steps of a case: a page that says what happens, a reason where one is needed, a button."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from funding.db import reading
from funding.errors import Fault, NotFound
from funding.forms.choices import SelectChoice
from funding.forms.reviewing import HandOverForm, ReopenForm, StepForm, SucceedForm
from funding.forms.speech import language
from funding.models.role import Role
from funding.notices.letters import short_date
from funding.policy import require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.facts import gather
from funding.queries.reviewing import file
from funding.queries.reviewing.assigning import fit_holders
from funding.queries.reviewing.desks import Desk
from funding.services.perform import perform
from funding.web.offers import explained
from funding.web.signin import actor
from funding.web.view import reader, writing
from funding.words.triggers import TRIGGERS
from workflows.application import APPLICATION, Trigger

FORMS: dict[Trigger, type[StepForm]] = {
    Trigger.CLAIM: StepForm,
    Trigger.GIVE_BACK: StepForm,
    Trigger.ASSIGN: HandOverForm,
    Trigger.HAND_OVER: HandOverForm,
    Trigger.CLOSE: StepForm,
    Trigger.DROP_CLAIM: StepForm,
    Trigger.UNDO_DECISION: StepForm,
    Trigger.PROPOSE_CESSATION: StepForm,
    Trigger.DISCONTINUE: StepForm,
    Trigger.REOPEN: ReopenForm,
    Trigger.REDO_SETTLEMENT: ReopenForm,
    Trigger.SUCCEED: SucceedForm,
}
NEEDS_REASON = frozenset(
    {
        Trigger.GIVE_BACK,
        Trigger.HAND_OVER,
        Trigger.DROP_CLAIM,
        Trigger.PROPOSE_CESSATION,
        Trigger.DISCONTINUE,
        Trigger.REOPEN,
        Trigger.REDO_SETTLEMENT,
        Trigger.SUCCEED,
    }
)


def hang(pages: Blueprint) -> None:
    """Hang the page under the blueprint of the case file."""
    pages.add_url_rule("/schritt/<trigger>", "step", step, methods=["GET", "POST"])


def step(reference: str, trigger: str) -> ResponseReturnValue:
    """Say what a step does, and take it."""
    meant = next((t for t in FORMS if t.value == trigger), None)
    if meant is None:
        raise NotFound(trigger)
    case = find.case(reader(), actor(), reference)
    require(actor(), "application", meant, case.scope)
    form = FORMS[meant](version=case.application.version)
    successor = _offer_choices(form, case)
    status = 200
    if request.method == "POST":
        if form.validate() and _complete(form, meant):
            return _take(form, case, meant, successor)
        status = 422
    state = case.application.state
    reasons = APPLICATION.objections(state, meant, gather(case, [meant]))
    return (
        render_template(
            "case_file/step.html",
            form=form,
            case=case,
            trigger=meant.value,
            words=TRIGGERS[meant],
            reasons=explained(reasons, reference),
            needs_reason=meant in NEEDS_REASON,
            asks_reason=meant is not Trigger.CLAIM,
            successor=file.town(reader(), successor) if successor else None,
        ),
        status,
    )


def _offer_choices(form: StepForm, case: Case) -> str | None:
    if isinstance(form, HandOverForm):
        form.new_holder.choices = [
            SelectChoice(str(desk.account_id), _desk(desk)) for desk in fit_holders(case)
        ]
    if not isinstance(form, SucceedForm):
        return None
    successor = file.town(case.session, case.application.lead_key).successor_key
    people = (
        file.people_with(case.session, Role.APPLICANT_SIGNATORY, successor) if successor else []
    )
    form.signatory.choices = [SelectChoice(str(i), name) for i, name in people]
    return successor


def _desk(desk: Desk) -> str:
    """Name a reviewer with what they hold, and until when they are away."""
    held = ngettext("%(num)d open case", "%(num)d open cases", desk.held)
    told = f"{desk.name} ({held})"
    if not desk.away:
        return told
    away = _("away until %(day)s", day=short_date(desk.away.until, language()))
    return f"{told}, {away}"


def _complete(form: StepForm, trigger: Trigger) -> bool:
    if trigger in NEEDS_REASON and not (form.reason.data or "").strip():
        form.add_fault(Fault("reason", "reason_missing"))
    return not any(form.problems())


def _details(form: StepForm, successor: str | None) -> Details:
    details = Details(reason=(form.reason.data or "").strip())
    if isinstance(form, HandOverForm):
        details["new_holder_id"] = UUID(str(form.new_holder.data))
    if isinstance(form, ReopenForm):
        details["new_decision_due"] = bool(form.new_decision_due.data)
    if isinstance(form, SucceedForm) and successor:
        details["successor_key"] = successor
        details["successor_signatory_id"] = UUID(str(form.signatory.data))
    return details


def _take(
    form: StepForm, case: Case, trigger: Trigger, successor: str | None
) -> ResponseReturnValue:
    reference = case.application.reference
    location = url_for("case_file.show", reference=reference)
    with writing(form, location) as session:
        details = _details(form, successor)
        perform(session, actor(), reference, trigger, details, form.read_version)
    flash(f"{reference}: {TRIGGERS[trigger].done.in_(language())}", "success")
    return redirect(location if _still_visible(reference) else url_for("reviewing.queue"), 303)


def _still_visible(reference: str) -> bool:
    try:
        with reading() as fresh:
            find.case(fresh, actor(), reference)
    except NotFound:
        return False
    return True


__all__ = ["StepForm", "hang", "step"]
