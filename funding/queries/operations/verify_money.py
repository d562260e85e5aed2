"""Three tellings of the money that must agree: the counters, the ledger, and the audit.

Each is summed up by itself, so that whoever changes one of them is found by the two others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import (
    Application,
    AuditEntry,
    Block,
    BudgetLine,
    Call,
    Change,
    Envelope,
    LedgerEntry,
    Transfer,
    YearPlan,
)
from workflows.block import State as BlockState

# Reserved, committed, paid, blocked, and what transfers changed of the total.
NOTHING = (0, 0, 0, 0, 0)
Sums = dict[Any, tuple[int, ...]]
# Who moved what: audit entry, case, call, field, operation and the changes.
Booked = tuple[UUID, UUID | None, UUID | None, UUID | None, str, tuple[int, ...]]


def money(session: Session) -> Iterator[str]:
    """List where counters, ledger and audit do not tell the same of any pot or case."""
    ledger, audit = dict(_ledger(session)), list(_audit(session))
    yield from _one_by_one(ledger, Counter(audit))
    tellings = {"ledger": _summed(ledger.values()), "audit": _summed(audit)}
    counted = dict(_counters(session))
    for key, (name, counters) in counted.items():
        for who, sums in tellings.items():
            found = sums.get(key, NOTHING)[: len(counters)]
            if counters != found:
                yield f"{name}: counters say {list(counters)}, the {who} says {list(found)}"
    yield from _told_apart(tellings, counted)
    yield from _records(session)


def _told_apart(tellings: Mapping[str, Sums], counted: Mapping[Any, Any]) -> Iterator[str]:
    ledger, audit = tellings["ledger"], tellings["audit"]
    for key in sorted({*ledger, *audit}, key=str):
        if ledger.get(key, NOTHING) != audit.get(key, NOTHING):
            name = counted[key][0] if key in counted else f"pot {key}"
            yield (
                f"{name}: the ledger says {list(ledger.get(key, NOTHING))}, "
                f"the audit says {list(audit.get(key, NOTHING))}"
            )


def _counters(session: Session) -> Iterator[tuple[Any, tuple[str, tuple[int, ...]]]]:
    """Give what each pot and case counts, by its key."""
    for pot in session.scalars(select(Envelope)):
        counted = (pot.reserved_cents, pot.committed_cents, pot.paid_cents, pot.blocked_cents)
        yield ("call", pot.call_id), (f"envelope {pot.call_id}", counted)
    for line in session.scalars(select(BudgetLine)):
        counted = (line.reserved_cents, line.committed_cents, line.paid_cents, line.blocked_cents)
        moved = line.total_cents - line.planned_cents
        yield ("line", line.call_id, line.field_id), (f"line {line.id}", (*counted, moved))
    for case in session.scalars(select(Application)):
        own = (case.reserved_cents, case.committed_cents, case.paid_cents)
        yield ("case", case.id), (f"case {case.reference}", own)


def _ledger(session: Session) -> Iterator[tuple[UUID, Booked]]:
    for row in session.scalars(select(LedgerEntry)):
        changes = (
            row.reserved_change,
            row.committed_change,
            row.paid_change,
            row.blocked_change,
            row.total_change,
        )
        yield (
            row.id,
            (row.audit_id, row.application_id, row.call_id, row.field_id, row.operation, changes),
        )


def _audit(session: Session) -> Iterator[Booked]:
    """Give what the audit alone tells of every movement, of cases and of lines."""
    cases = {
        row.id: (row.call_id, row.field_id)
        for row in session.execute(
            select(Application.id, Application.call_id, Application.field_id)
        )
    }
    of_change = {
        row.id: row.application_id
        for row in session.execute(select(Change.id, Change.application_id))
    }
    lines = {
        str(row.id): (row.call_id, row.field_id) for row in session.scalars(select(BudgetLine))
    }
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.at)):
        told = entry.details.get("money")
        if not told:
            continue
        case_id = of_change.get(entry.subject_id, entry.subject_id)
        of_case = entry.workflow in ("application", "change")
        if of_case and case_id in cases:
            operation, *changes = told
            call_id, field_id = cases[case_id]
            yield entry.id, case_id, call_id, field_id, operation, (*changes, 0, 0)
        for line, operation, total, blocked in () if of_case else told:
            call_id, field_id = lines.get(line, (None, None))
            yield entry.id, None, call_id, field_id, operation, (0, 0, 0, blocked, total)


def _summed(told: Any) -> Sums:
    """Add up movements for each envelope, line and case."""
    sums: dict[Any, list[int]] = defaultdict(lambda: list(NOTHING))
    for _audit_id, case_id, call_id, field_id, _operation, changes in told:
        keys = [("call", call_id), ("line", call_id, field_id)]
        keys += [("case", case_id)] if case_id else []
        for key in keys:
            for place, cents in enumerate(changes):
                sums[key][place] += cents
    return {key: tuple(found) for key, found in sums.items()}


def _one_by_one(ledger: Mapping[UUID, Booked], audit: Counter[Booked]) -> Iterator[str]:
    """List entries that only one of ledger and audit knows."""
    left = audit.copy()
    for entry_id, booked in ledger.items():
        if left[booked]:
            left[booked] -= 1
        else:
            yield f"ledger entry {entry_id}: the audit tells no such movement"
    for booked in sorted(+left, key=str):
        yield f"audit entry {booked[0]}: the ledger has no such movement"


def _records(session: Session) -> Iterator[str]:
    """List transfers and blocks that are not as the audit tells, and what does not add up."""
    entries: dict[UUID, list[AuditEntry]] = defaultdict(list)
    for entry in session.scalars(
        select(AuditEntry)
        .where(AuditEntry.workflow.in_(("transfer", "block")))
        .order_by(AuditEntry.version)
    ):
        entries[entry.subject_id].append(entry)
    standing: dict[UUID, int] = defaultdict(int)
    for transfer in session.scalars(select(Transfer)):
        yield from _as_told(f"transfer {transfer.id}", transfer, entries.pop(transfer.id, []))
    for block in session.scalars(select(Block)):
        yield from _as_told(f"block {block.id}", block, entries.pop(block.id, []))
        if block.state == BlockState.STANDING:
            standing[block.line_id] += block.amount_cents
    yield from (f"audit of {key}: its transfer or block is gone" for key in entries)
    yield from _lines(session, standing)


def _lines(session: Session, standing: Mapping[UUID, int]) -> Iterator[str]:
    """List lines that blocks or plans tell otherwise, and calls whose lines have another sum."""
    calls: dict[UUID, int] = defaultdict(int)
    later: dict[UUID, int] = defaultdict(int)
    for plan in session.scalars(select(YearPlan)):
        later[plan.line_id] += plan.change_cents
    for line in session.scalars(select(BudgetLine)):
        calls[line.call_id] += line.total_cents - line.planned_cents
        if line.later_cents != later[line.id]:
            yield f"line {line.id}: {line.later_cents} is planned later, plans say {later[line.id]}"
        if line.blocked_cents != standing[line.id]:
            yield f"line {line.id}: {line.blocked_cents} is blocked, blocks say {standing[line.id]}"
    for call in session.scalars(select(Call)):
        if calls[call.id]:
            yield f"call {call.code}: transfers have changed the sum of its lines"


def _as_told(name: str, row: Transfer | Block, told: list[AuditEntry]) -> Iterator[str]:
    last = told[-1].target if told else "new"
    if row.state != last:
        yield f"{name}: state {row.state}, the audit says {last}"
    if row.version != len(told):
        yield f"{name}: version {row.version}, the audit has {len(told)} entries"
    for entry in told:
        if entry.details.get("amount_cents") != row.amount_cents:
            yield f"{name}: {row.amount_cents}, the audit says {entry.details.get('amount_cents')}"
