"""Naming another contact after submission, old and new side by side."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Invalid
from funding.forms.contacting import contact_form
from funding.policy import require
from funding.queries.applying.contacts import contact_changes, contact_now, fields_of
from funding.services.applying.change_contact import name_contact
from funding.web.applying.blueprint import own_case, pages
from funding.web.signin import actor
from funding.web.view import writing
from workflows.application import APPLICATION, Trigger

OPEN = frozenset(s.source for s in APPLICATION.steps if s.trigger == Trigger.CHANGE_CONTACT)


@pages.route("/<reference>/ansprechperson", methods=["GET", "POST"])
def contact(reference: str) -> ResponseReturnValue:
    """Show the contact as it is, and take another one."""
    case = own_case(reference)
    require(actor(), "application", Trigger.CHANGE_CONTACT, case.scope)
    onward = url_for("applying.show", reference=reference)
    if request.method != "POST" and case.application.state not in OPEN:
        return redirect(onward)
    form, status = contact_form(case), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                with writing(form, onward) as session:
                    name_contact(session, actor(), reference, form.typed(), form.read_version)
            except Invalid as invalid:
                form.take_faults(invalid)
            else:
                flash(_("The contact has been changed."), "success")
                return redirect(onward, 303)
    page = render_template(
        "applying/contact.html",
        case=case,
        form=form,
        fields=fields_of(case),
        now=contact_now(case),
        changes=contact_changes(case),
    )
    return page, status
