"""The years of a call's lines: cash now, commitment authorisations later."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding import clock
from funding.errors import Invalid
from funding.forms.budget import YearForm
from funding.law import berlin
from funding.policy import permits, require
from funding.queries.budget import lines, years
from funding.services.budget.plan_year import plan_year
from funding.web.budget.blueprint import chosen_call, pages
from funding.web.signin import actor
from funding.web.view import reader, writing


@pages.route("/jahre", methods=["GET", "POST"])
def years_of_call() -> ResponseReturnValue:
    """Show what is planned and bound in each year; plan a later one."""
    call, on = chosen_call(), berlin.local_date(clock.now())
    if request.method == "POST":
        require(actor(), "act", "plan_years")
    form, status = YearForm(), 200
    fields = [row.ActionField for row in lines.choices(reader(), call.id)]
    form.offer(fields, years.years_of(reader(), call, on)[1:])
    if request.method == "POST":
        if form.validate() and form.check():
            location = url_for("budget.years_of_call", aufruf=call.code)
            try:
                with writing(form, location) as session:
                    plan_year(
                        session,
                        actor(),
                        call.code,
                        line=form.line.data,
                        year=int(form.year.data),
                        amount_cents=int(form.amount_cents.data or 0),
                        reason=(form.reason.data or "").strip(),
                    )
            except Invalid as invalid:
                form.take_faults(invalid)
            else:
                flash(_("The year is planned."), "success")
                return redirect(location, 303)
        status = 422
    page = render_template(
        "budget/years.html",
        form=form,
        call=call,
        rows=years.years(reader(), call, on),
        history=years.history(reader(), call.id),
        may_plan=permits(actor(), "act", "plan_years"),
    )
    return page, status
