"""Acts of a signatory: submitting, withdrawing, discarding, renouncing."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.db import reading
from funding.errors import Fault, Outdated
from funding.forms.applying import RenounceForm, SignForm, WithdrawForm
from funding.forms.base import Form
from funding.forms.paper import paper_of
from funding.forms.speech import language
from funding.notices.letters import second
from funding.policy import permits
from funding.queries import find
from funding.queries.applying import town_page as town
from funding.queries.applying.cosigning import stands
from funding.queries.applying.progress import DONE, progress
from funding.queries.applying.rights import signers
from funding.queries.applying.submission import content_of, fingerprint
from funding.queries.case import Case
from funding.queries.details import Details
from funding.services.applying.submit_application import submit_application
from funding.services.deciding import end_case
from funding.services.spending.record_payment import renounce_grant
from funding.web.accounts import confirmed
from funding.web.applying.blueprint import back, demand_told, own_case, pages
from funding.web.applying.delivering import awaited
from funding.web.offers import offered
from funding.web.signin import actor
from funding.web.view import writing
from funding.words.declarations import DECLARATIONS
from workflows.application.words import BEFORE_SUBMISSION
from workflows.core import StepRefused


def signing(form: SignForm) -> bool:
    """Tell whether the form is readable and the password is the reader's own."""
    if not form.validate():
        return False
    if confirmed(str(form.password.data)):
        return True
    form.add_fault(Fault("password", "password_wrong"))
    return False


def page(template: str, case: Case, form: Form, **more: Any) -> ResponseReturnValue:
    """Render a page on which something is signed."""
    status = 200 if request.method != "POST" else 422
    return (
        render_template(
            template,
            case=case,
            form=form,
            offers=offered(case),
            view=town.view_of(case),
            signatories=signers(case, case.application.lead_key),
            **more,
        ),
        status,
    )


@pages.route("/<reference>/einreichen", methods=["GET", "POST"])
def submit(reference: str) -> ResponseReturnValue:
    """Hand in the application: by a signatory, who confirms with the password."""
    case = own_case(reference)
    if request.method != "POST" and case.application.state not in BEFORE_SUBMISSION:
        return back(case)
    form = SignForm(data={"version": case.application.version})
    may = permits(actor(), "application", "submit", case.scope)
    onward = url_for("applying.receipt", reference=reference)
    if request.method == "POST" and may and case.application.submitted_at is not None:
        return _submitted_already(onward)
    # Who may not sign is refused by the service, whatever is typed.
    if request.method == "POST" and (not may or signing(form)):
        try:
            with writing(form, onward) as session:
                submit_application(
                    session, actor(), reference, {"reauthenticated": may}, form.read_version
                )
        except (Outdated, StepRefused):
            if not _is_submitted(reference):
                raise
            return _submitted_already(onward)
        return redirect(onward, 303)
    return page(
        "applying/submit.html",
        case,
        form,
        sentences=DECLARATIONS,
        may=may,
        sha256="" if case.application.submitted_at else fingerprint(content_of(case)),
        unsigned=[one.line.name for one in stands(case) if one.state != "signed"],
        open_parts=[part for part in progress(case) if part.state != DONE],
    )


def _is_submitted(reference: str) -> bool:
    """Tell whether somebody was quicker, in a second window or elsewhere."""
    with reading() as fresh:
        return find.case(fresh, actor(), reference).application.submitted_at is not None


def _submitted_already(onward: str) -> ResponseReturnValue:
    flash(_("This application has been submitted already. Nothing more was changed."), "info")
    return redirect(onward, 303)


@pages.get("/<reference>/bestaetigung")
def receipt(reference: str) -> ResponseReturnValue:
    """Confirm what came in: number, date and second, and what happens next."""
    case = own_case(reference)
    if case.application.submitted_at is None:
        return back(case)
    return render_template(
        "applying/receipt.html",
        case=case,
        due=town.all_deadlines(case),
        partners=case.partners,
        paper=paper_of(case),
        promises=awaited(case),
        received=second(case.application.submitted_at, language()),
    )


@pages.route("/<reference>/zurueckziehen", methods=["GET", "POST"])
def withdraw(reference: str) -> ResponseReturnValue:
    """Take back an application of which no notice has told a decision."""
    case = own_case(reference)
    form = WithdrawForm(data={"version": case.application.version})
    may = permits(actor(), "application", "withdraw", case.scope)
    if request.method == "POST" and (not may or signing(form)):
        details: Details = {"reauthenticated": may, "reason": str(form.reason.data or "")}
        onward = url_for("applying.show", reference=reference)
        with writing(form, onward) as session:
            end_case.withdraw_application(session, actor(), reference, details, form.read_version)
        flash(_("The application has been withdrawn."), "success")
        return redirect(onward, 303)
    return page("applying/withdraw.html", case, form, may=may)


@pages.route("/<reference>/loeschen", methods=["GET", "POST"])
def discard(reference: str) -> ResponseReturnValue:
    """Give up a draft, after asking once."""
    case = own_case(reference)
    if request.method != "POST" and case.application.state not in BEFORE_SUBMISSION:
        return back(case)
    form = Form(data={"version": case.application.version})
    if request.method == "POST" and form.validate():
        onward = url_for("applying.index")
        with writing(form, onward) as session:
            end_case.discard_draft(session, actor(), reference, {}, form.read_version)
        flash(_("The draft %(number)s was discarded.", number=reference), "success")
        return redirect(onward, 303)
    may = permits(actor(), "application", "discard", case.scope)
    return page("applying/discard.html", case, form, may=may)


@pages.route("/<reference>/verzicht", methods=["GET", "POST"])
def renounce(reference: str) -> ResponseReturnValue:
    """Renounce a grant of which nothing was paid; before the notice a town knows of none."""
    case = own_case(reference)
    demand_told(case)
    form = RenounceForm(data={"version": case.application.version})
    may = permits(actor(), "application", "renounce", case.scope)
    if request.method == "POST" and (not may or signing(form)):
        details: Details = {"reauthenticated": may, "reason": str(form.reason.data or "")}
        onward = url_for("applying.show", reference=reference)
        with writing(form, onward) as session:
            renounce_grant(session, actor(), reference, details, form.read_version)
        flash(_("You have renounced the grant."), "success")
        return redirect(onward, 303)
    return page("applying/renounce.html", case, form, may=may)
