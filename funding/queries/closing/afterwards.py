"""What came after the decision, as plain JSON: drawdowns, payments, changes, the audit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from funding.models import (
    AuditEntry,
    Change,
    ChangeLine,
    ChangePartner,
    DecisionNotice,
    Dispatch,
    Disposal,
    Drawdown,
    IssuedNotice,
    Line,
    Opinion,
    Payment,
    Person,
    Proof,
    ProofCheck,
    Receipt,
    ReceiptJudgement,
    SampleCase,
    SampleDraw,
)
from funding.policy import permits
from funding.queries.case import Case
from funding.queries.closing.claimed import claimed
from funding.queries.closing.rest import of_audit
from funding.queries.spending.remedies import remedies_of

DRAWN = (
    *("number", "state", "amount_cents", "spent_cents", "need_cents", "needed_until", "purpose"),
    *("refund", "requested_at", "ordered_on", "value_on", "used_on", "account_holder"),
)
CHANGED = (
    *("kind", "state", "reason", "old_end", "new_end", "new_proof_due", "requested_at"),
    *("question", "answer", "decision", "effective_at", "ended_at"),
    *("old_award_cents", "new_award_cents"),
)
SIDES = ("municipality_key", "part", "task", "contribution_cents", "agreed_at")
NOTICED = (
    *("round", "kind", "issued_on", "channel", "notified_on", "remedy_ends_on", "waived_on"),
    *("final_on", "evidence", "proof_due_on", "set_aside_on", "returned_on", "content"),
)
SENT = ("year", "number", "posted_on", "channel", "address", "arrived_on", "back_on")
ISSUED = (
    *("round", "kind", "state", "channel", "drafted_at", "provided_on", "ends_on", "retrieved_at"),
    *("reason", "sha256", "content"),
)
STEPS = (
    *("workflow", "version", "trigger", "source", "target", "at", "actor_role", "note"),
    *("previous_hash", "hash"),
)
FILED = ("kind", "round", "state", "filed_on", "court", "court_reference", "ended_on")
# How it came and went is the office's own.
ATTACKED = {False: FILED, True: (*FILED, "reinstated", "outcome", "recorded_at")}
KEPT = ("state", "kept_until", "offered_on", "answer", "answered_on", "archive_reference")


def afterwards(case: Case) -> dict[str, Any]:
    """Return drawdowns, payments and changes; account numbers whole only to who may see them."""
    session, key = case.session, case.application.id
    inside = case.actor.ministry
    whole = permits(case.actor, "act", "see_accounts", case.scope)
    draws = session.scalars(
        select(Drawdown).where(Drawdown.application_id == key).order_by(Drawdown.number)
    )
    payments = session.scalars(
        select(Payment)
        .where(Payment.application_id == key)
        .order_by(Payment.value_on, Payment.recorded_at)
    )
    return {
        "drawdowns": [
            _named(one, DRAWN) | {"iban": one.iban if whole or not one.iban else one.masked}
            for one in draws
        ],
        "payments": [_named(one, ("value_on", "amount_cents")) for one in payments],
        "changes": _changes(case),
        "remedies": [_named(one, ATTACKED[inside]) for one in remedies_of(case)],
        **claimed(case, _named),
    }


def _changes(case: Case) -> list[dict[str, Any]]:
    session, key = case.session, case.application.id
    rows = session.execute(
        select(ChangeLine, Line.position)
        .join(Change, Change.id == ChangeLine.change_id)
        .join(Line, Line.id == ChangeLine.line_id)
        .where(Change.application_id == key)
        .order_by(Line.position)
    ).all()
    sides = session.scalars(
        select(ChangePartner)
        .join(Change, Change.id == ChangePartner.change_id)
        .where(Change.application_id == key)
        .order_by(ChangePartner.position)
    ).all()
    found = select(Change).where(Change.application_id == key).order_by(Change.drafted_at)
    if case.actor.ministry:  # a draft is its town's alone
        found = found.where(Change.requested_at.is_not(None))
    return [
        _named(one, CHANGED)
        | {
            "lines": [
                {"position": at, "old_cents": row.old_cents, "new_cents": row.new_cents}
                for row, at in rows
                if row.change_id == one.id
            ],
            "partners": [_named(side, SIDES) for side in sides if side.change_id == one.id],
        }
        for one in session.scalars(found)
    ]


def of_the_office(case: Case) -> dict[str, Any]:
    """Return what only the office has: opinions, sample and its verdicts, notices, the audit."""
    session, key = case.session, case.application.id
    judged = session.execute(
        select(Receipt.position, ReceiptJudgement.cut_cents, ReceiptJudgement.finding)
        .join(Receipt, Receipt.id == ReceiptJudgement.receipt_id)
        .join(Proof, Proof.id == Receipt.proof_id)
        .where(Proof.application_id == key)
        .order_by(Receipt.position)
    )
    checks = session.execute(
        select(ProofCheck.code, ProofCheck.checked_at)
        .join(Proof, Proof.id == ProofCheck.proof_id)
        .where(Proof.application_id == key)
        .order_by(ProofCheck.code)
    )
    draw = session.execute(
        select(SampleDraw.number, SampleDraw.seed, SampleDraw.drawn_at, SampleCase.drawn)
        .join(SampleCase, SampleCase.draw_id == SampleDraw.id)
        .where(SampleCase.application_id == key)
    ).first()
    notices = select(DecisionNotice).where(DecisionNotice.application_id == key)
    opinions = select(Opinion).where(Opinion.application_id == key).order_by(Opinion.invited_at)
    issued = select(IssuedNotice).where(IssuedNotice.application_id == key)
    issued = issued.order_by(IssuedNotice.drafted_at)
    sent = select(Dispatch).where(Dispatch.application_id == key).order_by(Dispatch.entered_at)
    disposal = session.scalar(select(Disposal).where(Disposal.application_id == key))
    return {
        "sample": _row(draw) if draw else None,
        "proof_checks": [_row(one) for one in checks],
        "receipt_judgements": [_row(one) for one in judged],
        "notices": [
            _named(one, NOTICED)
            for one in session.scalars(notices.order_by(DecisionNotice.recorded_at))
        ],
        "issued_notices": [_named(one, ISSUED) for one in session.scalars(issued)],
        "dispatches": [_named(one, SENT) for one in session.scalars(sent)],
        "opinions": [
            _named(one, ("kind", "state", "question", "verdict", "text", "due_on"))
            for one in session.scalars(opinions)
        ],
        "disposal": _named(disposal, KEPT) if disposal else None,
        "audit": _audit(case),
    }


def _audit(case: Case) -> list[dict[str, Any]]:
    """List every entry with its hash; who has acted is named by what they are in the office."""
    rows = case.session.execute(
        select(AuditEntry, Person.name)
        .outerjoin(Person, Person.id == AuditEntry.person_id)
        .where(of_audit(case.application.id))
        .order_by(AuditEntry.at, AuditEntry.version, AuditEntry.id)
    )
    return [_named(entry, STEPS) | {"person": name} for entry, name in rows]


def _row(row: Any) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row._mapping.items()}


def _named(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
