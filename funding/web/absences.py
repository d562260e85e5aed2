"""Who is away and who stands in: everybody for themselves, the lead for all."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding import clock
from funding.errors import Invalid, NotPermitted
from funding.forms.absences import AbsenceForm, LiftForm
from funding.law.berlin import local_date
from funding.policy import permits, require
from funding.queries.reviewing.absences import calendar, colleagues, standing_in
from funding.services.reviewing.enter_absence import enter_absence, lift_absence, liftable
from funding.web.signin import actor, only_staff
from funding.web.view import reader, writing

pages = Blueprint("absences", __name__, url_prefix="/konto/abwesenheit")
only_staff(pages)


@pages.before_request
def demand() -> None:
    """Let those in who work on cases."""
    require(actor(), "act", "enter_absence")


@pages.get("")
def index() -> str:
    """List the absences that are running or to come, with the form for another."""
    return _page(_form())


@pages.post("")
def enter() -> ResponseReturnValue:
    """Keep an absence."""
    form, location, own = _form(), url_for("absences.index"), actor().person_id
    if own is None:
        raise NotPermitted("enter_absence")
    if not form.validate() or not form.begins_on.data or not form.ends_on.data:
        return _page(form), 422
    days = form.begins_on.data, form.ends_on.data
    try:
        with writing(form, location) as session:
            enter_absence(session, actor(), form.who(own), *days, form.stand_in())
    except Invalid as invalid:
        form.take_faults(invalid)
        return _page(form), 422
    flash(_("The absence is entered. Nothing has to be handed over or given back."), "success")
    return redirect(location, 303)


@pages.post("/<uuid:absence_id>/aufheben")
def lift(absence_id: UUID) -> ResponseReturnValue:
    """Take an absence back, or end it today."""
    form, location = LiftForm(), url_for("absences.index")
    liftable(reader(), actor(), absence_id)
    with writing(form, location) as session:
        lift_absence(session, actor(), absence_id)
    flash(_("The absence is lifted. Everything is as before."), "success")
    return redirect(location, 303)


def _form() -> AbsenceForm:
    form, who = AbsenceForm(), actor()
    asked = request.args.get("person", "")
    leads = permits(who, "act", "lead_team")
    people = colleagues(reader())
    form.offer(people, who.person_id, leads=leads)
    if leads and not form.is_submitted() and asked in {str(key) for key, _name in people}:
        form.person.data = asked
    return form


def _page(form: AbsenceForm) -> str:
    who, today = actor(), local_date(clock.now())
    leads = permits(who, "act", "lead_team")
    return render_template(
        "accounts/absences.html",
        form=form,
        leads=leads,
        today=today,
        lift=LiftForm(formdata=None),
        entries=calendar(reader(), today, None if leads else who.person_id),
        standing_in=standing_in(reader(), today, who.person_id),
    )
