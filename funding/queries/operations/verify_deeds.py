"""What the audit says was done, and what stands in the case: persons, notices, payments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.models import Application, AuditEntry, DecisionNotice, Hand, Payment
from funding.queries.applying.submission import fingerprint
from funding.queries.operations.verify_drawdowns import certificates
from workflows.application import APPLICATION, Deed, State, Trigger

FIRST = (Trigger.APPROVE_FIRST, Trigger.REJECT_FIRST)
SECOND = (Trigger.APPROVE_SECOND, Trigger.REJECT_SECOND)
# These end a decision; what was signed before them no longer stands.
ENDS_BOTH = (Trigger.RETURN_CASE, Trigger.YEAR_OVER, Trigger.REOPEN)
NOTICES = (
    *(Trigger.RECORD_NOTICE, Trigger.RETRIEVE_NOTICE),
    *(Trigger.SETTLE, Trigger.SETTLE_WITH_RECOVERY),
    *(Trigger.SERVE_FINAL, Trigger.SERVE_CLAIM),
)
DEEDS = {(s.trigger, s.source, s.target): s.deed for s in APPLICATION.steps if s.deed}
Entries = Sequence[AuditEntry]


def entries_by_case(session: Session) -> dict[UUID, list[AuditEntry]]:
    """Read the audit of every case, in order."""
    entries: dict[UUID, list[AuditEntry]] = defaultdict(list)
    query = select(AuditEntry).where(AuditEntry.workflow == "application")
    for entry in session.scalars(query.order_by(AuditEntry.version)):
        entries[entry.subject_id].append(entry)
    return entries


def notices_by_case(session: Session) -> dict[UUID, list[DecisionNotice]]:
    """Read the recorded notices of every case."""
    notices: dict[UUID, list[DecisionNotice]] = defaultdict(list)
    for notice in session.scalars(select(DecisionNotice)):
        notices[notice.application_id].append(notice)
    return notices


def deeds(session: Session) -> Iterator[str]:
    """List where hands, approvers, notices and payments do not agree with the audit."""
    entries, notices = entries_by_case(session), notices_by_case(session)
    hands: dict[UUID, set[tuple[str, UUID]]] = defaultdict(set)
    for hand in session.scalars(select(Hand)):
        hands[hand.application_id].add((hand.deed, hand.person_id))
    certified = certificates(session)
    total = select(Payment.application_id, func.sum(Payment.amount_cents))
    paid = {
        key: int(cents) for key, cents in session.execute(total.group_by(Payment.application_id))
    }
    for case in session.scalars(select(Application)):
        done = entries[case.id]
        yield from _hands(case, done, hands[case.id], certified[case.id])
        yield from _approvers(case, done)
        yield from _notices(case, done, notices[case.id])
        if paid.get(case.id, 0) != case.paid_cents:
            yield (
                f"case {case.reference}: payments add up to {paid.get(case.id, 0)}, "
                f"the case says {case.paid_cents}"
            )


def _hands(
    case: Application,
    done: Entries,
    kept: set[tuple[str, UUID]],
    beside: set[tuple[str, UUID]],
) -> Iterator[str]:
    """Compare the hands on a case with its audit, and with that of what is open beside it."""
    told = beside | {
        (deed, _doer(entry))
        for entry in done
        if entry.person_id and (deed := DEEDS.get(_row(entry))) is not None
    }
    for deed, person_id in sorted(told - kept, key=str):
        yield f"case {case.reference}: the audit says {person_id} has {deed}, no hand does"
    # Marks and verdicts are no steps of the case and leave a hand only.
    for deed, person_id in sorted(kept - told, key=str):
        if deed not in (Deed.SCORED, Deed.HELD):
            yield f"case {case.reference}: a hand says {person_id} has {deed}, the audit does not"


def _doer(entry: AuditEntry) -> UUID:
    """Return whose deed it is: the signer's of the notice that brings it about, or the actor's."""
    signer = entry.details.get("signed_by_id")
    assert entry.person_id is not None  # noqa: S101 - people only are asked about
    return UUID(signer) if signer else entry.person_id


def _row(entry: AuditEntry) -> tuple[Trigger, State, State]:
    return Trigger(entry.trigger), State(entry.source), State(entry.target)


def _approvers(case: Application, done: Entries) -> Iterator[str]:
    first: UUID | None = None
    second: UUID | None = None
    for entry in done:
        if entry.trigger in FIRST:
            first = entry.person_id
        elif entry.trigger in SECOND and entry.target != entry.source:
            second = entry.person_id
        elif entry.trigger in ENDS_BOTH:
            first = second = None
        elif entry.trigger == Trigger.UNDO_DECISION:
            second = None
    if (case.first_approver_id, case.second_approver_id) != (first, second):
        yield f"case {case.reference}: the approvers are not those of the audit"


def _recorded(done: Entries) -> dict[Any, dict[str, Any]]:
    """Return what the audit says of each notice by when it was recorded, with a later waiver."""
    recorded: dict[Any, dict[str, Any]] = {}
    for entry in done:
        if entry.trigger in NOTICES:
            recorded[entry.at] = last = dict(entry.details)
        elif entry.trigger == Trigger.WAIVE_REMEDY and recorded:
            last["waived_on"] = entry.details.get("waived_on")
    return recorded


def _notices(case: Application, done: Entries, kept: list[DecisionNotice]) -> Iterator[str]:
    recorded = _recorded(done)
    for notice in kept:
        told = recorded.get(notice.recorded_at)
        waived = notice.waived_on.isoformat() if notice.waived_on else None
        dates = (
            notice.issued_on.isoformat(),
            notice.notified_on.isoformat(),
            notice.channel,
            waived,
        )
        names = ("issued_on", "notified_on", "channel", "waived_on")
        sealed = fingerprint(notice.content) if notice.content is not None else None
        erased = case.erased_at is not None and notice.content is None
        if not erased and told is not None and told.get("document_sha256") != sealed:
            yield f"case {case.reference}: the {notice.kind} notice says what was not issued"
        if told is None or tuple(told.get(name) for name in names) != dates:
            yield f"case {case.reference}: the {notice.kind} notice is not as it was recorded"
