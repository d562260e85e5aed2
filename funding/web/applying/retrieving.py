"""A town retrieves its notice: it reads what that means first, and only then what it says."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import NotFound
from funding.forms.applying import SignForm
from funding.forms.issuing import RetrieveForm
from funding.models import IssuedNotice
from funding.models.issued_notice import FINAL, PORTAL_RECEIPT
from funding.policy import permits, require
from funding.queries.applying.rights import signers
from funding.queries.applying.town_page import contact
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.spending.issued import issued_notice
from funding.queries.spending.notice_dates import waiver
from funding.queries.spending.papers import (
    THE_DECISION,
    THE_SETTLEMENT,
    About,
    about,
    recorded,
)
from funding.services.spending.retrieve_notice import retrieve_notice
from funding.services.spending.waive_remedy import waive_remedy
from funding.web.applying.blueprint import demand_told, own_case, pages
from funding.web.applying.handing_in import page, signing
from funding.web.applying.overview import asks_of
from funding.web.applying.ready import url_of
from funding.web.notice_document import issue_as_pdf
from funding.web.signin import actor
from funding.web.view import writing
from funding.words.decision_notices import ABOUT
from workflows.application import Trigger as CaseTrigger
from workflows.decision_notice import DECISION_NOTICE, State, Trigger


def _provided(reference: str, key: UUID | str | None) -> tuple[Case, IssuedNotice, About]:
    """Find a notice that is signed; of any other the town knows nothing."""
    case = own_case(reference)
    require(actor(), DECISION_NOTICE.name, Trigger.RETRIEVE, case.scope)
    subject = _subject(case, key)
    issue = issued_notice(case, subject)
    if issue is None or issue.state not in (State.PROVIDED, State.RETRIEVED):
        raise NotFound(reference)
    return case, issue, subject


def _subject(case: Case, key: UUID | str | None) -> About:
    if key == FINAL:
        return THE_SETTLEMENT
    return about(case, key) if isinstance(key, UUID) else THE_DECISION


@pages.route("/<reference>/bescheid/abrufen", methods=["GET", "POST"])
def retrieve(reference: str) -> ResponseReturnValue:
    """Say what the retrieval means and record it; after it, lead to the notice."""
    return _page(reference, None)


@pages.route("/<reference>/schlussbescheid/abrufen", methods=["GET", "POST"])
def retrieve_final(reference: str) -> ResponseReturnValue:
    """Let the town retrieve its final notice."""
    return _page(reference, FINAL)


@pages.route("/<reference>/bescheide/<uuid:subject_id>/abrufen", methods=["GET", "POST"])
def retrieve_beside(reference: str, subject_id: UUID) -> ResponseReturnValue:
    """Let the town retrieve a notice on a change or about interest."""
    return _page(reference, subject_id)


def _page(reference: str, key: UUID | str | None) -> ResponseReturnValue:
    case, issue, subject = _provided(reference, key)
    against_receipt = issue.channel == PORTAL_RECEIPT
    decided = subject == THE_DECISION
    read = case.application.version if decided else issue.version
    form = (SignForm if against_receipt else RetrieveForm)(data={"version": read})
    may = not against_receipt or permits(
        actor(), DECISION_NOTICE.name, Trigger.ACKNOWLEDGE, case.scope
    )
    # Who may not confirm it is refused by the service, whatever is typed.
    if request.method == "POST" and (not may or _wanted(form)):
        onward = url_of(reference, subject)
        details = Details(reauthenticated=may and against_receipt)
        with writing(form, onward) as session:
            retrieve_notice(session, actor(), reference, details, form.read_version, subject)
        told = (
            _("You have confirmed receipt.")
            if against_receipt
            else _("You have retrieved the notice.")
        )
        flash(told, "success")
        return redirect(onward, 303)
    known = issue.state == State.RETRIEVED
    shown = render_template(
        "applying/retrieve.html",
        case=case,
        form=form,
        about=ABOUT[subject.subject],
        decided=decided,
        document=url_of(reference, subject, document=True),
        against_receipt=against_receipt,
        may=may,
        signatories=signers(case, case.application.lead_key),
        issued_on=issue.provided_on,
        ends_on=issue.ends_on,
        today=case.today,
        counts_on=case.today + timedelta(days=1),
        notice=recorded(case, issue) if known else None,
        asks=asks_of(case) if known and decided else None,
        contact=contact(case) if known else None,
    )
    return shown, 422 if request.method == "POST" else 200


def _wanted(form: RetrieveForm | SignForm) -> bool:
    return signing(form) if isinstance(form, SignForm) else bool(form.validate())


@pages.route("/<reference>/bescheid/rechtsbehelfsverzicht", methods=["GET", "POST"])
def waive(reference: str) -> ResponseReturnValue:
    """Say what waiving remedies means, and let a signatory do so."""
    case = own_case(reference)
    demand_told(case)
    form = SignForm(data={"version": case.application.version})
    may = permits(actor(), "application", CaseTrigger.WAIVE_REMEDY, case.scope)
    if request.method == "POST" and (not may or signing(form)):
        onward = url_for("applying.show", reference=reference)
        with writing(form, onward) as session:
            details = Details(reauthenticated=may)
            waive_remedy(session, actor(), reference, details, form.read_version)
        flash(_("You have waived legal remedies. The notice is final."), "success")
        return redirect(onward, 303)
    return page("applying/waive.html", case, form, may=may, reasons=waiver(case))


@pages.get("/<reference>/bescheid/abgerufen.pdf")
def retrieved(reference: str) -> Response:
    """Send the notice to a town that has retrieved it."""
    return _document(reference, None)


@pages.get("/<reference>/schlussbescheid/abgerufen.pdf")
def retrieved_final(reference: str) -> Response:
    """Send the final notice to a town that has retrieved it."""
    return _document(reference, FINAL)


@pages.get("/<reference>/bescheide/<uuid:subject_id>/abgerufen.pdf")
def retrieved_beside(reference: str, subject_id: UUID) -> Response:
    """Send the notice on a change or about interest to a town that has retrieved it."""
    return _document(reference, subject_id)


def _document(reference: str, key: UUID | str | None) -> Response:
    _case, issue, _about = _provided(reference, key)
    if issue.state != State.RETRIEVED:
        raise NotFound(reference)
    return issue_as_pdf(issue, issue.content, draft=False)
