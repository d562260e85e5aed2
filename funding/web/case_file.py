"""The file of a case for the office: everything on one page, and the steps that lead on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.definition.places import Place, place_of
from funding.errors import Fault
from funding.forms.answering import told_value
from funding.forms.reading import told
from funding.forms.reviewing import BiasForm
from funding.forms.speech import language
from funding.models import InformationRequest
from funding.pictures.state_diagram import Edge, Node, state_diagram
from funding.policy import permits, require
from funding.queries import find
from funding.queries.applying.annexes import slots_of
from funding.queries.applying.contacts import contact_changes, fields_of
from funding.queries.applying.plan_sums import PlanSums
from funding.queries.applying.register import entries
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case
from funding.queries.deciding.committee import results_of
from funding.queries.reporting.interest_answers import interest_settled
from funding.queries.reporting.interims import with_office
from funding.queries.reporting.late_proof import late_proof
from funding.queries.reviewing import assessments, file
from funding.queries.reviewing.extensions import extensions_of
from funding.queries.reviewing.persons import is_holder, outsider
from funding.queries.reviewing.waits import waits_for
from funding.queries.spending.drawdowns import drawdowns_of
from funding.services.reviewing.declare_bias import declare_bias
from funding.web import comparing, extending, looks, notices, opinions, steps, talking
from funding.web.beside import beside_office, turns_beside
from funding.web.due import due_on
from funding.web.issuing import at_issue_beside
from funding.web.offers import Offer, offers
from funding.web.opening import open_case
from funding.web.places import FORWARD, SELDOM, place
from funding.web.signin import actor, only_staff
from funding.web.turns import holder_told, turn_of
from funding.web.view import reader, safe_onward, writing
from funding.words.assigning import why_assigned
from funding.words.award_conditions import AWARD_CONDITIONS
from funding.words.checkpoints import CHECKPOINTS
from funding.words.criteria import CRITERIA
from funding.words.drawdowns import DRAW_STATES
from funding.words.grounds import CHANNELS, REJECTION_GROUNDS
from funding.words.hints import VERDICTS
from funding.words.issued_notices import notice_name
from funding.words.states import STATES
from funding.words.triggers import TRIGGERS
from workflows.application import APPLICATION, State, Trigger
from workflows.interest_claim import INTEREST_CLAIM
from workflows.interest_claim import Trigger as InterestTrigger

pages = Blueprint("case_file", __name__, url_prefix="/vorgaenge/<reference>")
only_staff(pages)
steps.hang(pages)
looks.hang(pages)
talking.hang(pages)
comparing.hang(pages)
opinions.hang(pages)
notices.hang(pages)


@pages.get("")
def show(reference: str) -> ResponseReturnValue:
    """Show the whole file of a case, and what may be done next.

    Who may take part in it answers the question of bias before the first look.
    """
    case = open_case(reference)
    marks = assessments.all_marks(case)
    shown = assessments.marks_shown(case, marks)
    return render_template(
        "case_file/show.html",
        case=case,
        **_steps(case),
        own=_own(case, marks),
        points=assessments.points_shown(case, marks),
        sessions=results_of(case.session, case.application.id),
        town=file.town(reader(), case.application.lead_key),
        field=file.action_field(case),
        partners=file.partners(case),
        answers=told(case),
        sums=PlanSums(case),
        holder=holder_told(case),
        **_waiting(case),
        names=_names(case),
        verdicts=file.verdicts(case),
        requests=(asked := file.requests(case)),
        extensions=extensions_of(case),
        changes=_changes(case, asked),
        may_ask=permits(actor(), "application", Trigger.REQUEST_INFO, case.scope)
        and case.application.state in ASKING,
        annexes=slots_of(case),
        contact_changes=contact_changes(case),
        contact_fields=fields_of(case),
        marks=shown,
        hidden=len(marks) - len(shown),
        apart=assessments.apart(shown),
        told=file.notices_told(case),
        draws=drawdowns_of(case),
        payments=file.payments(case),
        decision_notices=file.decision_notices(case),
        history=file.history(case),
        **looks.looked(case),
        **talking.talk(case),
        declared=file.declared(case),
        forward=FORWARD,
        rare=SELDOM,
        due_on=due_on,
        **WORDS,
    )


PROPOSES_INTEREST = (INTEREST_CLAIM.name, InterestTrigger.PROPOSE)
ASKING = (State.IN_CHECK, State.IN_ASSESSMENT)


def _changes(
    case: Case, asked: Sequence[tuple[InformationRequest, Sequence[Any]]]
) -> dict[UUID, tuple[Place | None, str, str]]:
    """Tell for each item where in the form it is, what stood there, and what the town put there."""
    form, found = Sheet(case).definition, {}
    for item in (row.RequestItem for _request, rows in asked for row in rows):
        place = place_of(form, item.field_key) if item.field_key else None
        old, new = (told_value(case, place, kept) for kept in (item.old_value, item.new_value))
        found[item.id] = (place, old, new)
    return found


WORDS: dict[str, Any] = {
    "AWARD_CONDITIONS": AWARD_CONDITIONS,
    "DRAW_STATES": DRAW_STATES,
    "CHANNELS": CHANNELS,
    "CHECKPOINTS": CHECKPOINTS,
    "CRITERIA": CRITERIA,
    "REJECTION_GROUNDS": REJECTION_GROUNDS,
    "STEPS": TRIGGERS,
    "VERDICTS": VERDICTS,
    "notice_name": notice_name,
    "why_assigned": why_assigned,
}


def _waiting(case: Case) -> dict[str, Any]:
    """Tell the deadlines of the case, which of them it waits for, and whose turn it is."""
    state, running = case.application.state, file.deadlines(case)
    awaited = waits_for(state, running)
    return {
        "deadlines": running,
        "awaited": awaited,
        "beside": beside_office(case, awaited),
        "mine": turns_beside(case),
        "turn": turn_of(case),
        "late": late_proof(case),
        "ended": state in APPLICATION.final_states,
    }


def _names(case: Case) -> dict[Any, str]:
    app = case.application
    proposer = case.proposal.proposed_by_id if case.proposal else None
    return file.names(reader(), (app.first_approver_id, app.second_approver_id, proposer))


def _own(case: Case, marks: Sequence[assessments.Marks]) -> list[tuple[str, str]]:
    """List the pages of work that is no step: the check, and one's own marks."""
    app = case.application
    if app.state == State.IN_CHECK and is_holder(case):
        return [(url_for("reviewing.check", reference=app.reference), _("Formal check"))]
    if issuing := [*at_issue_beside(case)]:
        return issuing
    if after := _after_the_decision(case):
        return after
    if assessments.blind(case, marks):
        return [(url_for("reviewing.assessment", reference=app.reference), _("Assessment"))]
    return []


