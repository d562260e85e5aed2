"""All applications of the reader's municipalities, and the beginning of a new one."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding import clock
from funding.errors import Invalid
from funding.forms.applying import NewForm
from funding.forms.choices import SelectChoice
from funding.forms.speech import language
from funding.law import berlin
from funding.models.role import TOWN_ROLES
from funding.notices.letters import short_date
from funding.queries.administration.calls import CallSummary, open_calls
from funding.queries.applying.my_cases import MOMENT, my_cases, tasks
from funding.queries.applying.register import entries
from funding.queries.spending.partner_changes import awaits_agreement
from funding.services.applying.open_draft import open_draft
from funding.web.applying.blueprint import pages
from funding.web.signin import actor
from funding.web.view import reader, writing


@pages.get("")
def index() -> str:
    """List what is to be done, and all cases of the reader's municipalities."""
    now = clock.now()
    cases = my_cases(reader(), actor(), now)
    return render_template(
        "applying/index.html",
        cases=cases,
        tasks=tasks(cases),
        agreements=awaits_agreement(reader(), actor()),
        today=berlin.local_date(now),
    )


@pages.route("/neu", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Begin an application in an open call, for one of the reader's municipalities."""
    offered = open_calls(reader(), clock.now())
    held = {h.municipality_key for h in actor().roles if h.role in TOWN_ROLES}
    towns = entries(reader(), [key for key in held if key])
    form = NewForm(
        data={
            "call": offered[0].code if len(offered) == 1 else None,
            "municipality": towns[0].key if len(towns) == 1 else None,
            "source": request.args.get("aus", ""),
        }
    )
    form.call.choices = [
        SelectChoice(
            call.code,
            _("Call %(code)s, until %(date)s", code=call.code, date=_last_day(call)),
        )
        for call in offered
    ]
    form.municipality.choices = [SelectChoice(town.key, town.shown) for town in towns]
    form.source.choices = _sources()
    if request.method == "POST" and form.validate():
        try:
            with writing(form, url_for("applying.index")) as session:
                draft = open_draft(
                    session,
                    actor(),
                    str(form.call.data),
                    str(form.municipality.data),
                    form.source.data or "",
                )
        except Invalid as invalid:
            form.take_faults(invalid)
        else:
            flash(_("The draft %(number)s is ready.", number=draft.reference), "success")
            return redirect(url_for("applying.show", reference=draft.reference), 303)
    status = 200 if request.method != "POST" else 422
    return render_template("applying/new.html", form=form, calls=offered), status


def _sources() -> list[SelectChoice]:
    """Offer the cases that the reader's municipalities lead, the latest first."""
    led = [one for one in my_cases(reader(), actor(), clock.now()) if one.as_lead]
    named = [(one.reference, f"{one.reference} – {one.title or '…'}") for one in led]
    return [SelectChoice("", str(_("no, begin empty"))), *(SelectChoice(*one) for one in named)]


def _last_day(call: CallSummary) -> str:
    return short_date(call.closes_at - MOMENT, language())
