"""The office looks an interim proof through."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from funding.errors import NotFound
from funding.forms.interim import LookForm
from funding.forms.speech import language
from funding.policy import require
from funding.queries.case import Case
from funding.queries.reporting.interims import Interim
from funding.services.reporting import look_through_interim
from funding.web.reporting.blueprint import office_case, pages
from funding.web.reporting.interim_told import interims_told, offer_of, told
from funding.web.signin import actor
from funding.web.view import writing
from funding.words.interim_proofs import INTERIM_TRIGGERS
from workflows.interim_proof import INTERIM_PROOF, WRITABLE, Trigger

STEPS = (Trigger.TAKE_UP, Trigger.ACCEPT, Trigger.ASK_CORRECTION)


@pages.route("/vorgaenge/<reference>/zwischennachweis/<int:year>", methods=["GET", "POST"])
def look_through(reference: str, year: int) -> ResponseReturnValue:
    """Show an interim proof as it was handed in, and the steps that the reader may take."""
    case = office_case(reference)
    one = next((one for one in interims_told(case) if one.year == year), None)
    if one is None:
        raise NotFound(str(year))
    form = LookForm(data={"version": case.application.version})
    if request.method != "POST":
        return _page(case, one, form)
    deed = next((t for t in STEPS if t.value == request.form.get("aktion")), None)
    if deed is None:
        raise NotFound("aktion")
    require(actor(), INTERIM_PROOF.name, deed, case.scope)
    if not form.validate() or not (deed != Trigger.ASK_CORRECTION or form.check()):
        return _page(case, one, form), 422
    onward = url_for("reporting.look_through", reference=reference, year=year)
    said, version = str(form.reason.data or ""), form.read_version
    with writing(form, onward) as session:
        if deed == Trigger.TAKE_UP:
            look_through_interim.take_up(session, actor(), reference, year, version)
        elif deed == Trigger.ACCEPT:
            look_through_interim.accept(
                session, actor(), reference, year, remark=said, version=version
            )
        else:
            look_through_interim.ask_correction(
                session, actor(), reference, year, reason=said, version=version
            )
    flash(f"{INTERIM_TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(onward, 303)


def _page(case: Case, one: Interim, form: LookForm) -> str:
    offers = {deed.value: offer_of(case, one, deed) for deed in STEPS}
    # What the town still writes is its own, also what it writes anew.
    shown = {"interim": one} if one.state in WRITABLE else told(case, one)
    return render_template(
        "reporting/interim_office.html",
        **({"case": case} | shown),
        form=form,
        offers={name: offer for name, offer in offers.items() if offer},
    )
