"""The office issues a notice of the portal: made, signed by another, sent by whatever channel."""

from __future__ import annotations

from typing import Any

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
from funding.queries.spending.dispatches import dispatches_of, known_address
from funding.queries.spending.issue_answers import Given, facts_of
from funding.queries.spending.issued import issued_notice
from funding.queries.spending.notice_content import notice_content
from funding.services.spending import issue_notice
from funding.web.issue_deeds import DEEDS
from funding.web.notice_document import as_pdf, letter_as_pdf
from funding.web.offers import Offer, explained
from funding.web.reporting.blueprint import office_case
from funding.web.signin import actor, only_staff
from funding.web.view import reader, writing
from funding.words.decision_notices import ISSUE_BADGES, ISSUE_STATES, ISSUE_TRIGGERS, WAYS
from funding.words.letter_paper import BY_LETTER
from workflows.decision_notice import DECISION_NOTICE, OPEN, State, Trigger

pages = Blueprint("issuing", __name__, url_prefix="/vorgaenge/<reference>/bescheid")
only_staff(pages)

SOMEWHERE = "00000 -"
UNSIGNED = (State.DRAFTED, State.TO_SIGN)


@pages.app_context_processor
def known_on_every_page() -> dict[str, Any]:
    """Let the file of a case name the notice that is made of it in the portal."""
    return {"issued_notice": issued_notice, "sees_issue": _sees, "ISSUE_STATES": ISSUE_STATES}


def _sees(case: Case) -> bool:
    return any(permits(actor(), DECISION_NOTICE.name, deed, case.scope) for deed in DEEDS)


@pages.route("/portal", methods=["GET", "POST"])
def show(reference: str) -> ResponseReturnValue:
    """Show where the notice stands, and the steps that the reader may take."""
    case = office_case(reference)
    if not _sees(case):
        require(actor(), DECISION_NOTICE.name, Trigger.FREEZE, case.scope)
    issue = issued_notice(case)
    form = _form(case, issue)
    if request.method == "POST":
        deed = next((t for t in DEEDS if t.value == request.form.get("aktion")), None)
        if deed is None:
            raise NotFound("aktion")
        require(actor(), DECISION_NOTICE.name, deed, case.scope)
        if form.validate() and form.check(deed) and _as_signed(form, deed, issue):
            return _take(form, reference, deed)
    offers = _offers(case, issue)
    ready = {offer.trigger for offer in offers if offer.possible}
    page = render_template(
        "spending/issuing.html",
        case=case,
        issue=issue,
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


def _as_signed(form: IssueForm, deed: Trigger, issue: IssuedNotice | None) -> bool:
    """Refuse to log a dispatch where another way or address is typed than the notice goes by."""
    if deed != Trigger.DISPATCH or issue is None or "way" not in request.form:
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


@pages.get("/portal.pdf")
def document(reference: str) -> Response:
    """Send the very notice that is frozen, as a letter where it goes as one; first as a draft."""
    case = office_case(reference)
    issue = issued_notice(case)
    if issue is None:
        raise NotFound(reference)
    content, draft = _shown(case, issue), issue.state in UNSIGNED
    if issue.channel in BY_LETTER:
        return letter_as_pdf(content, issue.address, issue.channel, draft=draft)
    return as_pdf(content, draft=draft)


def _shown(case: Case, issue: IssuedNotice) -> dict[str, Any]:
    """Return what it says; before it is signed with today's date, which it would then bear."""
    if issue.state in UNSIGNED:
        return issue.content | {"issued_on": case.today.isoformat()}
    return issue.content


def _take(form: IssueForm, reference: str, deed: Trigger) -> ResponseReturnValue:
    onward = url_for("issuing.show", reference=reference)
    with writing(form, onward) as session:
        DEEDS[deed](session, form, reference)
    flash(f"{ISSUE_TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(onward, 303)


def at_issue(case: Case) -> tuple[str, str] | None:
    """Return the page of the notice, with what its reader can do there now; else nothing."""
    ready = [
        offer
        for offer in _offers(case, issued_notice(case))
        if offer.possible and offer.trigger != Trigger.COME_BACK
    ]
    if not ready:
        return None
    return url_for("issuing.show", reference=case.application.reference), ready[0].label


def _offers(case: Case, issue: IssuedNotice | None) -> list[Offer]:
    """Offer what the role allows now, each with what stands in its way."""
    offers = _offered(case, issue) if issue is not None else []
    if issue is None or issue.state not in OPEN:
        content = notice_content(case, case.today)
        if content is not None and case.notice is None and actor().person_id is not None:
            offers += _offered(case, issue_notice.begun(case, content))
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
