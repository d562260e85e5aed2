"""The page of the proposal: a grant or the waiting list, or a rejection."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.forms.proposing import (
    GrantForm,
    RejectionForm,
    as_proposed,
    grant_form,
    usual_conditions,
)
from funding.forms.speech import language
from funding.law import grants
from funding.pictures.envelope import before_after
from funding.pictures.figures import Picture
from funding.queries.case import Case
from funding.queries.deciding.committee import results_of
from funding.queries.details import Details
from funding.queries.reviewing import assessments, file
from funding.queries.reviewing.returned import returned
from funding.queries.spending.notice_content import Typed
from funding.services.perform import perform
from funding.web.notice_draft import draft_of
from funding.web.offers import offered
from funding.web.opening import open_case
from funding.web.pots import pot_of, reserved
from funding.web.signin import actor
from funding.web.view import writing
from workflows.application import Trigger

PREVIEW_REJECTION = "ablehnung_ansehen"
REJECTING = ("recommend_rejection", PREVIEW_REJECTION)
GRANTING = {"recommend": Trigger.RECOMMEND, "put_on_waitlist": Trigger.PUT_ON_WAITLIST}


def hang(pages: Blueprint) -> None:
    """Hang the page under the blueprint of reviewing."""
    pages.add_url_rule(
        "/vorgaenge/<reference>/vorschlag", "proposal", proposal, methods=["GET", "POST"]
    )


def proposal(reference: str) -> ResponseReturnValue:
    """Propose a grant, a place on the waiting list, or a rejection."""
    case = open_case(reference)
    deed = request.form.get("aktion", "")
    known: dict[str, Any] = {"version": case.application.version}
    said = results_of(case.session, case.application.id)
    agreed = next((row.AgendaItem.amount_cents for row in said if _agreed(row)), None)
    asked: dict[str, Any] = {
        "amount_cents": agreed or case.application.requested_cents,
        "conditions": usual_conditions(case),
    }
    back = returned(case)
    if back and back.proposal.kind == "grant":
        asked = as_proposed(back.proposal)
    elif back:
        known |= {"ground": back.proposal.ground, "reasons": back.proposal.reasons}
    grant = grant_form(case, formdata=_typed(deed not in REJECTING), data=known | asked)
    rejection = RejectionForm(formdata=_typed(deed in REJECTING), data=known)
    form = rejection if deed in REJECTING else grant
    status = 200
    if request.method == "POST":
        if form.validate() and (deed == PREVIEW_REJECTION or form.check(case)):
            if deed in GRANTING or deed == "recommend_rejection":
                return _propose(form, reference, Trigger(deed), _details(grant, rejection, deed))
        else:
            status = 422
    marks = assessments.all_marks(case)
    return (
        render_template(
            "reviewing/proposal.html",
            form=form,
            grant=grant,
            rejection=rejection,
            case=case,
            highest=grants.highest_grant(case.eligible_cents, case.rule("rate_percent")),
            rate=case.rule("rate_percent"),
            effect=_effect(case, int(grant.amount_cents.data or 0)),
            draft=draft_of(case, _grant(grant)),
            refusal=draft_of(case, _refusal(rejection)),
            marks=assessments.marks_shown(case, marks),
            points=assessments.points_shown(case, marks),
            offers=offered(case),
            back=back,
            sessions=said,
        ),
        status,
    )


def _agreed(row: Any) -> bool:
    return bool(row.AgendaItem.result == "agreed")


def _grant(form: GrantForm) -> Typed:
    amount, reasons = int(form.amount_cents.data or 0), (form.reason.data or "").strip()
    return Typed("grant", amount, "", reasons, form.cuts(), form.worded())


def _refusal(form: RejectionForm) -> Typed:
    return Typed("rejection", 0, str(form.ground.data or ""), (form.reasons.data or "").strip())


def _typed(mine: bool) -> object:
    return request.form if request.method == "POST" and mine else None


def _details(grant: GrantForm, rejection: RejectionForm, deed: str) -> Details:
    if deed == "recommend_rejection":
        return Details(
            ground=str(rejection.ground.data),
            reason=(rejection.reasons.data or "").strip(),
            facts_put=bool(rejection.facts_put.data),
        )
    details = Details(
        reason=(grant.reason.data or "").strip(), cuts=grant.cuts(), conditions=grant.worded()
    )
    if grant.amount_cents.data is not None:
        details["amount_cents"] = int(grant.amount_cents.data)
    return details


def _propose(
    form: GrantForm | RejectionForm, reference: str, trigger: Trigger, details: Details
) -> ResponseReturnValue:
    location = url_for("case_file.show", reference=reference)
    with writing(form, location) as session:
        perform(session, actor(), reference, trigger, details, form.read_version)
    flash(_("Your proposal is submitted."), "success")
    return redirect(location, 303)


def _effect(case: Case, amount: int) -> Picture | None:
    line, field = case.budget_line, file.action_field(case)
    if line is None or field is None or not amount:
        return None
    pot = pot_of(field.name(language()), line)
    return before_after(pot, reserved(pot, amount), language())
