"""What a town and the office write to each other about an application."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Invalid
from funding.forms.talking import LONGEST, MessageForm
from funding.policy import permits, require
from funding.queries.reviewing.talk import messages as messages_of
from funding.services.reviewing.write_message import write_to_office
from funding.web.applying.blueprint import back, own_case, pages
from funding.web.signin import actor
from funding.web.view import writing


@pages.route("/<reference>/nachrichten", methods=["GET", "POST"])
def messages(reference: str) -> ResponseReturnValue:
    """Show the messages of an application, and send one to the office."""
    case = own_case(reference)
    require(actor(), "act", "read_draft", case.scope)
    if not case.scope.submitted:
        return back(case)
    may_write = permits(actor(), "act", "write_to_office", case.scope)
    form, status = MessageForm(), 200
    location = url_for("applying.messages", reference=reference)
    if request.method == "POST":
        require(actor(), "act", "write_to_office", case.scope)
        status = 422
        try:
            if form.validate():
                with writing(form, location) as session:
                    write_to_office(session, actor(), reference, str(form.text.data or ""))
                flash(_("Your message is sent."), "success")
                return redirect(location, 303)
        except Invalid as invalid:
            form.take_faults(invalid)
    return (
        render_template(
            "applying/messages.html",
            case=case,
            form=form,
            longest=LONGEST,
            may_write=may_write,
            messages=messages_of(case),
        ),
        status,
    )
