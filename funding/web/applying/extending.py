"""Asking for a longer period to answer what the office asked for."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.forms.extending import AskExtensionForm
from funding.policy import require
from funding.queries.details import Details
from funding.queries.reviewing.extensions import bounds
from funding.services.applying.ask_extension import ask_extension
from funding.web.applying.blueprint import own_case, pages
from funding.web.offers import offered
from funding.web.signin import actor
from funding.web.view import writing
from workflows.application import State, Trigger


@pages.route("/<reference>/nachforderung/frist", methods=["GET", "POST"])
def longer(reference: str) -> ResponseReturnValue:
    """Ask until when and why the period should be longer."""
    case = own_case(reference)
    require(actor(), "application", Trigger.ASK_EXTENSION, case.scope)
    onward = url_for("applying.show", reference=reference)
    if request.method != "POST" and case.application.state != State.INFO_REQUESTED:
        return redirect(onward)
    form = AskExtensionForm(data={"version": case.application.version})
    limits, status = bounds(case), 200
    if request.method == "POST":
        # What was read before somebody else's step is refused for that, not for its day.
        current = form.read_version == case.application.version
        if form.validate() and form.check(limits if current else None):
            details = Details(ends_on=form.ends_on.data, reason=str(form.reason.data))
            with writing(form, onward) as session:
                ask_extension(session, actor(), reference, details, form.read_version)
            flash(_("The office has been asked and decides soon."), "success")
            return redirect(onward, 303)
        status = 422
    return (
        render_template(
            "applying/longer.html",
            case=case,
            form=form,
            limits=limits,
            offer=offered(case).get("ask_extension"),
        ),
        status,
    )
