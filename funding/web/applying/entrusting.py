"""Who works on a draft: a town says what each of its people may do, and everybody reads it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import NotFound, NotPermitted
from funding.forms.rights import RightsForm, rights_form
from funding.models.draft_right import Right
from funding.policy import require, right_in, sets_rights_in
from funding.queries.applying.rights import colleagues
from funding.queries.case import Case
from funding.queries.details import Details
from funding.services.applying.set_rights import set_rights
from funding.web.applying.blueprint import back, own_case, own_towns, pages
from funding.web.offers import explained
from funding.web.signin import actor
from funding.web.view import writing
from workflows.application import Trigger
from workflows.application.words import BEFORE_SUBMISSION
from workflows.core import StepRefused


@pages.route("/<reference>/rechte", methods=["GET", "POST"])
def rights(reference: str) -> ResponseReturnValue:
    """Show what the people of the reader's town may do on a draft, and let it be changed."""
    case = own_case(reference)
    if request.method != "POST" and case.application.state not in BEFORE_SUBMISSION:
        return back(case)
    town_key = _town(case)
    people = colleagues(case, town_key)
    form = rights_form(people, data={"version": case.application.version, "town": town_key})
    if request.method != "POST":
        return _page(case, town_key, form)
    require(actor(), "application", Trigger.SET_RIGHTS, case.scope)
    if not sets_rights_in(actor(), case.scope, town_key):
        raise NotPermitted(Trigger.SET_RIGHTS)
    form.validate()
    if not any(form.problems()) and _kept(case, town_key, form):
        return redirect(url_for("applying.rights", reference=reference, kommune=town_key), 303)
    return _page(case, town_key, form), 422


def _town(case: Case) -> str:
    """Return the town that the page is about: the one asked for, else the reader's first."""
    mine = own_towns(case)
    wanted = request.form.get("town") or request.args.get("kommune") or mine[0]
    if wanted not in mine:
        raise NotFound(wanted)
    return wanted


def _kept(case: Case, town_key: str, form: RightsForm) -> bool:
    """Keep what was chosen, or say in the form why it cannot be."""
    reference = case.application.reference
    onward = url_for("applying.rights", reference=reference, kommune=town_key)
    details = Details(town_key=town_key, rights=form.chosen())
    try:
        with writing(form, onward) as session:
            set_rights(session, actor(), reference, details, form.read_version)
    except StepRefused as refused:
        if "wrong_state" in {reason.code for reason in refused.reasons}:
            raise
        whys = explained(refused.reasons, reference)
        form.form_errors += [f"{why.text} {why.cure}" for why in whys]
        return False
    flash(_("The rights have been saved. Whoever they concern is told."), "success")
    return True


def _page(case: Case, town_key: str, form: RightsForm) -> str:
    people = colleagues(case, town_key)
    return render_template(
        "applying/rights.html",
        case=case,
        form=form,
        town_key=town_key,
        towns=own_towns(case),
        may=sets_rights_in(actor(), case.scope, town_key),
        mine=right_in(actor(), case.scope, town_key),
        rows=[(one, form[f"right_{one.person_id.hex}"]) for one in people],
        setters=[one.name for one in people if one.right == Right.SIGN],
        me=actor().person_id,
    )
