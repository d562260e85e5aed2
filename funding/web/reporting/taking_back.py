"""The office takes a notice back as a whole: the proof auditor names why, and hears the town."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.forms.missing_proof import TakeBackForm
from funding.policy import require
from funding.queries.applying.register import entries
from funding.queries.details import Details
from funding.services.reporting.hear_town import open_revocation
from funding.web.offers import offered
from funding.web.reporting.blueprint import office_case, pages
from funding.web.signin import actor
from funding.web.view import reader, writing
from workflows.application import Trigger


@pages.route("/vorgaenge/<reference>/aufhebung", methods=["GET", "POST"])
def take_back(reference: str) -> ResponseReturnValue:
    """Ask why the notice is unlawful or to be revoked, and open the hearing about it."""
    case = office_case(reference)
    require(actor(), "application", Trigger.OPEN_REVOCATION, case.scope)
    form = TakeBackForm(data={"version": case.application.version})
    status = 200
    if request.method == "POST":
        if form.validate() and form.check():
            onward = url_for("reporting.audit", reference=reference)
            details: Details = {"ground": str(form.ground.data), "reason": str(form.reason.data)}
            with writing(form, onward) as session:
                open_revocation(session, actor(), reference, details, form.read_version)
            flash(_("The hearing is open; the municipality has been told."), "success")
            return redirect(onward, 303)
        status = 422
    page = render_template(
        "reporting/take_back.html",
        case=case,
        lead=entries(reader(), [case.application.lead_key])[0],
        form=form,
        offer=offered(case).get(Trigger.OPEN_REVOCATION),
    )
    return page, status
