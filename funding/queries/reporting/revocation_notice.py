"""What a notice says that takes an award back as a whole, or reclaims what was renounced."""

from __future__ import annotations

from datetime import date
from typing import Any

from funding.law.berlin import local_date
from funding.models import Hearing
from funding.models.hearing import COMMENTED, MISUSED, PROOF_MISSING, RENOUNCED, UNLAWFUL
from funding.queries.case import Case
from funding.queries.reporting.claims import barred
from funding.queries.reporting.hearings import hearing_of, without_proof
from funding.queries.reporting.late_proof import told_of_proof
from funding.queries.spending.answers import reclaimed_cents
from funding.queries.spending.notice_content import head, lowered_from
from funding.queries.spending.remedies import replaced_notice

# By the ground of the hearing.
KINDS = {
    PROOF_MISSING: "revocation",
    RENOUNCED: "repayment",
    MISUSED: "misuse",
    UNLAWFUL: "withdrawal",
}


def revocation_content(case: Case, issued_on: date) -> dict[str, Any] | None:
    """Return what the notice says if it is issued on a day; nothing where a proof is settled.

    Amounts in cents, days as YYYY-MM-DD: JSON that can be hashed, kept and read by a machine.
    """
    heard = hearing_of(case)
    if heard is None or not without_proof(case) or case.notice is None:
        return None
    app = case.application
    if app.final_cents is None:  # nothing is decided yet
        return None
    told, replaced = told_of_proof(case), replaced_notice(case)
    return {
        "kind": KINDS[heard.ground],
        **head(case, issued_on),
        "award_on": case.notice.issued_on.isoformat(),
        "granted_cents": app.approved_cents,
        **lowered_from(case),
        "paid_cents": app.paid_cents,
        "claim_cents": 0 if barred(case) else reclaimed_cents(case),
        "proof_due_on": _iso(case.proof_due),
        "reminded_on": _iso(told.get("reminder")),
        "threatened_on": _iso(told.get("threat")),
        **_heard(heard),
        "reasons": heard.decision,
        "replaced_on": _iso(replaced.issued_on if replaced else None),
        "recovery_months": case.rule("recovery_months"),
        "interest_basis_points": case.rule("interest_basis_points"),
        "official": case.actor.name if case.actor.person_id else "",
    }


def _heard(heard: Hearing) -> dict[str, Any]:
    commented = heard.ended_by == COMMENTED and heard.ended_at is not None
    return {
        "heard_on": _iso(heard.noted_on),
        "heard_until": _iso(heard.due_on),
        "commented_on": _iso(local_date(heard.ended_at) if commented and heard.ended_at else None),
        "facts": heard.facts,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
