"""What the notice on a change says, from the values that are kept of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from funding.law.berlin import local_date
from funding.models import Change, ChangeNotice
from funding.models.change import GRANT, JOINS, LEAVES, LESS, SHIFT, STAYS
from funding.queries.case import Case
from funding.queries.reviewing.file import names
from funding.queries.spending.changes import grant_after, moved_lines, proof_after
from funding.queries.spending.notice_content import head
from funding.queries.spending.partner_changes import roster
from workflows.change import State

GRANTED, REFUSED = "granted", "refused"
# The last lines of a computation tell of payments, which a lower award leaves as they are.
PAYMENT = 2
DRAFTABLE = (State.ASSESSED, State.GRANTED, State.REFUSED)


def notice_of(case: Case, change: Change) -> ChangeNotice | None:
    """Return the recorded notice on a change."""
    return case.session.scalar(select(ChangeNotice).where(ChangeNotice.change_id == change.id))


def change_content(case: Case, change: Change, issued_on: date) -> dict[str, Any] | None:
    """Return what the notice on a change says if it is issued on a day; nothing before a proposal.

    Amounts in cents, days as YYYY-MM-DD: JSON that can be hashed, kept and read by a machine.
    """
    if change.state not in DRAFTABLE or case.notice is None or change.requested_at is None:
        return None
    proposed = GRANTED if change.proposal == GRANT else REFUSED
    outcome = proposed if change.state == State.ASSESSED else change.state.value
    app = case.application
    proof = proof_after(case, change.new_end) if change.new_end else None
    return {
        "kind": change.kind,
        "outcome": outcome,
        **head(case, issued_on),
        "award_on": case.notice.issued_on.isoformat(),
        "asked_on": local_date(change.requested_at).isoformat(),
        "granted_cents": app.approved_cents,
        "old_end": _iso(change.old_end),
        "new_end": _iso(change.new_end),
        "proof_due_on": _iso(change.new_proof_due or proof),
        "plan": _plan(case, change),
        "sides": _sides(case, change),
        "old_award_cents": change.old_award_cents,
        "new_award_cents": change.new_award_cents,
        "award_step_cents": case.rule("award_step_cents"),
        "steps": _steps(case, change),
        "deviation_percent": case.rule("shift_percent"),
        "reasons": change.decision,
        "official": "".join(names(case.session, [change.decided_by_id]).values()),
    }


def _plan(case: Case, change: Change) -> list[dict[str, Any]]:
    """Return every line of the plan, old and new, in cents."""
    rows = moved_lines(case, change) if change.kind in (SHIFT, LESS) else []
    return [
        {
            "position": row.line.position,
            "kind": row.line.kind,
            "label": row.line.label,
            "old_cents": row.old,
            "new_cents": row.new,
        }
        for row in rows
    ]


def _steps(case: Case, change: Change) -> list[dict[str, Any]]:
    """Return how a lower award is computed, line by line, in cents rounded half up."""
    if change.new_award_cents is None:
        return []
    found = grant_after(case, moved_lines(case, change), change).steps[:-PAYMENT]
    return [{"text": one.text, "basis": one.basis, "cents": one.rounded_cents} for one in found]


def _sides(case: Case, change: Change) -> dict[str, list[str]]:
    """Name the partners as they were and shall be, and who leaves and joins."""
    found = roster(case.session, change)
    parts = {"old": (STAYS, LEAVES), "new": (STAYS, JOINS), "leave": (LEAVES,), "join": (JOINS,)}
    return {
        name: [side.name for side in found if side.row.part in meant]
        for name, meant in (parts.items() if found else ())
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
