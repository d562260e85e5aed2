"""Answers to the questions that steps after the decision ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from funding.law import berlin, grants
from funding.law.financing import Award, Final, Financing, final
from funding.models import AuditEntry, Line, ProofLine
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.reporting.goals import untold_goals
from funding.queries.reporting.receipts import receipted, receipts_of, sums_by_line
from funding.queries.spending.notice_dates import deemed_notified
from funding.words.grounds import CHANNELS
from funding.words.visible import said
from workflows.application import Trigger

# What the report in words cannot do without.
ASKED = ("narrative", "results", "necessity")


def notice_dated(case: Case) -> bool:
    """Are issue and notification past, in order, with evidence, after the decision?"""
    if case.details is None:
        return True
    issued, notified = case.given("issued_on"), case.given("notified_on")
    if issued is None or notified is None or not said(case.given("evidence")):
        return False
    return _sent(case, issued, notified) and _waived(case, notified)


def _sent(case: Case, issued: date, notified: date) -> bool:
    """Was it issued after the decision, and notified then, or as the law presumes?"""
    channel, decided = case.given("channel"), case.application.decided_at
    if channel not in CHANNELS or decided is None:
        return False
    if not berlin.local_date(decided) <= issued <= case.today:
        return False
    # What the portal issued can be retrieved days later, and counts from the day after that.
    sent_on = case.today if case.given("served_id") else issued
    return bool(issued <= notified <= max(case.today, deemed_notified(case, sent_on, channel)))


def _waived(case: Case, notified: date) -> bool:
    waived = case.given("waived_on")
    return waived is None or notified <= waived <= case.today


def notified(case: Case) -> bool:
    """Is the notice notified, and not set aside?"""
    return case.notice is not None and case.notice.notified_on <= case.today


def remedy_open(case: Case) -> bool:
    """Can the notice still be appealed, so that there is something to waive?"""
    return case.notice is not None and case.today < case.notice.final_on


def notice_final(case: Case) -> bool:
    """Can the notice no longer be appealed: period of remedy over, or waived?"""
    return case.notice is not None and case.notice.final_on <= case.today


def period_begun(case: Case) -> bool:
    """Has the project period begun?"""
    return case.answers.begins_on is not None and case.answers.begins_on <= case.today


def period_over(case: Case) -> bool:
    """Is the project period over?"""
    return case.ends_on is not None and case.ends_on < case.today


def within_commitment(case: Case) -> bool:
    """Does what is paid stay between zero and the grant (or the final amount)?"""
    if case.details is None:
        return True
    app, amount = case.application, case.given("amount_cents")
    value_on = case.given("value_on")
    final_on = case.notice.final_on if case.notice else None
    if type(amount) is not int or amount == 0 or value_on is None or final_on is None:
        return False
    if not final_on <= value_on <= case.today:
        return False
    return 0 <= app.paid_cents + amount <= app.committed_cents


def nothing_paid(case: Case) -> bool:
    """Has nothing been paid?"""
    return case.application.paid_cents == 0


def money_paid(case: Case) -> bool:
    """Has money been paid that did not come back?"""
    return case.application.paid_cents > 0


def deviating(case: Case) -> list[tuple[Line, ProofLine | None]]:
    """List the lines of the proof that lack a figure, or a reason for being > 20 % off the plan."""
    if case.proof is None:
        return [(line, None) for line in case.lines]
    proved = {
        row.line_id: row
        for row in case.session.scalars(
            select(ProofLine).where(ProofLine.proof_id == case.proof.id)
        )
    }
    percent = case.rule("deviation_percent")
    faulty = []
    for line in case.lines:
        row = proved.get(line.id)
        off = row is not None and abs(row.actual_cents - case.planned(line)) * 100 > (
            percent * case.planned(line)
        )
        if row is None or (off and not said(row.reason)):
            faulty.append((line, row))
    return faulty


def actual_eligible_cents(case: Case) -> int:
    """Return what was really spent on eligible lines, in cents."""
    if case.proof is None:
        return 0
    rows = case.session.execute(
        select(ProofLine.actual_cents)
        .join(Line, Line.id == ProofLine.line_id)
        .where(ProofLine.proof_id == case.proof.id, Line.eligible.is_(True))
    )
    return sum(row.actual_cents for row in rows)


def proof_complete(case: Case) -> bool:
    """Is the report written, confirmed, and each line accounted for?"""
    return not proof_gaps(case)


def proof_gaps(case: Case) -> list[str]:
    """Name what the proof of use still lacks: fields, and lines by ``line-`` and their number.

    ``receipts-`` and a number means a line whose receipts do not add up to its figure, ``goal-``
    and a number a goal of which too little is said.
    """
    proof = case.proof
    gaps = [name for name in ASKED if proof is None or not said(getattr(proof, name))]
    gaps += [f"goal-{n}" for n in untold_goals(case)]
    faulty = {line.id for line, _row in deviating(case)}
    gaps += [f"line-{n}" for n, line in enumerate(case.lines, 1) if line.id in faulty]
    gaps += [f"receipts-{n}" for n in unreceipted(case)]
    return gaps if proof is not None and proof.confirmed else [*gaps, "confirmed"]


def unreceipted(case: Case) -> list[int]:
    """Return the numbers of the lines whose receipts do not add up to what was spent."""
    if case.proof is None or not case.rule("proof_receipts"):
        return []
    query = select(ProofLine.line_id, ProofLine.actual_cents)
    rows = case.session.execute(query.where(ProofLine.proof_id == case.proof.id))
    spent = {row.line_id: row.actual_cents for row in rows}
    sums, shown = sums_by_line(receipts_of(case)), {line.id for line in receipted(case)}
    return [
        number
        for number, line in enumerate(case.lines, 1)
        if line.id in shown and sums.get(line.id, 0) != spent.get(line.id, 0)
    ]


def final_amount(case: Case) -> int:
    """Return the final grant in cents (Anteilfinanzierung): never more than the award."""
    return final_explained(case).grant_cents


def final_explained(case: Case) -> Final:
    """Compute the final grant of the case with every line of its computation."""
    proof, answers = case.proof, case.answers
    recognised = case.given("recognised_cents")
    if recognised is None:
        recognised = (proof.recognised_cents if proof else 0) or 0
    other = answers.third_party_cents + answers.income_cents
    planned = grants.Figures(case.award_eligible_cents, other)
    income = proof.third_party_cents + proof.income_cents if proof else 0
    app = case.application
    award = Award(Financing.SHARE, planned, app.approved_cents or 0, case.rule("rate_percent"))
    return final(award, grants.Figures(int(recognised), income), app.paid_cents)


def audit_noted(case: Case) -> bool:
    """Is there an audit note, with recognised expenditure of at most what was spent?"""
    if case.details is None:
        return True
    recognised = case.given("recognised_cents")
    note = str(case.given("reason") or "").strip()
    return (
        bool(note) and type(recognised) is int and (0 <= recognised <= actual_eligible_cents(case))
    )


def overpaid_cents(case: Case) -> int:
    """Return what was paid beyond the final amount, in cents."""
    final = case.application.final_cents
    if case.given("recognised_cents") is not None or final is None:
        final = final_amount(case)
    return max(0, case.application.paid_cents - final)


def reclaimed_cents(case: Case) -> int:
    """Return what is to be reclaimed in cents: nothing below the limit (Kleinbetrag, § 59 SäHO)."""
    overpaid = overpaid_cents(case)
    return overpaid if overpaid >= case.rule("small_claim_cents") else 0


def final_notice(case: Case) -> bool:
    """Is the final notice dated, with evidence, not before the audit?"""
    if case.details is None:
        return True
    return notice_dated(case) and berlin.local_date(_audited_at(case)) <= case.given("issued_on")


def _audited_at(case: Case) -> datetime:
    """Return the instant of the latest audit of the proof."""
    found = case.session.scalar(
        select(func.max(AuditEntry.at)).where(
            AuditEntry.workflow == "application",
            AuditEntry.subject_id == case.application.id,
            AuditEntry.trigger == Trigger.FINISH_AUDIT,
        )
    )
    return found or case.now


def all_paid(case: Case) -> bool:
    """Is the final amount paid in full?"""
    return case.application.paid_cents == case.application.committed_cents


def last_notice_final(case: Case) -> bool:
    """Is the last notice final, with no remedy open? A renounced grant has no final notice."""
    last = case.final_notice
    if last is None:
        return case.application.committed_cents == 0
    return last.final_on <= case.today


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (
        notified,
        remedy_open,
        notice_final,
        period_begun,
        period_over,
        within_commitment,
        nothing_paid,
        money_paid,
        proof_complete,
        audit_noted,
        final_notice,
        all_paid,
        last_notice_final,
    )
}


def _rest(case: Case) -> dict[str, Any]:
    return {"rest": case.application.committed_cents - case.application.paid_cents}


def _period(case: Case) -> dict[str, Any]:
    return {"begins_on": case.answers.begins_on, "ends_on": case.ends_on}


PARAMS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "within_commitment": _rest,
    "notice_final": lambda case: {"date": case.notice.final_on} if case.notice else {},
    "period_over": _period,
    "period_begun": _period,
    "all_paid": _rest,
    "last_notice_final": lambda case: (
        {"date": case.final_notice.final_on} if case.final_notice else {}
    ),
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    return PARAMS[code](case) if code in PARAMS else {}
