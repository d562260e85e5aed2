"""Whereto the letters of a town go, as its own people read and change it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Fault, Invalid
from funding.forms.banking import AddressForm
from funding.models import Municipality
from funding.policy import Scope, require
from funding.queries.spending.postal_address import CHANGE_ADDRESS
from funding.services.spending.change_address import change_address
from funding.web.signin import actor, only_signed_in
from funding.web.view import reader, writing
from funding.words.visible import hides

pages = Blueprint("postal_address", __name__)
only_signed_in(pages)


@pages.route("/bankverbindung/<municipality_key>/anschrift", methods=["GET", "POST"])
def edit(municipality_key: str) -> ResponseReturnValue:
    """Show the postal address of a town, and let its people change it."""
    require(actor(), "act", CHANGE_ADDRESS, Scope(municipality_key))
    town = reader().get_one(Municipality, municipality_key)
    form = AddressForm(data={"address": town.postal_address})
    if request.method == "POST" and form.validate() and _plain(form):
        try:
            return _change(form, municipality_key)
        except Invalid as invalid:
            form.take_faults(invalid)
    page = render_template("banking/address.html", form=form, town=town)
    return page, 422 if request.method == "POST" else 200


def _plain(form: AddressForm) -> bool:
    """Refuse signs that nobody sees, which are taken out of what is kept of other texts."""
    if not hides("".join(form.address.raw_data or ())):
        return True
    form.add_fault(Fault("address", "address_signs"))
    return False


def _change(form: AddressForm, municipality_key: str) -> ResponseReturnValue:
    onward = url_for("banking.index")
    with writing(form, onward) as session:
        change_address(session, actor(), municipality_key, str(form.address.data or ""))
    flash(_("The postal address is kept."), "success")
    return redirect(onward, 303)
