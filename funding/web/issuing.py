"""The office issues a notice of the portal: made, signed by another, sent by whatever channel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from funding.errors import Fault, NotFound
from funding.forms.issuing import DATED, REASONED, ROUTED, IssueForm
from funding.forms.speech import language
from funding.law.sending import PORTAL, POST
from funding.models import IssuedNotice
from funding.policy import permits, require
from funding.queries.budget.transfers import history
from funding.queries.case import Case
from funding.queries.spending.dispatches import dispatch_of, dispatches_of, known_address
from funding.queries.spending.issue_answers import NUMBERED, Given, facts_of, signed_on
from funding.queries.spending.issued import issued_notice, issues_of
from funding.queries.spending.papers import (
    THE_DECISION,
    THE_SETTLEMENT,
    About,
    about,
    about_of,
    content_of,
    recorded,
    unrecorded,
)
from funding.services.spending import issue_notice
from funding.web.issue_deeds import DEEDS
from funding.web.notice_document import issue_as_pdf
from funding.web.offers import Offer, explained
from funding.web.reporting.blueprint import office_case
from funding.web.signin import actor, only_staff
from funding.web.view import reader, writing
from funding.words.decision_notices import ABOUT, ISSUE_BADGES, ISSUE_STATES, ISSUE_TRIGGERS, WAYS
from workflows.application import State as CaseState
from workflows.decision_notice import DECISION_NOTICE, OPEN, TO_REROUTE, State, Trigger

pages = Blueprint("issuing", __name__, url_prefix="/vorgaenge/<reference>")
only_staff(pages)

SOMEWHERE = "00000 -"
UNSIGNED = (State.DRAFTED, State.TO_SIGN)


@pages.app_context_processor
def known_on_every_page() -> dict[str, Any]:
    """Let the file of a case name the notice that is made of it in the portal."""
    return {
        "issued_notice": issued_notice,
        "sees_issue": sees,
        "issue_of": _issue_of,
        "ISSUE_BADGES": ISSUE_BADGES,
        "ISSUE_STATES": ISSUE_STATES,
    }


def _issue_of(case: Case, subject: str, key: UUID | None = None) -> dict[str, Any]:
    """Return the notice of the portal about this, its page, and what its reader can do there."""
    told = About(subject, key)
    here = at_issue(case, told) if sees(case) else None
    return {
        "notice": issued_notice(case, told),
        "page": url_of("show", case.application.reference, told) if sees(case) else "",
        "label": here[1] if here else "",
    }


def sees(case: Case) -> bool:
    """Tell whether the reader has anything to do with the issue of notices."""
    return any(permits(actor(), DECISION_NOTICE.name, deed, case.scope) for deed in DEEDS)


@pages.route("/bescheid/portal", methods=["GET", "POST"])
def show(reference: str) -> ResponseReturnValue:
    """Show where the notice of the decision stands, and the steps that the reader may take."""
    return _page(office_case(reference), THE_DECISION)


@pages.route("/schlussbescheid/portal", methods=["GET", "POST"])
def final(reference: str) -> ResponseReturnValue:
    """Show where the final notice stands, and the steps that the reader may take."""
    return _page(office_case(reference), THE_SETTLEMENT)


@pages.route("/bescheide/<uuid:subject_id>/portal", methods=["GET", "POST"])
def beside(reference: str, subject_id: UUID) -> ResponseReturnValue:
    """Show where the notice on a change or about interest stands, with the steps."""
    case = office_case(reference)
    return _page(case, about(case, subject_id))


def url_of(endpoint: str, reference: str, subject: About) -> str:
    """Return the address of a page about the notice of this: ``show`` or ``document``."""
    if subject.key is not None:
        name = {"show": "beside", "document": "document_beside"}[endpoint]
        return url_for(f"issuing.{name}", reference=reference, subject_id=subject.key)
    names = {"show": "final", "document": "document_final"}
    name = names[endpoint] if subject == THE_SETTLEMENT else endpoint
    return url_for(f"issuing.{name}", reference=reference)


def _page(case: Case, subject: About) -> ResponseReturnValue:
    if not sees(case):
        require(actor(), DECISION_NOTICE.name, Trigger.FREEZE, case.scope)
    reference = case.application.reference
    issue = issued_notice(case, subject)
    form = _form(case, issue)
    if request.method == "POST":
        deed = next((t for t in DEEDS if t.value == request.form.get("aktion")), None)
        if deed is None:
            raise NotFound("aktion")
        require(actor(), DECISION_NOTICE.name, deed, case.scope)
        checked = form.validate() and form.check(deed, _earliest(case, issue), case.today)
        if checked and _as_signed(form, deed, issue):
            return _take(form, reference, deed, subject)
    offers = _offers(case, issue, subject)
    ready = {offer.trigger for offer in offers if offer.possible}
    page = render_template(
        "spending/issuing.html",
        case=case,
        issue=issue,
        heading=ABOUT[subject.subject],
        record=recorded(case, issue) if issue else None,
        decided=subject == THE_DECISION,
        document=url_of("document", reference, subject),
        form=form,
        offers=offers,
        asks={
            "way": bool(ready & {*ROUTED}),
            "day": bool(ready & {*DATED}),
            "evidence": Trigger.DISPATCH in ready,
            "reason": bool(ready & {*REASONED}),
        },
        sent=dispatches_of(reader(), issue.id) if issue else [],
        history=history(reader(), DECISION_NOTICE.name, issue.id) if issue else [],
        ISSUE_BADGES=ISSUE_BADGES,
        ISSUE_TRIGGERS=ISSUE_TRIGGERS,
        WAYS=WAYS,
    )
    return page, 422 if request.method == "POST" else 200


def _earliest(case: Case, issue: IssuedNotice | None) -> date | None:
    """Return the first day that a step can name: of its signature, or on which it left."""
    if issue is None:
        return None
    sent = dispatch_of(case.session, issue.id)
    if sent is not None and issue.state in (State.SENT, State.SERVED):
        return sent.posted_on
    return signed_on(issue)


def _as_signed(form: IssueForm, deed: Trigger, issue: IssuedNotice | None) -> bool:
    """Refuse to log a dispatch without its number, or where another way or address is typed."""
    if deed != Trigger.DISPATCH or issue is None:
        return True
    if issue.channel in NUMBERED and not form.evidence.data:
        form.add_fault(Fault("evidence", "required"))
        return False
    if "way" not in request.form:
        return True
    typed = (str(form.way.data), " ".join((form.address.data or "").split()))
    if typed == (issue.channel, " ".join(issue.address.split())):
        return True
    form.add_fault(Fault("way", "way_differs"))
    return False


def _form(case: Case, issue: IssuedNotice | None) -> IssueForm:
    """Begin the form with the way that was chosen, or that suggests itself."""
    way = _way(case, issue)
    address = issue.address if issue and issue.address else known_address(case)
    version = issue.version if issue else 0
    form = IssueForm(data={"version": version, "way": way, "address": address})
    form.offer(signed=issue is not None and issue.state == State.SIGNED)
    return form


def _way(case: Case, issue: IssuedNotice | None) -> str:
    if issue is not None and issue.state in OPEN:
        return issue.channel
    agreed = bool(case.answers.entries.get("electronic_notice"))
    return PORTAL if agreed and issue is None else POST


@pages.get("/bescheid/portal.pdf")
def document(reference: str) -> Response:
    """Send the very notice that is frozen, as a letter where it goes as one; first as a draft."""
    return _document(office_case(reference), THE_DECISION)


@pages.get("/schlussbescheid/portal.pdf")
def document_final(reference: str) -> Response:
    """Send the very final notice that is frozen."""
    return _document(office_case(reference), THE_SETTLEMENT)


@pages.get("/bescheide/<uuid:subject_id>/portal.pdf")
def document_beside(reference: str, subject_id: UUID) -> Response:
    """Send the very notice on a change or about interest that is frozen."""
    case = office_case(reference)
    return _document(case, about(case, subject_id))


def _document(case: Case, subject: About) -> Response:
    issue = issued_notice(case, subject)
    if issue is None:
        raise NotFound(case.application.reference)
    return issue_as_pdf(issue, _shown(case, issue), draft=issue.state in UNSIGNED)


def _shown(case: Case, issue: IssuedNotice) -> dict[str, Any]:
    """Return what it says; before it is signed with today's date, which it would then bear."""
    if issue.state in UNSIGNED:
        return issue.content | {"issued_on": case.today.isoformat()}
    return issue.content


