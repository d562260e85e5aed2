"""What everybody may see: the start page, the calls, how the procedure goes, the legal pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import secure_filename

from funding import clock
from funding.errors import NotFound
from funding.forms.eligibility import EligibilityForm
from funding.forms.speech import language
from funding.law import berlin, money
from funding.queries.administration import rules
from funding.queries.administration.calls import call as find_call
from funding.queries.administration.calls import calls, limits
from funding.queries.operations import watch
from funding.web.calendar import calendar_of, programme_dates
from funding.web.operations import checks
from funding.web.view import reader, settings
from funding.words.eligibility import QUESTIONS, barriers

pages = Blueprint("public", __name__)
LEGAL = frozenset({"impressum", "datenschutz", "barrierefreiheit"})


@pages.get("/")
def home() -> str:
    """Let a reader decide in a minute whether to start."""
    now = clock.now()
    found = calls(reader())
    open_calls = [c for c in found if c.takes_applications(now)]
    return render_template(
        "public/home.html",
        open_calls=open_calls,
        special_purpose=_special_purpose(berlin.local_date(now)),
        others=[c for c in found if c not in open_calls],
        rate=rules.number(reader(), "rate_percent", berlin.local_date(now)),
        floor=rules.number(reader(), "floor_cents", berlin.local_date(now)),
    )


@pages.get("/gesundheit")
def watched() -> tuple[dict[str, Any], int]:
    """Tell a monitor whether everything goes its way: 200, or 503 where something is critical."""
    found = checks()
    status = watch.worst(found)
    told: dict[str, Any] = {"status": status}
    told["checks"] = {one.code: one.level for one in found}
    return told, 503 if status == watch.CRITICAL else 200


@pages.get("/foerderung/<code>")
def call(code: str) -> str:
    """Show the rules, the dates and the money of a call in plain words."""
    found = find_call(reader(), code)
    now = clock.now()
    today = berlin.local_date(now)
    return render_template(
        "public/call.html",
        call=found,
        open_now=found.takes_applications(now),
        limits=[(field.name(language()), cents) for field, cents in limits(reader(), code)],
        remark=found.remark_en if language() == "en" else found.remark_de,
        rate=rules.number(reader(), "rate_percent", today),
        share=rules.number(reader(), "own_share_percent", today),
        floor=rules.number(reader(), "floor_cents", today),
    )


@pages.route("/foerderung/<code>/pruefen", methods=["GET", "POST"])
def eligibility(code: str) -> ResponseReturnValue:
    """Ask six questions and tell whether an application is likely; nothing is stored."""
    found = find_call(reader(), code)
    today = berlin.local_date(clock.now())
    values = {
        "rate": rules.number(reader(), "rate_percent", today),
        "share": rules.number(reader(), "own_share_percent", today),
        "floor": money.euro_short(rules.number(reader(), "floor_cents", today), language()),
    }
    form = EligibilityForm()
    form.prepare(**values)
    answered = request.method == "POST" and form.validate()
    given = form.given() if answered else {}
    page_ = render_template(
        "public/eligibility.html",
        call=found,
        open_now=found.takes_applications(clock.now()),
        form=form,
        answered=answered,
        questions=QUESTIONS,
        barriers=barriers(given, special_purpose=_special_purpose(today)),
        given=given,
        values=values,
    )
    return page_, 200 if answered or request.method != "POST" else 422


def _special_purpose(today: date) -> bool:
    """Tell whether special-purpose associations may apply by the rules of the day."""
    return bool(rules.number(reader(), "special_purpose_allowed", today))


@pages.get("/foerderung/<code>/fristen.ics")
def dates(code: str) -> Response:
    """Give the dates of a call for a calendar."""
    found, now = find_call(reader(), code), clock.now()
    last_draw = rules.number(reader(), "last_draw", berlin.local_date(now))
    url = settings().base_url + url_for("public.call", code=code)
    content = calendar_of(programme_dates(found, last_draw), url, now)
    response = Response(content, mimetype="text/calendar")
    name = secure_filename(f"foerderaufruf-{code}.ics")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@pages.get("/seite/<name>")
def page(name: str) -> str:
    """Show a legal page."""
    if name not in LEGAL:
        raise NotFound(name)
    return render_template(f"public/{name}.html")