def _after_the_decision(case: Case) -> list[tuple[str, str]]:
    """List the pages of what runs beside a decided case: claim, interim proofs, interest."""
    app = case.application
    if app.state == State.RECOVERING:
        return [(url_for("reporting.recovery", reference=app.reference), _("To the claim"))]
    if app.approved_cents is not None and is_holder(case) and (waiting := with_office(case)):
        return [
            (
                url_for("reporting.look_through", reference=app.reference, year=one.year),
                _("Look through the interim proof for %(year)s", year=one.year),
            )
            for one in waiting
        ]
    settling = app.state == State.SETTLING
    if settling and not interest_settled(case) and permits(actor(), *PROPOSES_INTEREST, case.scope):
        return [(url_for("reporting.interest", reference=app.reference), _("Propose interest"))]
    return []


def _steps(case: Case) -> dict[str, list[tuple[Offer, str]]]:
    ready: list[tuple[Offer, str]] = []
    barred: list[tuple[Offer, str]] = []
    seldom: list[tuple[Offer, str]] = []
    for offer in offers(case):
        entry = (offer, place(offer.trigger, case.application.reference))
        if offer.trigger == Trigger.RECORD_NOTICE and case.notice:
            continue  # done; that it can be corrected stands under "More on this case"
        if offer.trigger in extending.DECISIONS and not case.extension:
            continue  # nobody asks for anything
        if offer.possible:
            ready.append(entry)
        else:
            (seldom if offer.trigger in SELDOM else barred).append(entry)
    ready.sort(key=lambda entry: (entry[0].trigger not in FORWARD, entry[0].trigger in SELDOM))
    return {"ready": ready, "barred": barred, "seldom": seldom}


@pages.get("/ablauf")
def diagram(reference: str) -> str:
    """Draw the procedure, and the way that the case has taken."""
    case = open_case(reference)
    way = [entry.source for entry in file.history(case)][:1]
    way += [entry.target for entry in file.history(case)]
    speech = language()
    picture = state_diagram(
        [Node(state.value, STATES[state].staff.in_(speech)) for state in State],
        [
            Edge(s.source.value, s.target.value, TRIGGERS[s.trigger].button.in_(speech))
            for s in APPLICATION.steps
        ],
        initial=APPLICATION.initial.value,
        current=case.application.state.value,
        visited=way,
        language=speech,
    )
    return render_template("case_file/diagram.html", case=case, picture=picture)


@pages.route("/befangenheit", methods=["GET", "POST"])
def bias(reference: str) -> ResponseReturnValue:
    """Answer the question of bias, before working on the case."""
    case = find.case(reader(), actor(), reference)
    require(actor(), "act", "declare_bias", case.scope)
    form = BiasForm()
    status = 200
    if request.method == "POST":
        if form.validate() and _answered(form):
            return _declare(form, reference)
        status = 422
    return (
        render_template(
            "case_file/bias.html",
            form=form,
            case=case,
            town=file.town(reader(), case.application.lead_key),
            partners=file.partners(case),
            others=entries(reader(), case.concerned_towns - case.towns),
            own=not outsider(case),
            declared=file.declared(case),
        ),
        status,
    )


def _answered(form: BiasForm) -> bool:
    if not form.biased.data:
        form.add_fault(Fault("biased", "choose"))
    if form.biased.data == "yes" and not (form.reason.data or "").strip():
        form.add_fault(Fault("reason", "reason_missing"))
    return not any(form.problems())


def _declare(form: BiasForm, reference: str) -> ResponseReturnValue:
    biased = form.biased.data == "yes"
    # Who is biased no longer sees the case, nor a page of it.
    onward = safe_onward(request.args.get("weiter"))
    here = onward or url_for("case_file.show", reference=reference)
    location = url_for("reviewing.queue") if biased else here
    with writing(form, location) as session:
        reason = (form.reason.data or "").strip()
        declare_bias(session, actor(), reference, biased=biased, reason=reason)
    flash(_("Thank you. Your declaration is kept with the case."), "success")
    return redirect(location, 303)
