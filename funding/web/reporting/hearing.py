"""The town reads what is to be reclaimed from it and why, and comments on it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import NotFound
from funding.forms.reporting import CommentForm
from funding.models import Hearing
from funding.models.role import Role
from funding.policy import permits, require
from funding.queries.applying import town_page as town
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reporting.hearings import hearing_of, hearings_of, writable
from funding.services.reporting.hear_town import comment, save_comment
from funding.web.offers import offered
from funding.web.reporting.blueprint import pages, town_case
from funding.web.reporting.commenting import signed
from funding.web.signin import actor
from funding.web.view import reader, writing
from workflows.application import State


@pages.route("/antraege/<reference>/anhoerung", methods=["GET", "POST"])
def hearing(reference: str) -> ResponseReturnValue:
    """Show the hearing; an editor writes the comment, a signatory sends it."""
    case = town_case(reference)
    found = hearings_of(case)
    if not found:
        raise NotFound("hearing")
    heard = hearing_of(case)
    form = CommentForm(
        data={"version": case.application.version, "comment": heard.comment if heard else ""}
    )
    if request.method != "POST":
        return _page(case, form, found)
    if request.form.get("aktion") == "speichern":
        require(actor(), "act", "prove", case.scope)
        return _saved(case, form, found)
    require(actor(), "application", "comment", case.scope)
    if not (form.validate() and signed(form)):
        return _page(case, form, found), 422
    onward = url_for("applying.show", reference=reference)
    details: Details = {"comment": str(form.comment.data), "reauthenticated": True}
    with writing(form, onward) as session:
        comment(session, actor(), reference, details, form.read_version)
    flash(_("Your comment has been sent."), "success")
    return redirect(onward, 303)


def _saved(case: Case, form: CommentForm, found: list[Hearing]) -> ResponseReturnValue:
    if not form.validate():
        return _page(case, form, found), 422
    reference = case.application.reference
    onward = url_for("reporting.hearing", reference=reference)
    with writing(form, onward) as session:
        save_comment(session, actor(), reference, form.comment.data or "", form.read_version)
    flash(_("Saved."), "success")
    return redirect(onward, 303)


def _page(case: Case, form: CommentForm, found: list[Hearing]) -> str:
    people = town.people_of(reader(), case.application.lead_key)
    running = case.application.state == State.HEARING
    return render_template(
        "reporting/hearing.html",
        case=case,
        form=form,
        hearings=list(reversed(found)),
        writes=running and permits(actor(), "act", "prove", case.scope),
        signs=running and permits(actor(), "application", "comment", case.scope),
        offers=offered(case),
        missing_proof=writable(case),
        signatories=[p.name for p in people if p.role == Role.APPLICANT_SIGNATORY],
    )
