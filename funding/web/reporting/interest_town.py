"""A town reads what interest is asked of it and how it is computed, and comments on it."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import NotFound
from funding.forms.interest import dated
from funding.forms.reporting import CommentForm
from funding.models import InterestClaim
from funding.models.recovery import INTEREST
from funding.models.role import Role
from funding.policy import permits, require
from funding.queries.applying import town_page as town
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reporting.claims import told_recovery
from funding.queries.reporting.interest_claims import (
    awaits_comment,
    ended_claims,
    told_proposals,
    told_state,
)
from funding.queries.spending.remedies import interest_set_aside
from funding.services.reporting.ask_interest import comment_on_interest, save_comment
from funding.web.notice_document import interest_as_pdf
from funding.web.reporting.blueprint import pages, town_case
from funding.web.reporting.commenting import signed
from funding.web.reporting.interest import WORDS
from funding.web.reporting.reckoned import reckoned
from funding.web.signin import actor
from funding.web.view import reader, writing
from workflows.interest_claim import INTEREST_CLAIM, Trigger


@pages.route("/antraege/<reference>/zinsen", methods=["GET", "POST"])
def asked_interest(reference: str) -> ResponseReturnValue:
    """Show what interest is asked; an editor writes the comment, a signatory sends it."""
    case = town_case(reference)
    found = told_proposals(case)
    if not found:
        raise NotFound("interest")
    one = awaits_comment(case)
    data = {"version": one.version, "comment": one.comment} if one else {"version": 0}
    form = CommentForm(data=data)
    if request.method != "POST":
        return _page(case, form, found, one)
    saves = request.form.get("aktion") == "speichern"
    if saves:
        require(actor(), "act", "prove", case.scope)
    else:
        require(actor(), INTEREST_CLAIM.name, Trigger.COMMENT, case.scope)
    if not (form.validate() and (saves or signed(form))):
        return _page(case, form, found, one), 422
    onward = url_for("reporting.asked_interest", reference=reference)
    said, version = str(form.comment.data or ""), form.read_version
    with writing(form, onward) as session:
        if saves:
            save_comment(session, actor(), reference, said, version)
        else:
            details: Details = {"comment": said, "reauthenticated": True}
            comment_on_interest(session, actor(), reference, details, version)
    flash(_("Saved.") if saves else _("Your comment has been sent."), "success")
    return redirect(onward, 303)


def _page(
    case: Case, form: CommentForm, found: list[InterestClaim], one: InterestClaim | None
) -> str:
    people = town.people_of(reader(), case.application.lead_key)
    return render_template(
        "reporting/interest_town.html",
        case=case,
        form=form,
        rows=[(each, told_state(case, each).value, dated(each.figures)) for each in found],
        running=one,
        writes=one is not None and permits(actor(), "act", "prove", case.scope),
        signs=one is not None
        and permits(actor(), INTEREST_CLAIM.name, Trigger.COMMENT, case.scope),
        claim=told_recovery(case, INTEREST),
        ended=ended_claims(case),
        set_aside=interest_set_aside(case),
        reckoned=reckoned(case, found),
        signatories=[p.name for p in people if p.role == Role.APPLICANT_SIGNATORY],
        **WORDS,
    )


@pages.get("/antraege/<reference>/zinsen/<int:number>/bescheid.pdf")
def interest_notice(reference: str, number: int) -> Response:
    """Send the town the notice about interest as it was issued, once it has been notified."""
    case = town_case(reference)
    one = next((each for each in told_proposals(case) if each.number == number), None)
    known = one is not None and one.notified_on is not None and one.notified_on <= case.today
    if one is None or not known or one.content is None:
        raise NotFound(str(number))
    return interest_as_pdf(one.content, draft=False)
