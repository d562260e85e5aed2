"""The office records a notice that it issued outside the portal, with its dates and evidence."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from funding.law.periods import end_of_period
from funding.law.remedies import final_on
from funding.models import Application, DecisionNotice
from funding.policy import Actor
from funding.queries import find
from funding.queries.applying.submission import fingerprint
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.spending.decision_answers import decision_dated
from funding.queries.spending.issued import served_issue
from funding.queries.spending.notice_content import notice_content, proof_due
from funding.services import step
from workflows.application import State, Trigger


def record_notice(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Record issue and notification; the remedy period (§ 74 VwGO) and finality follow by law."""
    return record(find.case(session, actor, key, details), details, version)


def record(case: Case, details: Details, version: int | None = None) -> Application:
    """Record the notice of a case that was found with these details."""
    kind = "award" if case.application.state == State.APPROVED else "rejection"
    if details.get("notified_on") and decision_dated(case):
        details["corrects"] = case.notice is not None
        _keep_waiver(case, details)
        _keep_content(case, details)
        details["deadline_on"] = min(remedy_end(case), details.get("waived_on") or date.max)
        replace_notice(case, kind)
    step.take(case, Trigger.RECORD_NOTICE, version=version)
    return case.application


def _keep_waiver(case: Case, details: Details) -> None:
    """Keep what the town itself declared in the portal, whatever the office corrects."""
    if case.notice is not None and case.notice.waived_by_id is not None:
        details["waived_on"] = case.notice.waived_on


def _keep_content(case: Case, details: Details) -> None:
    """Keep what the notice says, and seal it in the audit; what was signed stays as it is."""
    signed = served_issue(case)
    content = signed.content if signed else notice_content(case, details["issued_on"])
    if content is not None:
        details["document"] = content
        details["document_sha256"] = fingerprint(content)


def replace_notice(case: Case, kind: str) -> None:
    """Put the record in the place of an earlier one; the step that follows may still refuse it."""
    app = case.application
    case.session.execute(
        delete(DecisionNotice).where(
            DecisionNotice.application_id == app.id,
            DecisionNotice.round == app.round,
            DecisionNotice.kind == kind,
        )
    )
    waived_by_id = case.notice.waived_by_id if case.notice else None
    case.notice = build_notice(case, kind, app.round)
    case.notice.waived_by_id = waived_by_id
    case.session.add(case.notice)


def remedy_end(case: Case) -> date:
    """Return the last day of the remedy period: one month after notification (§ 74 VwGO)."""
    return end_of_period(case.given("notified_on"), months=case.rule("remedy_months")).end


def build_notice(case: Case, kind: str, round_: int) -> DecisionNotice:
    """Build the record of a notice; it is final at the end of remedy, or when waived."""
    given = case.details or {}
    remedy_ends_on = remedy_end(case)
    waived_on = given.get("waived_on")
    return DecisionNotice(
        application_id=case.application.id,
        round=round_,
        kind=kind,
        issued_on=given["issued_on"],
        channel=given["channel"],
        notified_on=given["notified_on"],
        remedy_ends_on=remedy_ends_on,
        waived_on=waived_on,
        final_on=final_on(remedy_ends_on, waived_on),
        evidence=given.get("evidence", ""),
        content=given.get("document"),
        proof_due_on=proof_due(case) if kind == "award" else None,
        recorded_at=case.now,
    )


def next_final_round(case: Case) -> int:
    """Return the number of the next final notice of the case."""
    last = case.session.scalar(
        select(func.max(DecisionNotice.round)).where(
            DecisionNotice.application_id == case.application.id, DecisionNotice.kind == "final"
        )
    )
    return (last or 0) + 1
