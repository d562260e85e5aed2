"""The sample of a call: its draws, drawn once more before the reader's eyes, and the next one."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding import clock
from funding.errors import NotFound
from funding.forms.auditing import DrawForm
from funding.law import berlin
from funding.models import Call
from funding.policy import permits, require
from funding.queries import find
from funding.queries.administration import rules
from funding.queries.reporting import draws
from funding.services.reporting.draw_sample import draw_sample
from funding.web.reporting.blueprint import pages
from funding.web.signin import actor
from funding.web.view import reader, writing


@pages.route("/vorgaenge/stichprobe", methods=["GET", "POST"])
def samples() -> ResponseReturnValue:
    """Show the draws of a call, each recomputed from its seed; a proof auditor draws here."""
    require(actor(), "act", "see_sample")
    found = draws.calls(reader())
    call = _chosen(found)
    form = DrawForm(version=0)
    if request.method == "POST":
        require(actor(), "act", draws.DRAW_SAMPLE)
        if call is None:
            raise NotFound("aufruf")
        onward = url_for("reporting.samples", aufruf=call.code)
        if form.validate():
            with writing(form, onward) as session:
                draw_sample(session, actor(), call.code)
            flash(_("The sample is drawn."), "success")
            return redirect(onward, 303)
    return _page(found, call, form), 422 if request.method == "POST" else 200


def _chosen(found: Sequence[Call]) -> Call | None:
    """Return the call that the address names, by its code or by a case; the newest without."""
    code, reference = request.args.get("aufruf"), request.args.get("vorgang")
    if reference and not code:
        code = find.case(reader(), actor(), reference).call.code
    if not code:
        return found[0] if found else None
    call = next((one for one in found if one.code == code), None)
    if call is None:
        raise NotFound(code)
    return call


def _page(found: Sequence[Call], call: Call | None, form: DrawForm) -> str:
    made = draws.draws(reader(), actor(), call.id) if call else []
    left = draws.undrawn(reader(), call.id) if call else []
    return render_template(
        "reporting/samples.html",
        calls=found,
        call=call,
        draws=made,
        left=len(left),
        drawn=sum(one.taken for one in made),
        among=sum(len(one.members) for one in made),
        quota=rules.number(reader(), "sample_percent", berlin.local_date(clock.now())),
        form=form,
        may_draw=permits(actor(), "act", draws.DRAW_SAMPLE),
    )
