"""The town writes an interim proof of a budget year and hands it in."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import NotFound
from funding.forms.applying import SignForm
from funding.forms.interim import InterimForm
from funding.policy import permits, require
from funding.queries.applying.rights import signers
from funding.queries.case import Case
from funding.queries.reporting.hearings import writable
from funding.queries.reporting.interim_answers import interim_gaps
from funding.queries.reporting.interims import Interim, goals_standing, interim_figures
from funding.services.reporting.write_interim import hand_in_interim, save_interim
from funding.web.applying.blueprint import demand_told
from funding.web.applying.handing_in import signing
from funding.web.reporting.blueprint import pages, town_case
from funding.web.reporting.interim_told import interims_told, offer_of, told
from funding.web.signin import actor
from funding.web.view import writing
from workflows.interim_proof import INTERIM_PROOF, WRITABLE, Trigger


@pages.route("/antraege/<reference>/zwischennachweis/<int:year>", methods=["GET", "POST"])
def interim(reference: str, year: int) -> ResponseReturnValue:
    """Show the interim proof of a year; while it may be written, as a form."""
    case = town_case(reference)
    one = _interim_of(case, year)
    writes = one.state in WRITABLE and writable(case)
    if request.method != "POST" and not (writes and permits(actor(), "act", "prove", case.scope)):
        return render_template("reporting/interim_read.html", **told(case, one))
    known = InterimForm.data_of(one, interim_figures(case, one), goals_standing(case, one))
    form = InterimForm(data=known | {"version": case.application.version})
    form.prepare()
    if request.method == "POST":
        require(actor(), "act", "prove", case.scope)
        return _save(case, one, form)
    return _page(case, one, form)


def _interim_of(case: Case, year: int) -> Interim:
    demand_told(case)
    one = next((one for one in interims_told(case) if one.year == year), None)
    if one is None:
        raise NotFound(str(year))
    return one


def _page(case: Case, one: Interim, form: InterimForm) -> str:
    lines = interim_figures(case, one)
    return render_template(
        "reporting/interim.html",
        form=form,
        pairs=list(zip(lines, form.lines, strict=False)),
        standings=list(zip(goals_standing(case, one), form.goals, strict=False)),
        **told(case, one),
    )


def _save(case: Case, one: Interim, form: InterimForm) -> ResponseReturnValue:
    if not form.validate():
        return _page(case, one, form), 422
    reference, year = case.application.reference, one.year
    onward = url_for("reporting.interim", reference=reference, year=year)
    if request.form.get("aktion") == "weiter":
        onward = url_for("reporting.hand_in_interim", reference=reference, year=year)
    actuals = form.actuals(interim_figures(case, one))
    with writing(form, onward) as session:
        save_interim(
            session,
            actor(),
            reference,
            year,
            form.values(),
            actuals,
            form.read_version,
            form.said(goals_standing(case, one)),
        )
    flash(_("Saved."), "success")
    return redirect(onward, 303)


@pages.route(
    "/antraege/<reference>/zwischennachweis/<int:year>/einreichen",
    endpoint="hand_in_interim",
    methods=["GET", "POST"],
)
def hand_in(reference: str, year: int) -> ResponseReturnValue:
    """Hand in the interim proof of a year: by a signatory, who confirms with the password."""
    case = town_case(reference)
    one = _interim_of(case, year)
    form = SignForm(data={"version": case.application.version})
    may = permits(actor(), INTERIM_PROOF.name, Trigger.HAND_IN, case.scope)
    onward = url_for("applying.show", reference=reference)
    if request.method == "POST" and (not may or signing(form)):
        with writing(form, onward) as session:
            hand_in_interim(
                session,
                actor(),
                reference,
                year,
                reauthenticated=may,
                version=form.read_version,
            )
        flash(_("The interim proof has been handed in."), "success")
        return redirect(onward, 303)
    page = render_template(
        "reporting/interim_hand_in.html",
        form=form,
        may=may,
        offer=offer_of(case, one, Trigger.HAND_IN),
        signatories=signers(case, case.application.lead_key),
        gaps=interim_gaps(case, one) if one.state in WRITABLE else [],
        **told(case, one),
    )
    return page, 200 if request.method != "POST" else 422
