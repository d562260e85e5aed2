"""What the portal computes beside the two checks of every proof of use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from funding.law import berlin
from funding.models import AuditEntry, Person
from funding.queries.case import Case
from funding.queries.reporting.figures import figures
from funding.queries.reporting.receipts import receipted, receipts_of
from funding.queries.spending.answers import unreceipted
from workflows.application import Trigger


@dataclass(frozen=True, slots=True)
class Computed:
    """Who signed the proof and when, how late it is; its sums in cents, and where they differ.

    ``due_on`` is ``None`` where the notice names no day; ``differing`` are numbers of lines.
    """

    signed_by: str
    signed_at: datetime | None
    due_on: date | None
    days_late: int
    lines_cents: int
    receipted_cents: int
    receipts_cents: int
    differing: list[int]


def computed(case: Case) -> Computed:
    """Compute what the auditor compares."""
    signed = case.session.execute(
        select(Person.name, AuditEntry.at)
        .join(Person, Person.id == AuditEntry.person_id)
        .where(
            AuditEntry.workflow == "application",
            AuditEntry.subject_id == case.application.id,
            AuditEntry.trigger == Trigger.REPORT,
        )
        .order_by(AuditEntry.version.desc())
        .limit(1)
    ).one_or_none()
    due = case.proof_due  # a later end that was granted moves it
    late = (berlin.local_date(signed.at) - due).days if signed and due else 0
    lines, shown = figures(case), {line.id for line in receipted(case)}
    return Computed(
        signed.name if signed else "",
        signed.at if signed else None,
        due,
        max(0, late),
        sum(line.actual or 0 for line in lines),
        sum(line.actual or 0 for line in lines if line.line_id in shown),
        sum(one.amount_cents for one in receipts_of(case)),
        unreceipted(case),
    )