def _take(form: IssueForm, reference: str, deed: Trigger, subject: About) -> ResponseReturnValue:
    onward = url_of("show", reference, subject)
    with writing(form, onward) as session:
        DEEDS[deed](session, form, reference, subject)
    flash(f"{ISSUE_TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(onward, 303)


def at_issue(case: Case, subject: About | None = None) -> tuple[str, str] | None:
    """Return the page of the notice, with what its reader can do there now; else nothing.

    Without a ``subject``: of the decision, or of the settlement once there is one to sign.
    """
    if subject is None:
        audited = case.application.state == CaseState.AUDITED
        subject = THE_SETTLEMENT if audited else THE_DECISION
    ready = [
        offer
        for offer in _offers(case, issued_notice(case, subject), subject)
        if offer.possible and offer.trigger != Trigger.COME_BACK
    ]
    if not ready:
        return None
    return url_of("show", case.application.reference, subject), ready[0].label


def at_issue_beside(case: Case) -> Iterator[tuple[str, str]]:
    """Return the pages of all notices of a case on which its reader can do something now."""
    if found := at_issue(case):
        yield found
    subjects = {about_of(one) for one in issues_of(case, *OPEN, *TO_REROUTE)}
    for subject in sorted(subjects - {THE_DECISION, THE_SETTLEMENT}, key=str):
        if found := at_issue(case, subject):
            page, label = found
            yield page, f"{ABOUT[subject.subject].in_(language())}: {label}"


def _offers(case: Case, issue: IssuedNotice | None, subject: About) -> list[Offer]:
    """Offer what the role allows now, each with what stands in its way."""
    offers = _offered(case, issue) if issue is not None else []
    if issue is None or issue.state not in OPEN:
        content = content_of(case, subject, case.today)
        if content is not None and unrecorded(case, subject) and actor().person_id is not None:
            offers += _offered(case, issue_notice.begun(case, content, subject))
    return offers


def _offered(case: Case, issue: IssuedNotice) -> list[Offer]:
    state = issue.state
    known = DECISION_NOTICE.open_triggers(state)
    offers = []
    for deed in DEEDS:
        if deed not in known or not permits(actor(), DECISION_NOTICE.name, deed, case.scope):
            continue
        if issue.version == 0 and deed == Trigger.WITHDRAW:
            continue
        reasons = DECISION_NOTICE.objections(
            state, deed, facts_of(case, issue, _at_best(case, deed))
        )
        if any(reason.code == "wrong_state" for reason in reasons):
            continue  # it is signed for another way
        label = ISSUE_TRIGGERS[deed].button.in_(language())
        offers.append(Offer(deed, label, tuple(explained(reasons))))
    return offers


def _at_best(case: Case, deed: Trigger) -> Given:
    """Return what could be typed, so that only what cannot be is named as an obstacle."""
    way = POST if deed in ROUTED else ""
    return Given("-", channel=way, address=SOMEWHERE, on=case.today, evidence="-")
