"""Interest of a case: the office proposes, signs or gives it up; its computation line by line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from funding.errors import NotFound
from funding.forms.base import Form
from funding.forms.interest import DecideInterestForm, ProposeInterestForm, dated
from funding.forms.speech import language
from funding.law.money import hundredths
from funding.models import InterestClaim
from funding.models.recovery import INTEREST
from funding.policy import permits, require
from funding.queries.budget.transfers import history
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reporting.claims import recovery_of
from funding.queries.reporting.interest import interest_of
from funding.queries.reporting.interest_claims import (
    ended_claims,
    open_proposal,
    proposal_by,
    proposals_of,
)
from funding.queries.reporting.interest_facts import facts_of
from funding.queries.reporting.interest_figures import figures_of
from funding.queries.reporting.interest_notice import interest_content
from funding.queries.reviewing.beside import Beside
from funding.queries.spending.notice_dates import deemed_notified
from funding.queries.spending.remedies import interest_set_aside
from funding.services.reporting import ask_interest
from funding.web import beside
from funding.web.notice_document import interest_as_pdf
from funding.web.offers import Offer, explained
from funding.web.reporting.blueprint import office_case, pages
from funding.web.reporting.reckoned import reckoned
from funding.web.signin import actor
from funding.web.view import reader, writing
from funding.words.interest_claims import (
    INTEREST_BADGES,
    INTEREST_STATES,
    INTEREST_TOWN,
    INTEREST_TRIGGERS,
    SOURCES,
)
from workflows.interest_claim import INTEREST_CLAIM, State, Trigger

WORDS: dict[str, Any] = {
    "INTEREST_STATES": INTEREST_STATES,
    "INTEREST_TOWN": INTEREST_TOWN,
    "INTEREST_BADGES": INTEREST_BADGES,
    "INTEREST_TRIGGERS": INTEREST_TRIGGERS,
    "SOURCES": SOURCES,
    "percent": lambda points: hundredths(points, language()),
}
BEGIN = (Trigger.PROPOSE, Trigger.PROPOSE_GIVING_UP, Trigger.GIVE_UP_SMALL)
DECIDE = (Trigger.WEIGH, Trigger.SIGN, Trigger.CONFIRM_GIVING_UP, Trigger.RETURN, Trigger.WITHDRAW)
BEGINS: dict[Trigger, Callable[..., Any]] = {
    Trigger.PROPOSE: ask_interest.propose_interest,
    Trigger.PROPOSE_GIVING_UP: ask_interest.propose_giving_up,
    Trigger.GIVE_UP_SMALL: ask_interest.give_up_small,
}
RETURNS: dict[Trigger, Callable[..., Any]] = {
    Trigger.RETURN: ask_interest.return_interest,
    Trigger.WITHDRAW: ask_interest.withdraw_interest,
}


@pages.route("/vorgaenge/<reference>/zinsen", methods=["GET", "POST"])
def interest(reference: str) -> ResponseReturnValue:
    """Show the interest of a case and its proposals, with the steps that the reader may take."""
    case = office_case(reference)
    one = open_proposal(case)
    propose = ProposeInterestForm(data={"version": case.application.version})
    data = {"version": one.version if one else 0, "issued_on": case.today, "channel": "post"}
    decide = DecideInterestForm(data=data)
    decide.prepare()
    if request.method != "POST":
        return _page(case, one, propose, decide)
    deed = next((t for t in (*BEGIN, *DECIDE) if t.value == request.form.get("aktion")), None)
    if deed is None:
        raise NotFound("aktion")
    require(actor(), INTEREST_CLAIM.name, deed, case.scope)
    form = propose if deed in BEGIN else decide
    if not (form.validate() and _complete(form, deed)):
        return _page(case, one, propose, decide, form), 422
    onward = url_for("reporting.interest", reference=reference)
    with writing(form, onward) as session:
        _deed(case, one, form, deed)(session, actor(), reference, version=form.read_version)
    flash(f"{INTEREST_TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(onward, 303)


def _complete(form: Any, deed: Trigger) -> bool:
    if deed in (Trigger.PROPOSE, Trigger.PROPOSE_GIVING_UP):
        return bool(form.check())
    if deed == Trigger.WEIGH:
        return bool(form.check_weighing())
    if deed == Trigger.SIGN:
        return bool(form.check_notice())
    return deed not in RETURNS or bool(form.check_reason())


def _deed(case: Case, one: InterestClaim | None, form: Any, deed: Trigger) -> Callable[..., Any]:
    """Return the service of a step with what was typed; who, where and version are still open."""
    if deed in BEGIN:
        return partial(BEGINS[deed], reason=str(form.reason.data or ""))
    if one is None:
        raise NotFound("interest")
    if deed == Trigger.WEIGH:
        weighing = str(form.weighing.data or "")
        return partial(ask_interest.weigh_comment, number=one.number, weighing=weighing)
    if deed == Trigger.SIGN:
        return partial(ask_interest.sign_interest, number=one.number, details=_given(case, form))
    if deed == Trigger.CONFIRM_GIVING_UP:
        return partial(ask_interest.confirm_giving_up, number=one.number)
    return partial(RETURNS[deed], number=one.number, reason=str(form.reason.data))


def _given(case: Case, form: Any) -> Details:
    issued, channel = form.issued_on.data, str(form.channel.data)
    return {
        "issued_on": issued,
        "notified_on": form.notified_on.data or deemed_notified(case, issued, channel),
        "channel": channel,
        "evidence": str(form.evidence.data),
    }


def _page(
    case: Case,
    one: InterestClaim | None,
    propose: Form,
    decide: Form,
    faulty: Form | None = None,
) -> str:
    found = interest_of(case)
    earlier = [past for past in proposals_of(case) if one is None or past.id != one.id]
    return render_template(
        "reporting/interest.html",
        case=case,
        found=found,
        turn=beside.turn_at(case, _about_interest),
        now=dated(figures_of(case, found)),
        one=one,
        frozen=dated(one.figures) if one else None,
        earlier=[(past, dated(past.figures)) for past in earlier],
        form=faulty or propose,
        propose=propose,
        decide=decide,
        offers={offer.trigger.value: offer for offer in _offers(case, one)},
        claim=recovery_of(case, INTEREST),
        ended=ended_claims(case),
        set_aside=interest_set_aside(case),
        reckoned=reckoned(case, proposals_of(case)),
        history=history(reader(), INTEREST_CLAIM.name, one.id) if one else [],
        **WORDS,
    )


def _about_interest(one: Beside) -> bool:
    notice = one.about == "notice" and one.record.kind == INTEREST
    return notice or one.about in ("interest", "claim")


def _offers(case: Case, one: InterestClaim | None) -> list[Offer]:
    """Offer what the role allows; what is typed is asked for when it is sent."""
    about = one or _unbegun(case)
    facts = facts_of(case, about, {"reason": "-", "comment": "-", "weighing": "-"})
    return [
        Offer(
            deed,
            INTEREST_TRIGGERS[deed].button.in_(language()),
            tuple(explained(INTEREST_CLAIM.objections(about.state, deed, facts))),
        )
        for deed in (*BEGIN, *DECIDE)
        if deed in INTEREST_CLAIM.open_triggers(about.state)
        and permits(actor(), INTEREST_CLAIM.name, deed, case.scope)
    ]


def _unbegun(case: Case) -> InterestClaim:
    """Return what a proposal would begin as; it is kept nowhere."""
    found = interest_of(case)
    return InterestClaim(
        application_id=case.application.id,
        state=State.NEW,
        amount_cents=found.cents,
        floor_cents=found.floor_cents,
        figures=figures_of(case, found),
        proposed_at=case.now,
        proposed_by_id=case.actor.person_id,
    )


@pages.get("/vorgaenge/<reference>/zinsen/<int:number>/bescheid.pdf")
def interest_document(reference: str, number: int) -> Response:
    """Send the notice about interest: as it was signed, or as a draft of today while it is not."""
    case = office_case(reference)
    one = proposal_by(case, number)
    content = one.content
    if content is None and one.state in (State.HEARING, State.HEARD, State.PROPOSED):
        content = interest_content(case, one, case.today)
    if content is None:
        raise NotFound(str(number))
    return interest_as_pdf(content, draft=one.content is None)
