"""What the audit says about sums, dates and deadlines, and what stands in the case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from funding.law import berlin
from funding.law.periods import end_of_period
from funding.law.remedies import final_on
from funding.models import (
    Application,
    Assessment,
    AuditEntry,
    BiasDeclaration,
    Change,
    Deadline,
    DecisionNotice,
)
from funding.models.deadline import LAPSED
from funding.queries.administration import rules
from funding.queries.operations.verify_deeds import (
    NOTICES,
    Entries,
    entries_by_case,
    notices_by_case,
)
from funding.queries.operations.verify_remedies import upheld_on
from funding.queries.reviewing.queue import place
from workflows.application import State, Trigger
from workflows.application.words import ANSWERS
from workflows.change import Trigger as ChangeTrigger

# What ends a decision, and with it the sum that was granted.
ENDS_GRANT = (Trigger.UNDO_DECISION, Trigger.REOPEN, Trigger.WITHDRAW)
SETTLES = (
    *(Trigger.SETTLE, Trigger.SETTLE_WITH_RECOVERY),
    *(Trigger.SERVE_FINAL, Trigger.SERVE_CLAIM),
)
FINAL = (*SETTLES, Trigger.RENOUNCE)
# A grant that was renounced after a payment has no final sum yet.
SETTLED = (State.RECOVERING, State.SETTLING)


def terms(session: Session) -> Iterator[str]:
    """List where sums, notices and deadlines do not agree with audit and law."""
    entries, notices = entries_by_case(session), notices_by_case(session)
    lowered = _lowered(session)
    going = or_(Deadline.ended_at.is_(None), Deadline.ended_by == LAPSED)
    running = {
        (d.application_id, d.kind, d.due_at) for d in session.scalars(select(Deadline).where(going))
    }
    biased = exists().where(
        BiasDeclaration.application_id == Assessment.application_id,
        BiasDeclaration.person_id == Assessment.person_id,
        BiasDeclaration.biased.is_(True),
    )
    second = (Assessment.first.is_(False), Assessment.finished_at.is_not(None), ~biased)
    scored = set(session.scalars(select(Assessment.application_id).where(*second)))
    upheld = upheld_on(session)
    for case in session.scalars(select(Application)):
        yield from _sums(case, entries[case.id], lowered[case.id])
        yield from _missing_notices(case, entries[case.id], notices[case.id])
        for notice in notices[case.id]:
            yield from _lawful(
                session, case, notice, upheld.get((case.id, notice.kind, notice.round))
            )
        if case.due_kind and (case.id, case.due_kind, case.due_at) not in running:
            yield f"case {case.reference}: it waits for {case.due_kind}, no such deadline runs"
        yield from _counted_by(case, entries[case.id], case.id in scored)
        if case.queue_at != place(case.state, case.due_at):
            yield f"case {case.reference}: its place in the queue is not that of its state"


def _counted_by(case: Application, done: Entries, second_scored: bool) -> Iterator[str]:
    """List what the views of the queue would count wrongly."""
    last = done[-1] if done else None
    answered = last is not None and last.version == case.version and last.trigger in ANSWERS
    if case.answered != answered:
        yield f"case {case.reference}: whether an answer waits is not what the audit says"
    if case.second_scored != second_scored:
        yield f"case {case.reference}: whether it has second marks is not what the marks say"


def _lowered(session: Session) -> dict[UUID, list[AuditEntry]]:
    """Return where less spending has lowered the award of a case, by the audit."""
    found: dict[UUID, list[AuditEntry]] = defaultdict(list)
    rows = session.execute(
        select(AuditEntry, Change.application_id)
        .join(Change, Change.id == AuditEntry.subject_id)
        .where(AuditEntry.workflow == "change", AuditEntry.trigger == str(ChangeTrigger.GRANT))
        .order_by(AuditEntry.at)
    )
    for entry, case_id in rows:
        if entry.details.get("money"):
            found[case_id].append(entry)
    return found


def _approved(own: Entries, lowered: Entries) -> int | None:
    """Return what was granted, and lowered since, by the audit."""
    approved: int | None = None
    for entry in sorted((*own, *lowered), key=lambda one: one.at):
        if entry.workflow == "change":
            approved = approved and approved + entry.details["money"][2]
        elif entry.trigger == Trigger.APPROVE_SECOND:
            # An entry without its money was forged, which is told elsewhere.
            approved = entry.details.get("money", (None,) * 4)[2]
        elif entry.trigger in ENDS_GRANT:
            approved = None
    return approved


def _sums(case: Application, own: Entries, lowered: Entries) -> Iterator[str]:
    settled, told, approved = False, None, _approved(own, lowered)
    for entry in own:
        if entry.trigger == Trigger.REDO_SETTLEMENT:
            settled, told = False, None
        if entry.trigger in FINAL and entry.target in SETTLED:
            settled, told = True, entry.details.get("settled_cents")
    if case.approved_cents != approved:
        yield f"case {case.reference}: granted {case.approved_cents}, the audit says {approved}"
    owed = max(case.final_cents or 0, case.paid_cents)
    final = case.committed_cents if told is None else told
    if settled and (case.committed_cents != owed or case.final_cents != final):
        yield (
            f"case {case.reference}: the final grant is {case.final_cents}, "
            f"the ledger says {case.committed_cents}"
        )


def _missing_notices(
    case: Application, done: Entries, kept: Sequence[DecisionNotice]
) -> Iterator[str]:
    """List recorded notices that are gone; a record that was corrected has been replaced."""
    standing: list[AuditEntry] = []
    corrects = False
    for entry in done:
        if entry.trigger in NOTICES[:2] and corrects:
            standing.pop()
        if entry.trigger in NOTICES:
            standing.append(entry)
        corrects = entry.trigger in NOTICES[:2] or (corrects and entry.trigger != Trigger.REOPEN)
    at = {notice.recorded_at for notice in kept}
    for entry in standing:
        if entry.at not in at:
            yield f"case {case.reference}: the notice recorded in version {entry.version} is gone"


def _lawful(
    session: Session, case: Application, notice: DecisionNotice, upheld: date | None
) -> Iterator[str]:
    """Compute anew until when a notice could be appealed, by the rule of the day it was kept."""
    on = berlin.local_date(notice.recorded_at)
    months = rules.number(session, "remedy_months", on)
    ends = end_of_period(notice.notified_on, months=months).end
    final = max(final_on(ends, notice.waived_on), upheld or date.min)
    if (notice.remedy_ends_on, notice.final_on) != (ends, final):
        yield f"case {case.reference}: the {notice.kind} notice is final on another day by law"
