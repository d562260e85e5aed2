"""Pages of deciding: what waits, and one decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from json import dumps
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Fault, NotFound
from funding.forms.deciding import DecisionForm
from funding.forms.speech import language
from funding.pictures.envelope import before_after
from funding.pictures.figures import Picture
from funding.policy import permits, require
from funding.queries.case import Case
from funding.queries.deciding import committee, signing
from funding.queries.deciding.compared import on_the_page
from funding.queries.deciding.inbox import barriers, to_sign, waiting
from funding.queries.deciding.together import TOGETHER
from funding.queries.details import Details
from funding.queries.reviewing import assessments, file
from funding.queries.reviewing.opinions import opinions_of
from funding.services.perform import perform
from funding.web import jury_list, ranking, scenarios, sessions, together
from funding.web import opinions as opinion_words
from funding.web.due import due
from funding.web.notice_draft import draft_of
from funding.web.offers import Offer, explained, offered
from funding.web.opening import open_case
from funding.web.pots import committed, pot_of
from funding.web.signin import actor, only_staff
from funding.web.view import reader, writing
from funding.words.approvals import ORDINALS
from funding.words.criteria import CRITERIA
from funding.words.deadlines import DEADLINES
from funding.words.fields import ACTION_FIELDS
from funding.words.grounds import REJECTION_GROUNDS
from funding.words.triggers import TRIGGERS
from workflows.application import State, Trigger
from workflows.core import Reason

pages = Blueprint("deciding", __name__)
only_staff(pages)
for part in (together, ranking, scenarios, jury_list, sessions):
    part.hang(pages)

DECISIONS = (
    Trigger.APPROVE_FIRST,
    Trigger.APPROVE_SECOND,
    Trigger.REJECT_FIRST,
    Trigger.REJECT_SECOND,
    Trigger.RETURN_CASE,
)
NEEDS_REASON = frozenset({Trigger.REJECT_FIRST, Trigger.REJECT_SECOND, Trigger.RETURN_CASE})


@pages.get("/entscheidungen")
def inbox() -> str:
    """List what waits for a decision, and which of it the reader may not decide."""
    require(actor(), "act", "see_decisions")
    rows = waiting(reader(), actor())
    why = barriers(reader(), actor(), rows)
    return render_template(
        "deciding/inbox.html",
        rows=rows,
        beside=to_sign(reader(), actor()),
        DEADLINES=DEADLINES,
        barred={key: explained(reasons) for key, reasons in why.items()},
        may=permits(actor(), "act", "decide"),
        fields=ACTION_FIELDS,
        due=due,
        tickable=_tickable(rows, why) if permits(actor(), "act", "decide") else set(),
        may_rank=permits(actor(), "act", "see_ranking"),
        undoable=together.undoable() if permits(actor(), "act", "decide") else None,
    )


def _tickable(rows: Sequence[Any], why: Mapping[UUID, Sequence[Reason]]) -> set[UUID]:
    """Return which of the cases can be decided together with others."""
    return {r.id for r in rows if r.kind == "grant" and r.state in TOGETHER and not why[r.id]}


@pages.route("/entscheidungen/<reference>", methods=["GET", "POST"])
def decision(reference: str) -> ResponseReturnValue:
    """Show everything a decision needs on one page, and take it."""
    case = open_case(reference)
    require(actor(), "act", "see_decisions", case.scope)
    form = DecisionForm(version=case.application.version, shown=dumps(on_the_page(case)))
    status = 200
    if request.method == "POST":
        require(actor(), "act", "decide", case.scope)
        deed = next((t for t in DECISIONS if t.value == request.form.get("aktion")), None)
        if deed is None:
            raise NotFound("aktion")
        if form.validate() and _reasoned(form, deed):
            return _decide(form, reference, deed)
        status = 422
    found = offered(case)
    app, proposal = case.application, case.proposal
    proposer = proposal.proposed_by_id if proposal else None
    marks = assessments.all_marks(case)
    return (
        render_template(
            "deciding/decision.html",
            form=form,
            case=case,
            town=file.town(reader(), app.lead_key),
            partners=file.partners(case),
            field=file.action_field(case),
            names=file.names(reader(), (app.first_approver_id, app.second_approver_id, proposer)),
            approved_at=_first_approval(case),
            marks=assessments.marks_shown(case, marks),
            apart=assessments.apart(marks),
            effect=_effect(case),
            draft=draft_of(case, case.proposal),
            opinions=opinions_of(case),
            sessions=committee.results_of(reader(), app.id),
            **opinion_words.WORDS,
            signing=_signing(case),
            may=permits(actor(), "act", "decide", case.scope),
            offers=[o for t in DECISIONS if (o := found.get(t.value)) and not _of_a_grant(o)],
            CRITERIA=CRITERIA,
            ORDINALS=ORDINALS,
            REJECTION_GROUNDS=REJECTION_GROUNDS,
        ),
        status,
    )


def _of_a_grant(offer: Offer) -> bool:
    """Tell whether a step is about a grant where a rejection is proposed: it will never be due."""
    return any(why.code == "proposal_is_grant" for why in offer.reasons)


def _signing(case: Case) -> dict[str, Any] | None:
    """Gather who approves the grant: the approvals it needs, the reader's limit, who could sign."""
    undecided = case.application.state in (State.REVIEWED, State.FIRST_APPROVED)
    if not undecided or case.proposal is None or case.proposal.kind != "grant":
        return None
    places = signing.places(case)
    return {
        "places": places,
        "left": sum(place.person_id is None for place in places),
        "names": file.names(case.session, [place.person_id for place in places]),
        "limit": signing.limit_of(case.session, case.actor.person_id, case.today),
        "others": signing.could_sign(case),
    }


def _reasoned(form: DecisionForm, deed: Trigger) -> bool:
    if deed in NEEDS_REASON and not (form.reason.data or "").strip():
        form.add_fault(Fault("reason", "reason_missing"))
    return not any(form.problems())


def _first_approval(case: Case) -> datetime | None:
    firsts = (Trigger.APPROVE_FIRST, Trigger.REJECT_FIRST)
    found = [entry.at for entry in file.history(case) if entry.trigger in firsts]
    return found[-1] if found and case.application.first_approver_id else None


def _effect(case: Case) -> Picture | None:
    line, field, amount = case.budget_line, file.action_field(case), case.application.reserved_cents
    if line is None or field is None or not amount:
        return None
    pot = pot_of(field.name(language()), line)
    caption = None
    if len(signing.missing(case)) > 1:  # until then the amount stays reserved
        caption = _("Funds after the last approval: %(field)s", field=pot.name)
    return before_after(pot, committed(pot, amount), language(), caption)


def _decide(form: DecisionForm, reference: str, deed: Trigger) -> ResponseReturnValue:
    location = url_for("deciding.inbox")
    with writing(form, location) as session:
        details = Details(reason=(form.reason.data or "").strip())
        perform(session, actor(), reference, deed, details, form.read_version)
    flash(f"{reference}: {TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(location, 303)
