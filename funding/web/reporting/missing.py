"""The office on a grant that is at stake as a whole: hear the town, and decide after that."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Fault
from funding.forms.missing_proof import DecisionForm, FactsForm
from funding.models.hearing import RENOUNCED
from funding.notices.letters import long_date
from funding.queries.applying.register import entries
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reporting.hearings import hearings_of, without_proof
from funding.queries.reporting.late_proof import LateProof, late_proof
from funding.services.reporting.audit_proof import finish_audit
from funding.services.reporting.hear_town import open_hearing
from funding.web.offers import offered
from funding.web.signin import actor
from funding.web.view import reader, writing
from funding.words.missing_proof import FACTS, NOT_REMINDED
from workflows.application import State

Typed = FactsForm | DecisionForm


def at_stake(case: Case) -> bool:
    """Tell whether there is no proof to audit, though the office has something to decide."""
    return case.application.state == State.REPORT_DUE or without_proof(case)


def missing(case: Case) -> ResponseReturnValue:
    """Show what was told of the proof; the proof auditor hears the town, or ends the hearing."""
    late = late_proof(case)
    hears = case.application.state == State.REPORT_DUE
    form: Typed = FactsForm() if hears else DecisionForm()
    if request.method != "POST":
        begun = {"version": case.application.version, "reason": _facts(late) if hears else ""}
        form = type(form)(formdata=None, data=begun)
        return _page(case, form, late)
    if form.validate() and not form.reason.data:
        form.add_fault(Fault("reason", "required"))
    if any(True for _problem in form.problems()):
        return _page(case, form, late), 422
    reference = case.application.reference
    onward = url_for("reporting.audit", reference=reference)
    details: Details = {"reason": str(form.reason.data)}
    with writing(form, onward) as session:
        take = open_hearing if hears else finish_audit
        take(session, actor(), reference, details, form.read_version)
    told = (
        _("The hearing is open; the municipality has been told.")
        if hears
        else _("The decision is prepared; an approver signs the notice.")
    )
    flash(told, "success")
    return redirect(onward, 303)


def _facts(late: LateProof | None) -> str:
    """Begin the facts of a hearing with the days that the portal knows."""
    if late is None or late.threatened_on is None:
        return ""
    text = FACTS if late.reminded_on else NOT_REMINDED
    reminded = long_date(late.reminded_on, "de") if late.reminded_on else ""
    return text.format(
        due_on=long_date(late.planned.due_on, "de"),
        reminded_on=reminded,
        threatened_on=long_date(late.threatened_on, "de"),
    )


def _page(case: Case, form: Typed, late: LateProof | None) -> str:
    heard = hearings_of(case)
    if heard and heard[-1].ground == RENOUNCED and isinstance(form, DecisionForm):
        form.after_renouncing()
    return render_template(
        "reporting/missing.html",
        case=case,
        lead=entries(reader(), [case.application.lead_key])[0],
        form=form,
        late=late,
        hearings=heard,
        offers=offered(case),
    )
