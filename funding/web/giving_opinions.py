"""The pages of whoever is asked for an opinion: one case, what the opinion needs, and no more."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Fault, Invalid
from funding.forms.opinions import LONGEST_TEXT, AcceptForm, GiveForm
from funding.forms.reading import told
from funding.queries.applying.plan_sums import PlanSums
from funding.queries.reviewing.opinions import asked_of
from funding.services.reviewing.ask_opinion import answer_asked, asked_case, give_opinion
from funding.web.due import due_on
from funding.web.opinions import WORDS
from funding.web.signin import actor, only_signed_in
from funding.web.view import reader, writing
from workflows.opinion import State

pages = Blueprint("opinions", __name__, url_prefix="/stellungnahmen")
only_signed_in(pages)
# What an opinion needs of the application: the project, its goals, its time and its effect.
SHOWN = ("project", "goals", "schedule", "effect")


@pages.get("")
def index() -> str:
    """List what the reader is asked for."""
    rows = asked_of(reader(), actor())
    return render_template("opinions/index.html", rows=rows, due_on=due_on, **WORDS)


@pages.route("/<uuid:opinion_id>", methods=["GET", "POST"])
def show(opinion_id: UUID) -> ResponseReturnValue:
    """Show the case as far as the opinion needs it, and take the opinion."""
    _case, opinion = asked_case(reader(), actor(), opinion_id)
    known = {"version": opinion.version}
    form, status = GiveForm(data=known), 200
    location = url_for("opinions.show", opinion_id=opinion_id)
    if request.method == "POST":
        status = 422
        done = _give(form, opinion_id, location)
        if done is not None:
            flash(done, "success")
            return redirect(location, 303)
    return _page(opinion_id, form, AcceptForm(formdata=None, data=known)), status


def _page(opinion_id: UUID, form: GiveForm, accept: AcceptForm) -> str:
    case, opinion = asked_case(reader(), actor(), opinion_id)
    ended = opinion.state in (State.ACCEPTED, State.GIVEN, State.LAPSED)
    readable = ended and opinion.accepted_at is not None
    return render_template(
        "opinions/show.html",
        case=case,
        opinion=opinion,
        form=form,
        accept=accept,
        readable=readable,
        answers=[p for p in told(case) if p.page.code in SHOWN] if readable else [],
        sums=PlanSums(case),
        longest=LONGEST_TEXT,
        due_on=due_on,
        **WORDS,
    )


def _give(form: GiveForm, opinion_id: UUID, location: str) -> str | None:
    if not form.validate():
        return None
    try:
        with writing(form, location) as session:
            counts = give_opinion(
                session,
                actor(),
                opinion_id,
                verdict=str(form.verdict.data or ""),
                text=str(form.text.data or ""),
                version=form.read_version,
            )
    except Invalid as invalid:
        form.take_faults(invalid)
        return None
    told = (
        _("Thank you. Your opinion has been handed in.")
        if counts
        else _("Thank you. Your opinion is kept, but came after its day and does not count.")
    )
    return str(told)


@pages.post("/<uuid:opinion_id>/antwort")
def answer(opinion_id: UUID) -> ResponseReturnValue:
    """Accept, saying that one is not biased, or decline with a reason."""
    asked_case(reader(), actor(), opinion_id)
    form, location = AcceptForm(), url_for("opinions.show", opinion_id=opinion_id)
    deed = request.form.get("aktion")
    accepts, reason = deed == "accept", str(form.reason.data or "").strip()
    if deed not in ("accept", "decline") or not form.validate() or not (accepts or reason):
        if not form.errors:
            form.add_fault(Fault("reason", "reason_missing"))
        return _page(opinion_id, GiveForm(formdata=None), form), 422
    with writing(form, location) as session:
        version = form.read_version
        answer_asked(session, actor(), opinion_id, accept=accepts, reason=reason, version=version)
    told = _("Thank you. You can give your opinion now.") if accepts else _("You have declined.")
    flash(told, "success")
    return redirect(location, 303)
