"""The page of the formal check: point by point, then on, or a request for what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.db import reading, transaction
from funding.errors import Fault
from funding.forms.reviewing import CheckForm
from funding.forms.speech import language
from funding.forms.words import fillings
from funding.policy import permits
from funding.queries import find
from funding.queries.case import Case
from funding.queries.reviewing import file, hints
from funding.queries.reviewing.hints import Hint
from funding.queries.reviewing.persons import is_holder
from funding.services.perform import perform
from funding.services.reviewing.judge_points import judge_points
from funding.web.offers import explained, offered
from funding.web.opening import open_case
from funding.web.signin import actor
from funding.web.view import writing
from funding.words.checkpoints import CHECKPOINTS
from funding.words.hints import LOOKS
from workflows.application import State, Trigger
from workflows.core import Reason, StepRefused

# Where in the file of the case the point can be seen.
EVIDENCE = dict.fromkeys(CHECKPOINTS, "antraege") | {
    "on_time": "verlauf",
    "signed": "verlauf",
    "plan": "plan",
    "eligible_costs": "plan",
    "limits": "plan",
}


def hang(pages: Blueprint) -> None:
    """Hang the page under the blueprint of reviewing."""
    pages.add_url_rule(
        "/vorgaenge/<reference>/formale-pruefung", "check", check, methods=["GET", "POST"]
    )


def check(reference: str) -> ResponseReturnValue:
    """Judge the points of the formal check; then go on, or ask for what is missing."""
    case = open_case(reference)
    form = _form(case)
    if request.method != "POST":
        return _page(case, form)
    if not form.validate() or _lost_notes(form):
        return _page(case, form), 422
    deed = request.form.get("aktion")
    onward = "request_info" if deed == "request_info" else "check"
    location = url_for(f"reviewing.{onward}", reference=reference)
    if deed == "accept_complete":
        location = url_for("case_file.show", reference=reference)
    with writing(form, location) as session:
        app = judge_points(session, actor(), reference, form.verdicts(), form.read_version)
    if deed == "accept_complete":
        return _accept(reference, app.version, location)
    if deed != "request_info":
        flash(_("Your entries are saved."), "success")
    return redirect(location, 303)


def _accept(reference: str, version: int, location: str) -> ResponseReturnValue:
    """Take the step, apart from the verdicts: if it is refused, those are kept."""
    try:
        with transaction() as session:
            perform(session, actor(), reference, Trigger.ACCEPT_COMPLETE, {}, version)
    except StepRefused as refused:
        with reading() as fresh:
            case = find.case(fresh, actor(), reference)
            return _page(case, _form(case, typed=False), refused.reasons), 409
    flash(_("Completeness is confirmed. The assessment can begin."), "success")
    return redirect(location, 303)


def _form(case: Case, *, typed: bool = True) -> CheckForm:
    """Fill the form with what is kept, and with what was sent unless that is kept by now."""
    known = file.verdicts(case)
    data: dict[str, object] = {code: point.verdict for code, point in known.items()}
    data |= {f"{code}_note": point.note for code, point in known.items()}
    data |= {"version": case.application.version}
    return CheckForm(data=data) if typed else CheckForm(formdata=None, data=data)


def _page(case: Case, form: CheckForm, reasons: Sequence[Reason] = ()) -> str:
    return render_template(
        "reviewing/check.html",
        form=form,
        case=case,
        reasons=explained(reasons),
        points=CHECKPOINTS,
        hints=hints.hints(case),
        hint_text=hint_text,
        LOOKS=LOOKS,
        evidence=EVIDENCE,
        found=hints.to_ask(case),
        offers=offered(case),
        may_judge=_may_judge(case),
    )


def _lost_notes(form: CheckForm) -> list[str]:
    lost = form.lost_notes()
    for code in lost:
        form.add_fault(Fault(code, "choose"))
    return lost


def _may_judge(case: Case) -> bool:
    app, who = case.application, actor()
    allowed = permits(who, "act", "judge", case.scope)
    return app.state == State.IN_CHECK and is_holder(case) and allowed


def hint_text(hint: Hint) -> str:
    """Write what the machine found about a point."""
    speech = language()
    return hint.text.fill(speech, **fillings(hint.params, speech))
