"""What is reclaimed: who has to pay what until when, what came in, and what was agreed on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from funding.errors import NotFound
from funding.forms.base import Form
from funding.forms.recoveries import ReceiveForm, ReliefForm, SayForm
from funding.forms.speech import language
from funding.law.money import hundredths
from funding.models import Recovery
from funding.models.recovery import GRANT, INTEREST
from funding.policy import permits, require
from funding.queries.budget.transfers import history
from funding.queries.case import Case
from funding.queries.reporting.claim_interest import claim_interest
from funding.queries.reporting.claims import told_recovery
from funding.queries.reporting.interest_claims import undecided_interest
from funding.queries.reporting.recoveries import (
    asked_relief,
    facts_of,
    granted_relief,
    open_recoveries,
    plan_of,
    received_for,
    recovery_by,
    reliefs_of,
)
from funding.queries.spending.remedies import resting
from funding.services.reporting import recover
from funding.web.offers import Offer, explained
from funding.web.reporting.blueprint import office_case, pages, town_case
from funding.web.signin import actor
from funding.web.view import reader, settings, writing
from funding.words.interest_claims import INTEREST_BADGES, INTEREST_STATES
from funding.words.recoveries import (
    RECOVERY_BADGES,
    RECOVERY_BALL,
    RECOVERY_STATES,
    RECOVERY_TRIGGERS,
    RELIEFS,
    TOWN_STATES,
)
from workflows.recovery import ENDED, RECOVERY, Trigger

WORDS: dict[str, Any] = {
    "RECOVERY_STATES": RECOVERY_STATES,
    "TOWN_STATES": TOWN_STATES,
    "RECOVERY_BADGES": RECOVERY_BADGES,
    "RECOVERY_BALL": RECOVERY_BALL,
    "RECOVERY_TRIGGERS": RECOVERY_TRIGGERS,
    "RELIEFS": RELIEFS,
}
PAGES = {GRANT: "reporting.recovery", INTEREST: "reporting.interest_recovery"}
STEPS = (
    *(Trigger.RECEIVE, Trigger.PROPOSE_RELIEF, Trigger.GRANT_RELIEF),
    *(Trigger.REFUSE_RELIEF, Trigger.ENFORCE),
)


@pages.get("/mittel/rueckforderungen")
def claims() -> str:
    """List what is reclaimed and still open, what is due first first."""
    require(actor(), "act", "see_claims")
    rows = open_recoveries(reader(), actor())
    total = sum(row.Recovery.rest_cents for row in rows)
    return render_template(
        "reporting/claims.html",
        rows=rows,
        total=total,
        undecided=undecided_interest(reader(), actor()),
        INTEREST_STATES=INTEREST_STATES,
        INTEREST_BADGES=INTEREST_BADGES,
        **WORDS,
    )


@pages.route("/vorgaenge/<reference>/rueckforderung", methods=["GET", "POST"])
def recovery(reference: str) -> ResponseReturnValue:
    """Show a claim with its money, and the steps that the reader may take."""
    return _recovery(reference, GRANT)


@pages.route("/vorgaenge/<reference>/zinsforderung", methods=["GET", "POST"])
def interest_recovery(reference: str) -> ResponseReturnValue:
    """Show a claim of interest with its money; it is eased and enforced as any other."""
    return _recovery(reference, INTEREST)


def _recovery(reference: str, kind: str) -> ResponseReturnValue:
    case = office_case(reference)
    found = recovery_by(case, kind)
    forms = _forms(case, found)
    if request.method != "POST":
        return _page(case, found, forms)
    deed = next((t for t in STEPS if t.value == request.form.get("aktion")), None)
    if deed is None:
        raise NotFound("aktion")
    require(actor(), RECOVERY.name, deed, case.scope)
    form = forms[deed]
    if not (form.validate() and _complete(form, deed)):
        return _page(case, found, forms, form), 422
    onward = url_for(PAGES[kind], reference=reference)
    with writing(form, onward) as session:
        _deed(form, deed)(session, actor(), reference, version=form.read_version, kind=kind)
    flash(f"{RECOVERY_TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(onward, 303)


def _forms(case: Case, found: Recovery) -> dict[Trigger, Any]:
    data = {"version": found.version}
    relief = ReliefForm(data=data)
    relief.prepare()
    say = SayForm(data=data)
    return {
        Trigger.RECEIVE: ReceiveForm(data=data | {"value_on": case.today}),
        Trigger.PROPOSE_RELIEF: relief,
        Trigger.GRANT_RELIEF: say,
        Trigger.REFUSE_RELIEF: say,
        Trigger.ENFORCE: say,
    }


def _complete(form: Any, deed: Trigger) -> bool:
    if deed == Trigger.GRANT_RELIEF:
        return True
    complete: bool = form.check()
    return complete


def _deed(form: Any, deed: Trigger) -> Callable[..., Any]:
    """Return the service of a step with what was typed; who, where and version are still open."""
    if deed == Trigger.RECEIVE:
        return partial(recover.receive, cents=form.amount.data, value_on=form.value_on.data)
    if deed == Trigger.PROPOSE_RELIEF:
        return partial(recover.propose_relief, terms=form.terms())
    if deed == Trigger.GRANT_RELIEF:
        return recover.grant_relief
    said = {Trigger.REFUSE_RELIEF: recover.refuse_relief, Trigger.ENFORCE: recover.enforce}
    return partial(said[deed], reason=str(form.reason.data))


def _page(
    case: Case, found: Recovery, forms: dict[Trigger, Any], faulty: Form | None = None
) -> str:
    session = reader()
    return render_template(
        "reporting/recovery.html",
        case=case,
        form=faulty or forms[Trigger.RECEIVE],
        forms={trigger.value: form for trigger, form in forms.items()},
        offers={offer.trigger.value: offer for offer in _offers(case, found)},
        asked=None if found.state in ENDED else asked_relief(session, found),
        interest=claim_interest(case, found) if found.kind == GRANT else None,
        percent=lambda points: hundredths(points, language()),
        reliefs=reliefs_of(session, found),
        history=history(session, RECOVERY.name, found.id),
        **_money(case, found),
        **WORDS,
    )


def _money(case: Case, found: Recovery) -> dict[str, Any]:
    return {
        "recovery": found,
        "rests": resting(case, found),
        "plan": plan_of(granted_relief(case.session, found)),
        "received": received_for(case.session, found),
    }


def _offers(case: Case, found: Recovery) -> list[Offer]:
    """Offer what the role allows; what is typed is asked for when it is sent."""
    given = {"reason": "-", "amount": found.rest_cents, "day": case.today}
    facts = facts_of(case, found, given)
    return [
        Offer(
            deed,
            RECOVERY_TRIGGERS[deed].button.in_(language()),
            tuple(
                explained(
                    reason
                    for reason in RECOVERY.objections(found.state, deed, facts)
                    if deed != Trigger.PROPOSE_RELIEF or reason.code != "relief_sound"
                )
            ),
        )
        for deed in STEPS
        if deed in RECOVERY.open_triggers(found.state)
        and permits(actor(), RECOVERY.name, deed, case.scope)
    ]


@pages.get("/antraege/<reference>/rueckforderung")
def repayment(reference: str) -> str:
    """Show a town what it has to pay back, until when, and what has come in."""
    return _repayment(reference, GRANT)


@pages.get("/antraege/<reference>/zinsforderung")
def interest_repayment(reference: str) -> str:
    """Show a town what interest it has to pay, until when, and what has come in."""
    return _repayment(reference, INTEREST)


def _repayment(reference: str, kind: str) -> str:
    case = town_case(reference)
    found = told_recovery(case, kind)
    if found is None:
        raise NotFound("recovery")
    return render_template(
        "reporting/repayment.html",
        case=case,
        issued_on=found.issued_on,
        treasury=settings().treasury,
        **_money(case, found),
        **WORDS,
    )
