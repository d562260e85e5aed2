"""The calculator of deadlines for the staff: what is asked stands in the address."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from funding import clock
from funding.errors import Invalid
from funding.forms.calculating import Asked, NotificationForm, PeriodForm
from funding.law.asking import asked_notification, asked_period, decisive_day
from funding.law.berlin import local_date
from funding.law.remedies import final_on, remedy_against
from funding.queries.applying.register import districts
from funding.queries.spending.fictions import terms
from funding.web.signin import only_staff
from funding.web.view import reader
from funding.words.calculator import REMEDIES

pages = Blueprint("deadlines", __name__, url_prefix="/fristen")
only_staff(pages)
NOTIFICATION = "bekanntgabe"


@pages.get("/rechner")
def calculator() -> ResponseReturnValue:
    """Ask for a period or a notification and explain its dates; nothing is stored."""
    if request.args.get("art") == NOTIFICATION:
        return _notification()
    return _period()


def _asked(**usual: Any) -> dict[str, Any]:
    """Return what was asked and nothing else, or else what one usually begins with."""
    if "rechnen" in request.args:
        return {"formdata": request.args}
    return {"formdata": None, "data": usual}


def _answered(form: Asked, compute: Any) -> Any:
    """Compute what was asked, or show at the fields why it cannot be."""
    form.asked = "rechnen" in request.args
    if not (form.asked and form.validate()):
        return None
    try:
        return compute()
    except Invalid as invalid:
        form.take_faults(invalid)
        return None


def _status(form: Asked) -> int:
    return 422 if form.asked and any(form.problems()) else 200


def _period() -> ResponseReturnValue:
    form = PeriodForm(**_asked(event=local_date(clock.now()), length=1))
    found = _answered(
        form,
        lambda: form.event.data and asked_period(form.event.data, form.flags(), **form.units()),
    )
    page = render_template("deadlines/period.html", form=form, found=found)
    return page, _status(form)


def _notification() -> ResponseReturnValue:
    form = NotificationForm(**_asked(posted=local_date(clock.now())))
    form.offer(districts(reader()))

    def compute() -> Any:
        sent = form.sending()
        return asked_notification(sent, terms(reader(), decisive_day(sent)))

    found = _answered(form, compute)
    remedy = None
    if found and found.day and form.district.data:
        remedy = remedy_against(form.issued_by(), str(form.district.data))
    page = render_template(
        "deadlines/notification.html",
        form=form,
        found=found,
        final=final_on(found.month.end) if found and found.month else None,
        remedy=remedy,
        remedies=REMEDIES,
    )
    return page, _status(form)
