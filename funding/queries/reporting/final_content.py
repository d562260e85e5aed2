"""What the final notice says of a case: plain values, kept as they were issued."""

from __future__ import annotations

from datetime import date
from typing import Any

from funding.law.berlin import local_date
from funding.queries.case import Case
from funding.queries.closing.receipts import receipts_until
from funding.queries.reporting.claims import barred
from funding.queries.reporting.figures import figures
from funding.queries.reporting.hearings import hearing_of
from funding.queries.reporting.revocation_notice import revocation_content
from funding.queries.reporting.sample import judged
from funding.queries.spending.answers import (
    final_amount,
    final_explained,
    overpaid_cents,
    reclaimed_cents,
)
from funding.queries.spending.notice_content import head, lowered_from
from funding.queries.spending.remedies import replaced_notice

FINAL, RECLAIM = "final", "reclaim"


def final_content(case: Case, issued_on: date) -> dict[str, Any] | None:
    """Return what the final notice says if it is issued on a day; nothing before the audit.

    It fixes the final grant and, as ``reclaim``, orders what was overpaid to be paid back (§ 49a
    Abs. 1 VwVfG). Without a proof it is a revocation. Amounts in cents, days as YYYY-MM-DD.
    """
    if (whole := revocation_content(case, issued_on)) is not None:
        return whole
    app, proof = case.application, case.proof
    if app.final_cents is None or proof is None or case.notice is None:
        return None
    claim = 0 if barred(case) else reclaimed_cents(case)
    overpaid, final = overpaid_cents(case), final_amount(case)
    replaced = replaced_notice(case)
    return {
        "kind": RECLAIM if claim else FINAL,
        **head(case, issued_on),
        "award_on": case.notice.issued_on.isoformat(),
        "handed_in_on": _iso(local_date(proof.handed_in_at) if proof.handed_in_at else None),
        "granted_cents": app.approved_cents or 0,
        **lowered_from(case),
        "recognised_cents": proof.recognised_cents or 0,
        "final_cents": final,
        "paid_cents": app.paid_cents,
        "rest_cents": max(0, final - app.paid_cents),
        "reclaimed_cents": claim,
        "given_up_cents": overpaid - claim,
        "given_up": ("" if overpaid == claim else "barred" if barred(case) else "small"),
        "recovery_months": case.rule("recovery_months"),
        "plan": _plan(case),
        "steps": _steps(case),
        "cuts": _cuts(case),
        "reasons": proof.audit_note,
        "hearing": _hearing(case),
        "replaced_on": _iso(replaced.issued_on if replaced else None),
        "receipts_until": _iso(receipts_until(case)),
        "official": case.actor.name if case.actor.person_id else "",
    }


def _plan(case: Case) -> list[dict[str, Any]]:
    """Return every line of the plan and what was spent on it, in cents."""
    return [
        {
            "position": line.position,
            "kind": line.kind,
            "label": line.label,
            "planned_cents": line.planned,
            "actual_cents": line.actual or 0,
        }
        for line in figures(case)
    ]


def _steps(case: Case) -> list[dict[str, Any]]:
    """Return the computation of the final grant, line by line, in cents rounded half up."""
    return [
        {"text": one.text, "basis": one.basis, "cents": one.rounded_cents}
        for one in final_explained(case).steps
    ]


def _cuts(case: Case) -> list[dict[str, Any]]:
    """Return what the audit cut from which receipt in cents, and why."""
    return [
        {
            "position": one.receipt.position,
            "number": one.receipt.number,
            "cut_cents": one.judgement.cut_cents,
            "reason": one.judgement.finding,
        }
        for one in judged(case)
        if one.judgement is not None and one.judgement.cut_cents
    ]


def _hearing(case: Case) -> dict[str, Any] | None:
    """Return when the town was heard, and whether it said anything."""
    heard = hearing_of(case)
    if heard is None:
        return None
    on = local_date(heard.opened_at).isoformat()
    return {"opened_on": on, "facts": heard.facts, "commented": bool(heard.comment)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
