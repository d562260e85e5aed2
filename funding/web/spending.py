"""Pages after the decision: recording a notice and payments; and more time for a draft."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import NotFound
from funding.forms.spending import ExtendForm, NoticeForm, PaymentForm
from funding.policy import require
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reviewing import file
from funding.queries.spending.issued import served_issue
from funding.queries.spending.notice_content import notice_content
from funding.services.perform import perform
from funding.web.notice_document import as_pdf
from funding.web.offers import offered
from funding.web.opening import open_case
from funding.web.recording import computed, details_of
from funding.web.signin import actor, only_staff
from funding.web.turns import turn_of
from funding.web.view import writing
from workflows.application import Trigger

pages = Blueprint("spending", __name__)
only_staff(pages)


@pages.route("/vorgaenge/<reference>/bescheid", methods=["GET", "POST"])
def notice(reference: str) -> ResponseReturnValue:
    """Record a notice that was issued; its dates are computed and explained first."""
    case = open_case(reference)
    require(actor(), "application", Trigger.RECORD_NOTICE, case.scope)
    form = NoticeForm(data={"version": case.application.version, **_logged(case)})
    status = 200
    dates = None
    if request.method == "POST":
        valid = form.validate()
        if request.form.get("aktion") == "berechnen":
            dates = computed(form, case)
            status = 200 if dates else 422
        elif valid and form.check():
            return _record(form, reference)
        else:
            dates, status = computed(form, case), 422
    return (
        render_template(
            "spending/notice.html",
            form=form,
            case=case,
            dates=dates,
            known=file.decision_notices(case),
            logged=case.notice is not None and served_issue(case) is not None,
            offer=offered(case).get("record_notice"),
        ),
        status,
    )


def _logged(case: Case) -> dict[str, Any]:
    """Begin a correction of what stands in the posting log with what stands there."""
    if case.notice is None or served_issue(case) is None:
        return {}
    names = ("channel", "issued_on", "notified_on", "waived_on", "evidence")
    return {name: getattr(case.notice, name) for name in names}


@pages.get("/vorgaenge/<reference>/bescheid.pdf")
def document(reference: str) -> Response:
    """Send the notice as a PDF: as it was issued, or as a draft of today while it is not."""
    case = open_case(reference)
    kept = case.notice.content if case.notice else None
    content = kept or notice_content(case, case.today)
    if content is None:
        raise NotFound(reference)
    return as_pdf(content, draft=kept is None)


def _record(form: NoticeForm, reference: str) -> ResponseReturnValue:
    location = url_for("case_file.show", reference=reference)
    with writing(form, location) as session:
        given = details_of(form)
        perform(session, actor(), reference, Trigger.RECORD_NOTICE, given, form.read_version)
    flash(_("The notice is recorded."), "success")
    return redirect(location, 303)


@pages.route("/vorgaenge/<reference>/zahlung", methods=["GET", "POST"])
def payment(reference: str) -> ResponseReturnValue:
    """Record money that was paid to the town, or back."""
    case = open_case(reference)
    require(actor(), "application", Trigger.RECORD_PAYMENT, case.scope)
    form = PaymentForm(version=case.application.version)
    drawn = bool(case.rule("payments_on_drawdown"))
    if drawn:
        form.only_back()
    status = 200
    if request.method == "POST":
        if form.validate() and form.check():
            return _pay(form, reference)
        status = 422
    return (
        render_template(
            "spending/payment.html",
            form=form,
            case=case,
            payments=file.payments(case),
            drawn=drawn,
            offer=offered(case).get("record_payment"),
            turn=turn_of(case),
        ),
        status,
    )


def _pay(form: PaymentForm, reference: str) -> ResponseReturnValue:
    location = url_for("case_file.show", reference=reference)
    sign = -1 if form.direction.data == "back" else 1
    details = Details(
        amount_cents=sign * int(form.amount_cents.data or 0),
        value_on=form.value_on.data,
        reason=(form.remark.data or "").strip(),
    )
    with writing(form, location) as session:
        perform(session, actor(), reference, Trigger.RECORD_PAYMENT, details, form.read_version)
    flash(_("The payment is recorded."), "success")
    return redirect(location, 303)


@pages.route("/verlaengerung", methods=["GET", "POST"])
def extend() -> ResponseReturnValue:
    """Give one town more time for its draft, by the reference that it names."""
    require(actor(), "application", Trigger.EXTEND)
    form = ExtendForm()
    if request.method == "POST" and form.validate():
        reference = str(form.reference.data).strip().upper()
        details = Details(ends_on=form.ends_on.data, reason=str(form.reason.data).strip())
        location = url_for("spending.extend")
        try:
            with writing(form, location) as session:
                perform(session, actor(), reference, Trigger.EXTEND, details)
        except NotFound:
            form.reference.errors = [_("There is no draft with this reference.")]
        else:
            flash(_("The municipality has more time and is told."), "success")
            return redirect(location, 303)
    status = 200 if request.method != "POST" else 422
    return render_template("spending/extend.html", form=form), status
