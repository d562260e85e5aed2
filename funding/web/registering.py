"""The register in administration: bodies entered by hand, and a form to enter one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Fault, Invalid
from funding.forms.bodies import BodyForm, found_one
from funding.forms.towns import Register
from funding.policy import require
from funding.queries.administration.bodies import entered_bodies
from funding.queries.applying.register import entries
from funding.services.administration.enter_body import SEATS, enter_body
from funding.web.signin import actor, only_staff
from funding.web.view import reader, writing
from funding.words.bodies import BODY_KINDS

pages = Blueprint("registering", __name__, url_prefix="/verwaltung/register")
only_staff(pages)


@pages.before_request
def demand() -> None:
    """Let only administration enter bodies."""
    require(actor(), "act", "enter_body")


@pages.get("")
def bodies() -> str:
    """List the bodies entered by hand, with the form for another."""
    return _page(BodyForm())


@pages.post("")
def enter() -> ResponseReturnValue:
    """Enter a body by name and seat."""
    form = BodyForm()
    form.speak()
    if not form.validate():
        return _page(form), 422
    register = Register(lambda: [one for one in entries(reader()) if one.kind in SEATS])
    seat = found_one(register, str(form.seat.data), "seat", "seat_unknown")
    if isinstance(seat, Fault):
        form.add_fault(seat)
        return _page(form), 422
    location = url_for("registering.bodies")
    try:
        with writing(form, location) as session:
            body = enter_body(
                session,
                actor(),
                name=str(form.name.data),
                kind=str(form.kind.data),
                seat_key=seat,
                key=str(form.key.data or ""),
                domain=str(form.domain.data or ""),
            )
            told = {"name": body.name, "key": body.key}
    except Invalid as invalid:
        form.take_faults(invalid)
        return _page(form), 422
    flash(_("%(name)s is entered with the key %(key)s.", **told), "success")
    return redirect(location, 303)


def _page(form: BodyForm) -> str:
    form.speak()
    return render_template(
        "operations/register.html", form=form, bodies=entered_bodies(reader()), kinds=BODY_KINDS
    )
