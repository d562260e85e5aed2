"""The office audits a proof of use, and an approver signs the settlement."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Fault, NotFound
from funding.forms.auditing import ChecksForm
from funding.forms.reporting import AuditForm, SettleForm
from funding.forms.speech import language
from funding.law import money
from funding.law.sending import RECEIPT
from funding.models.sample import CHECKS
from funding.policy import permits
from funding.queries.applying.register import entries
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reporting.checks import computed
from funding.queries.reporting.claims import barred, recovery_of
from funding.queries.reporting.figures import figures, outcome, sources
from funding.queries.reporting.final_content import final_content
from funding.queries.reporting.goals import goals_of
from funding.queries.reporting.hearings import hearing_of, hearings_of, without_proof
from funding.queries.reporting.receipts import receipts_of
from funding.queries.reporting.sample import (
    checks_made,
    cut_cents,
    judged,
    recognisable_cents,
    sampled,
    unjudged,
)
from funding.queries.spending.answers import (
    actual_eligible_cents,
    overpaid_cents,
    reclaimed_cents,
)
from funding.queries.spending.notice_dates import deemed_notified
from funding.services.reporting.audit_proof import finish_audit, return_audit
from funding.services.reporting.audit_proof import settle as sign_settlement
from funding.services.reporting.hear_town import open_hearing
from funding.services.reporting.recover import settle_with_recovery
from funding.web.notice_document import final_as_pdf
from funding.web.offers import offered
from funding.web.reporting.blueprint import office_case, pages
from funding.web.reporting.missing import at_stake, missing
from funding.web.signin import actor
from funding.web.view import reader, writing


@pages.route("/vorgaenge/<reference>/nachweis", methods=["GET", "POST"])
def audit(reference: str) -> ResponseReturnValue:
    """Show the proof against the plan; the proof auditor recognises what was spent, with a note.

    Where there is no proof to audit the page is about what follows from that.
    """
    case = office_case(reference)
    if at_stake(case):
        return missing(case)
    proof = case.proof
    known = proof.recognised_cents if proof else None
    form = AuditForm(
        data={
            "version": case.application.version,
            "recognised": recognisable_cents(case) if known is None else known,
            "note": proof.audit_note if proof else "",
        }
    )
    if request.method != "POST":
        return _audit_page(case, form)
    hears = request.form.get("aktion") == "anhoeren"
    valid = form.validate() and _recognisable(case, form, hears=hears)
    if request.form.get("aktion") == "rechnen" or not valid:
        return _audit_page(case, form), 200 if valid else 422
    details: Details = {
        "recognised_cents": int(form.recognised.data or 0),
        "reason": str(form.note.data or ""),
    }
    onward = url_for("reporting.audit", reference=reference)
    if hears:
        details["reason"] = str(form.facts.data or "")
        with writing(form, onward) as session:
            open_hearing(session, actor(), reference, details, form.read_version)
        flash(_("The hearing is open; the municipality has been told."), "success")
        return redirect(onward, 303)
    with writing(form, onward) as session:
        finish_audit(session, actor(), reference, details, form.read_version)
    flash(_("The audit is finished. Now submit the notice; an approver signs it."), "success")
    return redirect(onward, 303)


def _recognisable(case: Case, form: AuditForm, *, hears: bool) -> bool:
    recognised: Any = form.recognised.data
    if recognised is None:
        form.add_fault(Fault("recognised", "required"))
    elif recognised > recognisable_cents(case):
        form.recognised.errors = [*form.recognised.errors, _too_much(case)]
    elif hears:
        if not form.facts.data:
            form.add_fault(Fault("facts", "required"))
        return bool(form.facts.data)
    elif request.form.get("aktion") != "rechnen" and not form.note.data:
        form.add_fault(Fault("note", "required"))
    else:
        return True
    return False


def _too_much(case: Case) -> str:
    spent, cut = _euro(actual_eligible_cents(case)), cut_cents(case)
    if not cut:
        return str(_("At most %(amount)s was spent on eligible lines.", amount=spent))
    text = _(
        "At most %(amount)s can be recognised: %(spent)s was spent on eligible lines, "
        "%(cut)s of it was cut.",
        amount=_euro(recognisable_cents(case)),
        spent=spent,
        cut=_euro(cut),
    )
    return str(text)


def _euro(cents: int) -> str:
    return money.euro(cents, language())


def _context(case: Case) -> dict[str, Any]:
    lines = figures(case)
    return {
        "case": case,
        "lead": entries(reader(), [case.application.lead_key])[0],
        "lines": lines,
        "goals": goals_of(case),
        "receipts": receipts_of(case),
        "sources": sources(case, lines),
        "offers": offered(case),
        "tolerated": case.rule("deviation_percent"),
        "planned": sum(line.planned for line in lines),
        "actual": sum(line.actual or 0 for line in lines),
        "actual_eligible": actual_eligible_cents(case),
    } | _found(case)


def _found(case: Case) -> dict[str, Any]:
    """Return what the audit has found: sample, receipts, checks."""
    receipts = judged(case)
    return {
        "sample": sampled(case),
        "sampled_count": sum(one.sampled for one in receipts),
        "unjudged": len(unjudged(receipts)),
        "findings": [one for one in receipts if one.judgement is not None],
        "cut": cut_cents(case),
        "recognisable": recognisable_cents(case),
        "checks": checks_made(case),
        "hearings": hearings_of(case),
    }


def _audit_page(case: Case, form: AuditForm) -> str:
    recognised: Any = form.recognised.data
    context = _context(case)
    ticked = {code: code in context["checks"] for code in CHECKS}
    return render_template(
        "reporting/audit.html",
        **context,
        ticks=ChecksForm(formdata=None, data=ticked | {"version": case.application.version}),
        computed=computed(case),
        may_see_sample=permits(actor(), "act", "see_sample"),
        form=form,
        may=permits(actor(), "application", "finish_audit", case.scope),
        outcome=outcome(case, recognised) if isinstance(recognised, int) else None,
    )


@pages.route("/vorgaenge/<reference>/abrechnung", methods=["GET", "POST"])
def settle(reference: str) -> ResponseReturnValue:
    """Let an approver sign the settlement with its final notice, or send the audit back."""
    case = office_case(reference)
    form = SettleForm(
        data={
            "version": case.application.version,
            "issued_on": case.today,
            "channel": "post",
        }
    )
    form.prepare()
    back = request.form.get("aktion") == "zurueck"
    if request.method != "POST" or not form.validate() or not _settleable(form, back=back):
        status = 200 if request.method != "POST" else 422
        return _settle_page(case, form), status
    onward = url_for("reporting.settle", reference=reference)
    with writing(form, onward) as session:
        if back:
            details: Details = {"reason": str(form.reason.data)}
            return_audit(session, actor(), reference, details, form.read_version)
        else:
            claims = reclaimed_cents(case) and not barred(case)
            sign = settle_with_recovery if claims else sign_settlement
            sign(session, actor(), reference, _given(case, form), form.read_version)
    flash(_("The audit was sent back.") if back else _("The settlement is signed."), "success")
    return redirect(onward, 303)


@pages.get("/vorgaenge/<reference>/schlussbescheid.pdf")
def final_notice(reference: str) -> Response:
    """Send the final notice as a PDF: as it was issued, or as a draft of today while it is not."""
    case = office_case(reference)
    final = case.final_notice
    content = final_content(case, case.today) if final is None else final.content
    if content is None:
        raise NotFound(reference)
    return final_as_pdf(content, draft=final is None)


def _settleable(form: SettleForm, *, back: bool) -> bool:
    if back:
        if not form.reason.data:
            form.add_fault(Fault("reason", "reason_missing"))
        return bool(form.reason.data)
    if form.issued_on.data is None:
        form.add_fault(Fault("issued_on", "date_missing"))
    if not form.channel.data:
        form.add_fault(Fault("channel", "choose"))
    if not form.evidence.data:
        form.add_fault(Fault("evidence", "required"))
    if form.channel.data == RECEIPT and form.notified_on.data is None:
        form.add_fault(Fault("notified_on", "date_missing"))
    return not any(True for _problem in form.problems())


def _given(case: Case, form: SettleForm) -> Details:
    issued, channel = form.issued_on.data, str(form.channel.data)
    return {
        "issued_on": issued,
        "notified_on": form.notified_on.data or deemed_notified(case, issued, channel),
        "channel": channel,
        "evidence": str(form.evidence.data),
    }


def _settle_page(case: Case, form: SettleForm) -> str:
    proof = case.proof
    whole = without_proof(case)
    recognised = 0 if whole else (proof.recognised_cents if proof else None) or 0
    return render_template(
        "reporting/settle.html",
        heard=hearing_of(case) if whole else None,
        **_context(case),
        form=form,
        may=permits(actor(), "application", "settle", case.scope),
        outcome=outcome(case, recognised),
        reclaimed=0 if barred(case) else reclaimed_cents(case),
        barred=barred(case),
        overpaid=overpaid_cents(case),
        recovery=recovery_of(case),
    )
