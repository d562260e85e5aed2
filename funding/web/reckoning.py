"""The calculator of grants and interest for the staff: what is asked stands in the address."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from funding import clock
from funding.errors import Fault
from funding.forms.reckoning import GrantForm, InterestForm
from funding.forms.speech import language
from funding.law.berlin import local_date
from funding.law.financing import Final, final
from funding.law.interest import Interest, RateMissing, interest
from funding.law.money import hundredths
from funding.queries.administration import rules
from funding.web.signin import only_staff
from funding.web.view import reader

pages = Blueprint("reckoning", __name__, url_prefix="/rechner")
only_staff(pages)


@pages.get("/zuwendung")
def grant() -> ResponseReturnValue:
    """Compute a final grant, and what is to be repaid; nothing is stored."""
    today = local_date(clock.now())
    usual = {"cap_rate": rules.number(reader(), "rate_percent", today)}
    form = GrantForm(**_asked(usual))
    found: Final | None = None
    if _complete(form):
        found = final(form.award(), form.actual(), form.paid_cents(), form.units())
    return render_template("deadlines/grant.html", form=form, found=found), _status(form)


@pages.get("/zinsen")
def interest_() -> ResponseReturnValue:
    """Compute interest above the base rate (§ 49a VwVfG); nothing is stored."""
    form = InterestForm(**_asked({"last": local_date(clock.now())}))
    found = _interest(form) if _complete(form) else None
    return _page(form, found), _status(form)


def _page(form: InterestForm, found: Interest | None) -> str:
    return render_template(
        "deadlines/interest.html",
        form=form,
        found=found,
        percent=lambda points: hundredths(points, language()),
    )


def _interest(form: InterestForm) -> Interest | None:
    amount, first, last = form.amount.data, form.first.data, form.last.data
    if amount is None or first is None or last is None:
        return None
    base = rules.known(reader(), "base_rate_basis_points")
    points = rules.number(reader(), "interest_basis_points", last)
    try:
        return interest(int(amount), first, last, base, points)
    except RateMissing as missing:
        code = "base_rate_missing_before" if missing.before else "base_rate_missing"
        form.add_fault(Fault("first" if missing.before else "last", code, {"day": missing.day}))
        return None


def _asked(usual: Mapping[str, object]) -> dict[str, object]:
    """Return what was asked and nothing else, or else what one usually begins with."""
    if "rechnen" in request.args:
        return {"formdata": request.args}
    return {"formdata": None, "data": usual}


def _complete(form: GrantForm | InterestForm) -> bool:
    form.asked = "rechnen" in request.args
    return form.asked and form.validate() and form.complete()


def _status(form: GrantForm | InterestForm) -> int:
    return 422 if form.asked and any(form.problems()) else 200
