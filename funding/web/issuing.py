"""The office issues a notice through the portal: frozen by one person, signed by another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from funding.errors import Fault, NotFound
from funding.forms.issuing import IssueForm
from funding.forms.speech import language
from funding.models import IssuedNotice
from funding.policy import permits, require
from funding.queries.budget.transfers import history
from funding.queries.case import Case
from funding.queries.spending.issued import issued_notice
from funding.queries.spending.notice_content import notice_content
from funding.services.spending import issue_notice
from funding.services.spending.issue_step import facts_of
from funding.web.notice_document import as_pdf
from funding.web.offers import Offer, explained
from funding.web.reporting.blueprint import office_case
from funding.web.signin import actor, only_staff
from funding.web.view import reader, writing
from funding.words.decision_notices import ISSUE_BADGES, ISSUE_STATES, ISSUE_TRIGGERS
from workflows.decision_notice import DECISION_NOTICE, OPEN, State, Trigger

pages = Blueprint("issuing", __name__, url_prefix="/vorgaenge/<reference>/bescheid")
only_staff(pages)

STEPS = (Trigger.FREEZE, Trigger.SIGN, Trigger.SEND_BACK, Trigger.WITHDRAW, Trigger.RECALL)
REASONED = (Trigger.SEND_BACK, Trigger.RECALL)


@pages.app_context_processor
def known_on_every_page() -> dict[str, Any]:
    """Let the file of a case name the notice that is made of it in the portal."""
    return {"issued_notice": issued_notice, "sees_issue": _sees, "ISSUE_STATES": ISSUE_STATES}


def _sees(case: Case) -> bool:
    return any(permits(actor(), DECISION_NOTICE.name, step, case.scope) for step in STEPS)


@pages.route("/portal", methods=["GET", "POST"])
def show(reference: str) -> ResponseReturnValue:
    """Show where the notice stands, and the steps that the reader may take."""
    case = office_case(reference)
    if not _sees(case):
        require(actor(), DECISION_NOTICE.name, Trigger.FREEZE, case.scope)
    issue = issued_notice(case)
    form = IssueForm(data={"version": issue.version if issue else 0})
    if request.method == "POST":
        deed = next((t for t in STEPS if t.value == request.form.get("aktion")), None)
        if deed is None:
            raise NotFound("aktion")
        require(actor(), DECISION_NOTICE.name, deed, case.scope)
        if form.validate() and _said(form, deed):
            return _take(form, reference, deed)
    page = render_template(
        "spending/issuing.html",
        case=case,
        issue=issue,
        form=form,
        offers=_offers(case, issue),
        history=history(reader(), DECISION_NOTICE.name, issue.id) if issue else [],
        ISSUE_BADGES=ISSUE_BADGES,
        ISSUE_TRIGGERS=ISSUE_TRIGGERS,
    )
    return page, 422 if request.method == "POST" else 200


@pages.get("/portal.pdf")
def document(reference: str) -> Response:
    """Send the very notice that is frozen, as a draft until it is signed."""
    case = office_case(reference)
    issue = issued_notice(case)
    if issue is None:
        raise NotFound(reference)
    return as_pdf(_shown(case, issue), draft=issue.state in (State.DRAFTED, State.TO_SIGN))


def _shown(case: Case, issue: IssuedNotice) -> dict[str, Any]:
    """Return what it says; before it is signed with today's date, which it would then bear."""
    if issue.state in (State.DRAFTED, State.TO_SIGN):
        return issue.content | {"issued_on": case.today.isoformat()}
    return issue.content


def _said(form: IssueForm, deed: Trigger) -> bool:
    if deed in REASONED and not form.reason.data:
        form.add_fault(Fault("reason", "reason_missing"))
    return not any(form.problems())


def _take(form: IssueForm, reference: str, deed: Trigger) -> ResponseReturnValue:
    onward = url_for("issuing.show", reference=reference)
    with writing(form, onward) as session:
        DEEDS[deed](session, form, reference)
    flash(f"{ISSUE_TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(onward, 303)


def _freeze(session: Session, form: IssueForm, reference: str) -> None:
    issue_notice.draft_notice(session, actor(), reference, form.read_version)


def _sign(session: Session, form: IssueForm, reference: str) -> None:
    issue_notice.sign_notice(session, actor(), reference, form.read_version)


def _send_back(session: Session, form: IssueForm, reference: str) -> None:
    reason = str(form.reason.data or "")
    issue_notice.send_back(session, actor(), reference, reason, form.read_version)


def _withdraw(session: Session, form: IssueForm, reference: str) -> None:
    issue_notice.withdraw_notice(session, actor(), reference, form.read_version)


def _recall(session: Session, form: IssueForm, reference: str) -> None:
    reason = str(form.reason.data or "")
    issue_notice.recall_notice(session, actor(), reference, reason, form.read_version)


DEEDS: Mapping[Trigger, Callable[[Session, IssueForm, str], None]] = {
    Trigger.FREEZE: _freeze,
    Trigger.SIGN: _sign,
    Trigger.SEND_BACK: _send_back,
    Trigger.WITHDRAW: _withdraw,
    Trigger.RECALL: _recall,
}


def at_issue(case: Case) -> tuple[str, str] | None:
    """Return the page of the notice, with what its reader can do there now; else nothing."""
    ready = [offer for offer in _offers(case, issued_notice(case)) if offer.possible]
    if not ready:
        return None
    return url_for("issuing.show", reference=case.application.reference), ready[0].label


def _offers(case: Case, issue: IssuedNotice | None) -> list[Offer]:
    """Offer what the role allows now, each with what stands in its way."""
    if issue is None or issue.state not in OPEN:
        content = notice_content(case, case.today)
        if content is None or case.notice is not None or actor().person_id is None:
            return []
        issue = issue_notice.begun(case, content)
    facts = facts_of(case, issue, "-")
    state = issue.state
    return [
        Offer(deed, ISSUE_TRIGGERS[deed].button.in_(language()), tuple(explained(reasons)))
        for deed in STEPS
        if deed in DECISION_NOTICE.open_triggers(state)
        and permits(actor(), DECISION_NOTICE.name, deed, case.scope)
        and (issue.version > 0 or deed != Trigger.WITHDRAW)
        for reasons in [DECISION_NOTICE.objections(state, deed, facts)]
    ]
