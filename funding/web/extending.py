"""The page on which the office decides whether a town gets more time to answer."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.forms.extending import DecideExtensionForm
from funding.forms.speech import language
from funding.notices.letters import long_date
from funding.policy import require
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reviewing.extensions import bounds, extended_to
from funding.services.perform import perform
from funding.web.offers import offered
from funding.web.opening import open_case
from funding.web.signin import actor
from funding.web.view import writing
from workflows.application import Trigger

DECISIONS = (Trigger.GRANT_EXTENSION, Trigger.REFUSE_EXTENSION)


def hang(pages: Blueprint) -> None:
    """Hang the page under the blueprint of reviewing."""
    pages.add_url_rule(
        "/vorgaenge/<reference>/fristverlaengerung", "extension", extension, methods=["GET", "POST"]
    )


def extension(reference: str) -> ResponseReturnValue:
    """Show what is asked for and when the period would end; grant it, or refuse it."""
    case = open_case(reference)
    require(actor(), "application", Trigger.GRANT_EXTENSION, case.scope)
    wanted = case.extension.wanted_on if case.extension else None
    form = DecideExtensionForm(data={"version": case.application.version, "ends_on": wanted})
    limits, status = bounds(case), 200
    if request.method == "POST":
        decision = next((d for d in DECISIONS if d == request.form.get("aktion")), None)
        # What was read before somebody else's step is refused for that, not for its day.
        current = form.read_version == case.application.version
        refuse = decision == Trigger.REFUSE_EXTENSION
        if form.validate() and form.check(limits if current else None, refuse=refuse):
            if decision:
                return _decide(case, form, decision)
        else:
            status = 422
    return (
        render_template(
            "reviewing/extension.html",
            case=case,
            form=form,
            asked=case.extension,
            limits=limits,
            period=extended_to(case, form.ends_on.data) if form.ends_on.data else None,
            offers=offered(case),
        ),
        status,
    )


def _decide(case: Case, form: DecideExtensionForm, decision: Trigger) -> ResponseReturnValue:
    reference = case.application.reference
    location = url_for("case_file.show", reference=reference)
    details = Details(reason=str(form.reason.data or ""))
    if decision == Trigger.GRANT_EXTENSION:
        details["ends_on"] = form.ends_on.data
    with writing(form, location) as session:
        perform(session, actor(), reference, decision, details, form.read_version)
    if decision == Trigger.REFUSE_EXTENSION:
        flash(_("The extension is refused. The municipality is told."), "success")
    else:
        end = long_date(details["deadline_on"], language())
        flash(_("The period now ends on %(day)s. The municipality is told.", day=end), "success")
    return redirect(location, 303)
