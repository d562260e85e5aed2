"""Seats and offices in municipalities: everybody of the ministry declares their own."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from funding.errors import Fault, Invalid, NotFound
from funding.forms.bodies import found_one
from funding.forms.mandates import EndForm, MandateForm
from funding.forms.towns import Register
from funding.models import Mandate
from funding.policy import require
from funding.queries.applying.register import entries
from funding.queries.reviewing.mandates import mandates
from funding.services.reviewing.declare_mandate import declare_mandate, end_mandate
from funding.web.signin import actor, only_staff
from funding.web.view import reader, writing

pages = Blueprint("mandates", __name__, url_prefix="/konto/mandate")
only_staff(pages)


@pages.before_request
def demand() -> None:
    """Let those in who work on cases."""
    require(actor(), "act", "declare_mandate")


@pages.get("")
def index() -> str:
    """List one's own seats and offices, with the form for another."""
    return _page(MandateForm())


@pages.post("")
def declare() -> ResponseReturnValue:
    """Keep another one, and say which cases it touches."""
    form = MandateForm()
    if not form.validate():
        return _page(form), 422
    found = found_one(
        Register(lambda: entries(reader())), str(form.municipality.data), "municipality"
    )
    if isinstance(found, Fault):
        form.add_fault(found)
        return _page(form), 422
    location = url_for("mandates.index")
    try:
        with writing(form, location) as session:
            tied = declare_mandate(session, actor(), found, str(form.office.data))
    except Invalid as invalid:
        form.take_faults(invalid)
        return _page(form), 422
    told = _("It is kept. You do not see the cases of this municipality any more.")
    if tied:
        told += " " + ngettext(
            "On %(num)d case that you had worked on, bias is declared for you.",
            "On %(num)d cases that you had worked on, bias is declared for you.",
            tied,
        )
    flash(told, "success")
    return redirect(location, 303)


@pages.route("/<uuid:mandate_id>/ende", methods=["GET", "POST"])
def end(mandate_id: UUID) -> ResponseReturnValue:
    """Ask since when it is over, and keep that."""
    mandate = reader().get(Mandate, mandate_id)
    if mandate is None or mandate.person_id != actor().person_id or mandate.ended_on:
        raise NotFound(str(mandate_id))
    form, status = EndForm(), 200
    if form.is_submitted():
        status, location = 422, url_for("mandates.index")
        try:
            if form.validate() and form.ended_on.data:
                with writing(form, location) as session:
                    end_mandate(session, actor(), mandate_id, form.ended_on.data)
                flash(_("It is noted that this is over."), "success")
                return redirect(location, 303)
        except Invalid as invalid:
            form.take_faults(invalid)
    return render_template("accounts/mandate_end.html", form=form, mandate=mandate), status


def _page(form: MandateForm) -> str:
    return render_template(
        "accounts/mandates.html", form=form, mandates=mandates(reader(), actor())
    )
