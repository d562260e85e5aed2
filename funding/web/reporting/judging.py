"""The proof auditor judges receipts: those of the sample, and any other of the list."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Invalid
from funding.forms.auditing import ChecksForm, JudgeForm
from funding.policy import require
from funding.queries.case import Case
from funding.queries.reporting.sample import Judged, judged, sampled
from funding.services.reporting.check_proof import check_proof
from funding.services.reporting.judge_receipts import judge_receipts
from funding.web.reporting.blueprint import office_case, pages
from funding.web.signin import actor
from funding.web.view import writing
from workflows.application import State


@pages.route("/vorgaenge/<reference>/nachweis/belege", methods=["GET", "POST"])
def judge(reference: str) -> ResponseReturnValue:
    """Show the receipts to judge, one form for all; ``auch`` adds one that was not drawn."""
    case = office_case(reference)
    require(actor(), "act", "audit_proof", case.scope)
    back = url_for("reporting.audit", reference=reference)
    if request.method != "POST" and case.application.state not in (State.REPORTED, State.HEARD):
        return redirect(back)
    receipts = judged(case)
    form = JudgeForm(
        data={
            "version": case.application.version,
            "receipts": JudgeForm.data_of(_asked(receipts)),
        }
    )
    form.prepare()
    if request.method != "POST":
        return _page(case, form, receipts)
    if form.validate() and _keep(reference, form, back):
        flash(_("The judgements are saved."), "success")
        return redirect(f"{back}#stichprobe", 303)
    return _page(case, form, receipts), 422


def _asked(receipts: Sequence[Judged]) -> list[Judged]:
    """Return the receipts that stand in the form: drawn, judged already, or asked for."""
    also = request.args.getlist("auch")
    return [
        one
        for one in receipts
        if one.sampled or one.judgement is not None or str(one.receipt.position) in also
    ]


def _keep(reference: str, form: JudgeForm, onward: str) -> bool:
    verdicts = form.verdicts()
    if any(form.problems()):
        return False
    try:
        with writing(form, onward) as session:
            judge_receipts(session, actor(), reference, verdicts, form.read_version)
    except Invalid as invalid:
        form.take_faults(invalid)
        return False
    return True


def _page(case: Case, form: JudgeForm, receipts: Sequence[Judged]) -> str:
    known = {one.receipt.position: one for one in receipts}
    rows = [
        (known[place], entry)
        for place, entry in zip(form.places(), form.receipts, strict=True)
        if place in known
    ]
    shown = set(form.places())
    return render_template(
        "reporting/judge.html",
        case=case,
        form=form,
        sample=sampled(case),
        rows=rows,
        others=[one for one in receipts if one.receipt.position not in shown],
        numbers={line.id: number for number, line in enumerate(case.lines, 1)},
    )


@pages.post("/vorgaenge/<reference>/nachweis/pruefungen")
def check(reference: str) -> ResponseReturnValue:
    """Keep which of the two checks of every proof are made."""
    case = office_case(reference)
    require(actor(), "act", "audit_proof", case.scope)
    form = ChecksForm()
    onward = url_for("reporting.audit", reference=reference)
    with writing(form, onward) as session:
        check_proof(session, actor(), reference, form.made(), form.read_version)
    flash(_("The checks are saved."), "success")
    return redirect(f"{onward}#pruefungen", 303)
