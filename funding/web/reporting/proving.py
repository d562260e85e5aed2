"""The town writes its proof of use and hands it in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.forms.applying import SignForm
from funding.forms.pieces import cents
from funding.forms.reporting import ProofForm
from funding.models.role import Role
from funding.policy import permits, require
from funding.queries.applying import town_page as town
from funding.queries.applying.my_cases import UNTOLD
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reporting.figures import ProofFigure, figures, sources
from funding.queries.reporting.goals import Goal, goals_of
from funding.queries.reporting.hearings import writable
from funding.queries.reporting.receipts import receipts_of
from funding.queries.spending.answers import proof_gaps, unreceipted
from funding.services.reporting.save_proof import Said, report, save_proof
from funding.web.applying.blueprint import demand_told
from funding.web.applying.handing_in import signing
from funding.web.offers import offered
from funding.web.reporting.blueprint import pages, town_case
from funding.web.signin import actor
from funding.web.view import reader, writing
from workflows.application import State

TOWN_SEES_RESULT = (State.RECOVERING, State.SETTLING, State.CLOSED)


@pages.route("/antraege/<reference>/verwendungsnachweis", methods=["GET", "POST"])
def proof(reference: str) -> ResponseReturnValue:
    """Show the proof of use; while it may be written, as a form."""
    case = town_case(reference)
    writes = writable(case) and permits(actor(), "act", "prove", case.scope)
    lines = figures(case)
    if request.method != "POST" and not writes:
        return _read_only(case, lines)
    goals = goals_of(case)
    known = ProofForm.data_of(case, lines, goals)
    form = ProofForm(data=known | {"version": case.application.version})
    form.prepare()
    if request.method == "POST":
        require(actor(), "act", "prove", case.scope)
        demand_told(case)
        return _save(case, lines, goals, form)
    return _page(case, lines, goals, form)


def _read_only(case: Case, lines: list[ProofFigure]) -> ResponseReturnValue:
    if case.proof is None or town.view_of(case) in UNTOLD:
        return redirect(url_for("applying.show", reference=case.application.reference))
    return render_template(
        "reporting/proof_read.html",
        case=case,
        lines=lines,
        goals=goals_of(case),
        sources=sources(case, lines),
        told=case.application.state in TOWN_SEES_RESULT,
        tolerated=case.rule("deviation_percent"),
        receipts=receipts_of(case),
        cuts=_cuts(case),
    )


def _cuts(case: Case) -> list[dict[str, Any]]:
    """Return what the final notice, once the town has it, cut from which receipt, and why."""
    notice = case.final_notice
    if notice is None or notice.notified_on > case.today:
        return []
    return list((notice.content or {}).get("cuts", ()))


def _page(case: Case, lines: list[ProofFigure], goals: list[Goal], form: ProofForm) -> str:
    tolerated = case.rule("deviation_percent")
    return render_template(
        "reporting/proof.html",
        case=case,
        form=form,
        pairs=list(zip(lines, form.lines, strict=False)),
        lines_before=any(line.interim is not None for line in lines),
        goals=list(zip(goals, form.goals, strict=False)),
        saved=case.proof is not None,
        receipts=receipts_of(case),
        unreceipted=unreceipted(case),
        tolerated=tolerated,
        unexplained=[line for line in lines if line.must_explain(tolerated)],
        sums=_sums(case, lines, form),
        sources=sources(case, lines),
        offers=offered(case),
    )


def _sums(case: Case, lines: list[ProofFigure], form: ProofForm) -> dict[str, int]:
    actual = sum(cents(entry.form.actual) for entry in form.lines)
    return {
        "planned": sum(line.planned for line in lines),
        "actual": actual,
        "planned_eligible": case.award_eligible_cents,
        "actual_eligible": sum(
            cents(entry.form.actual)
            for line, entry in zip(lines, form.lines, strict=False)
            if line.eligible
        ),
        "approved": case.application.approved_cents or 0,
        "paid": case.application.paid_cents,
    }


def _actuals(lines: list[ProofFigure], form: ProofForm) -> dict[UUID, tuple[int, str]]:
    return {
        line.line_id: (cents(entry.form.actual), entry.form.reason.data or "")
        for line, entry in zip(lines, form.lines, strict=False)
        if entry.form.actual.data is not None
    }


def _said(goals: list[Goal], form: ProofForm) -> dict[str, Said]:
    return {
        goal.key: Said(*(entry.form[name].data or "" for name in Said._fields))
        for goal, entry in zip(goals, form.goals, strict=False)
    }


def _save(
    case: Case, lines: list[ProofFigure], goals: list[Goal], form: ProofForm
) -> ResponseReturnValue:
    if not form.validate():
        return _page(case, lines, goals, form), 422
    reference = case.application.reference
    onward = url_for("reporting.proof", reference=reference, _anchor="summen")
    if request.form.get("aktion") == "weiter":
        onward = url_for("reporting.hand_in", reference=reference)
    with writing(form, onward) as session:
        save_proof(
            session,
            actor(),
            reference,
            form.values(),
            _actuals(lines, form),
            form.read_version,
            _said(goals, form),
        )
    flash(_("Saved."), "success")
    return redirect(onward, 303)


@pages.route("/antraege/<reference>/verwendungsnachweis/einreichen", methods=["GET", "POST"])
def hand_in(reference: str) -> ResponseReturnValue:
    """Hand in the proof of use: by a signatory, who confirms with the password."""
    case = town_case(reference)
    demand_told(case)
    form = SignForm(data={"version": case.application.version})
    may = permits(actor(), "application", "report", case.scope)
    onward = url_for("applying.show", reference=reference)
    if request.method == "POST" and (not may or signing(form)):
        details: Details = {"reauthenticated": may}
        with writing(form, onward) as session:
            report(session, actor(), reference, details, form.read_version)
        flash(_("The proof of use has been handed in."), "success")
        return redirect(onward, 303)
    return _hand_in_page(case, form, may=may)


def _hand_in_page(case: Case, form: SignForm, *, may: bool) -> ResponseReturnValue:
    people = town.people_of(reader(), case.application.lead_key)
    lines = figures(case)
    context: dict[str, Any] = {
        "case": case,
        "form": form,
        "may": may,
        "offers": offered(case),
        "signatories": [p.name for p in people if p.role == Role.APPLICANT_SIGNATORY],
        "planned": sum(line.planned for line in lines),
        "actual": sum(line.actual or 0 for line in lines),
        "gaps": proof_gaps(case) if writable(case) else [],
    }
    status = 200 if request.method != "POST" else 422
    return render_template("reporting/hand_in.html", **context), status
