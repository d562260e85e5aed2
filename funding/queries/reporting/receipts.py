"""The list of receipts of a proof: what stands in it, what it adds up to, what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from funding.errors import Fault
from funding.models import Line, Receipt
from funding.queries.case import Case
from funding.words.visible import said

MOST_RECEIPTS = 2_000
# Nobody was paid for these, so no receipt shows them.
WITHOUT_RECEIPTS = frozenset({"in_kind"})


@dataclass(frozen=True, slots=True)
class ReceiptEntry:
    """A row of the list: number and day of a payment, to whom, what for, which line, cents."""

    number: str
    paid_on: date
    payee: str
    purpose: str
    line_id: UUID
    amount_cents: int

    def same(self) -> tuple[str, date, str, int]:
        """Return what no two receipts have in common."""
        return self.number.casefold(), self.paid_on, self.payee.casefold(), self.amount_cents


def receipts_of(case: Case) -> Sequence[Receipt]:
    """List the receipts of the proof in their order."""
    if case.proof is None:
        return []
    query = select(Receipt).where(Receipt.proof_id == case.proof.id)
    return case.session.scalars(query.order_by(Receipt.position)).all()


def receipted(case: Case) -> list[Line]:
    """List the lines of the plan that receipts show, in order."""
    return [line for line in case.lines if line.kind not in WITHOUT_RECEIPTS]


def sums_by_line(entries: Sequence[ReceiptEntry] | Sequence[Receipt]) -> dict[UUID, int]:
    """Add the receipts of each line up (cents)."""
    sums: dict[UUID, int] = defaultdict(int)
    for one in entries:
        sums[one.line_id] += one.amount_cents
    return dict(sums)


def faults_of(case: Case, entries: Sequence[ReceiptEntry]) -> Mapping[int, list[Fault]]:
    """Return what is wrong with which row (from 0): outside the period, twice, no line, no sum."""
    found: dict[int, list[Fault]] = defaultdict(list)
    known = {line.id for line in receipted(case)}
    first: dict[tuple[str, date, str, int], int] = {}
    for at, one in enumerate(entries):
        found[at] += _own_faults(case, one, known)
        earlier = first.setdefault(one.same(), at)
        if earlier != at:
            found[at].append(Fault("number", "receipt_twice", {"row": earlier + 1}))
    return {at: faults for at, faults in found.items() if faults}


def _own_faults(case: Case, one: ReceiptEntry, known: set[UUID]) -> Iterator[Fault]:
    begins, ends = case.answers.begins_on, case.ends_on
    if begins is None or ends is None or not begins <= one.paid_on <= ends:
        yield Fault("paid_on", "receipt_outside", {"first": begins, "last": ends})
    elif one.paid_on > case.today:
        yield Fault("paid_on", "receipt_to_come")
    if one.amount_cents <= 0:
        yield Fault("amount", "receipt_negative")
    if one.line_id not in known:
        yield Fault("line", "receipt_line")
    if not said(one.number):
        yield Fault("number", "required")
    if not said(one.payee):
        yield Fault("payee", "required")
