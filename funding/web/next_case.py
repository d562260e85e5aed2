"""„Nächsten Vorgang übernehmen“: one page, the question of bias, one button."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Outdated
from funding.forms.reviewing import StepForm
from funding.law.berlin import last_day
from funding.policy import require
from funding.queries import find
from funding.queries.reviewing.next_case import load, next_case
from funding.queries.reviewing.persons import bias_declared
from funding.services.reviewing.take_next import take_next
from funding.web.signin import actor
from funding.web.view import reader, writing
from workflows.application import Trigger
from workflows.core import StepRefused


def hang(pages: Blueprint) -> None:
    """Hang the page under the blueprint of reviewing."""
    pages.add_url_rule("/arbeitsvorrat/naechster", "next", show_next, methods=["GET", "POST"])


def show_next() -> ResponseReturnValue:
    """Show which case comes next, before anybody has looked into it, and take it over."""
    who = actor()
    require(who, "application", Trigger.CLAIM)
    form = StepForm()
    if request.method == "POST" and form.validate():
        return _take(form, request.form.get("vorgang", ""))
    found = next_case(reader(), who)
    case = find.case(reader(), who, found.reference) if found else None
    if case is not None:
        form.version.data = str(case.application.version)
    return render_template(
        "reviewing/next.html",
        form=form,
        case=case,
        towns=[*case.town_names.values()] if case else [],
        waiting=found.waiting if found else 0,
        due_on=last_day(case.application.due_at) if case and case.application.due_at else None,
        declared=bool(case and bias_declared(case)),
        load=load(reader(), who.account_id),
    )


def _take(form: StepForm, reference: str) -> ResponseReturnValue:
    location = url_for("case_file.show", reference=reference)
    try:
        with writing(form, location) as session:
            take_next(session, actor(), reference, form.read_version)
    except (Outdated, StepRefused):
        flash(
            _(
                "%(reference)s has been taken over by somebody else meanwhile. This one is next.",
                reference=reference,
            ),
            "info",
        )
        return redirect(url_for("reviewing.next"), 303)
    flash(_("You hold %(reference)s now.", reference=reference), "success")
    return redirect(location, 303)
