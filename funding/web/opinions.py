"""Asking for opinions on a case; hung under the file of the case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Invalid
from funding.forms.opinions import LONGEST_TEXT, AskForm, RecallForm
from funding.policy import permits, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.reviewing.opinions import ASSESSED, name_of_asked, opinions_of
from funding.services.reviewing.ask_opinion import ask_opinion, recall_opinion
from funding.web.due import due_on
from funding.web.opening import open_case
from funding.web.signin import actor
from funding.web.view import reader, writing
from funding.words.opinions import (
    OPINION_BADGES,
    OPINION_KINDS,
    OPINION_STATES,
    OPINION_VERDICTS,
)
from workflows.opinion import OUTSTANDING

WORDS: dict[str, Any] = {
    "OPINION_BADGES": OPINION_BADGES,
    "OPINION_KINDS": OPINION_KINDS,
    "OPINION_STATES": OPINION_STATES,
    "OPINION_VERDICTS": OPINION_VERDICTS,
    "OUTSTANDING": OUTSTANDING,
}


def hang(pages: Blueprint) -> None:
    """Hang the pages under the blueprint of the case file."""
    pages.add_url_rule("/stellungnahmen", "opinions", opinions, methods=["GET", "POST"])
    recall_way = "/stellungnahmen/<uuid:opinion_id>/zurueckziehen"
    pages.add_url_rule(recall_way, "recall_opinion", recall, methods=["POST"])


def opinions(reference: str) -> ResponseReturnValue:
    """List the opinions of a case, and ask for another one."""
    case = open_case(reference)
    may_ask = permits(actor(), "act", "ask_opinion", case.scope)
    form, status = AskForm(), 200
    if request.method == "POST":
        require(actor(), "act", "ask_opinion", case.scope)
        status, location = 422, url_for("case_file.opinions", reference=reference)
        if form.validate() and (asked := _asked(form, reference, location)):
            flash(_("The opinion of %(name)s is requested.", name=asked), "success")
            return redirect(location, 303)
    return _page(case, form, may_ask), status


def _asked(form: AskForm, reference: str, location: str) -> str:
    """Ask, and return the name under which the portal knows whoever was asked."""
    if form.due_on.data is None:
        return ""
    try:
        with writing(form, location) as session:
            opinion = ask_opinion(
                session,
                actor(),
                reference,
                kind=str(form.kind.data or ""),
                name=str(form.name.data or ""),
                email=str(form.email.data or ""),
                question=str(form.question.data or ""),
                due_on=form.due_on.data,
            )
            return name_of_asked(session, opinion)
    except Invalid as invalid:
        form.take_faults(invalid)
    return ""


def recall(reference: str, opinion_id: UUID) -> ResponseReturnValue:
    """Call an opinion off."""
    case = find.case(reader(), actor(), reference)
    require(actor(), "act", "ask_opinion", case.scope)
    form, location = RecallForm(), url_for("case_file.opinions", reference=reference)
    if not form.validate():
        flash(_("Please say why the opinion is no longer needed."), "error")
        return redirect(location, 303)
    with writing(form, location) as session:
        recall_opinion(session, actor(), reference, opinion_id, str(form.reason.data or ""))
    flash(_("The opinion is called off; who was asked is told."), "success")
    return redirect(location, 303)


def _page(case: Case, form: AskForm, may_ask: bool) -> str:
    return render_template(
        "case_file/opinions.html",
        case=case,
        form=form,
        recall_form=RecallForm(formdata=None),
        opinions=opinions_of(case),
        may_ask=may_ask and case.application.state in ASSESSED,
        may_recall=may_ask,
        longest=LONGEST_TEXT,
        due_on=due_on,
        **WORDS,
    )
