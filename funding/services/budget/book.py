"""The ledger: every movement of money is one entry, and no route can overspend the envelope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CursorResult, insert, update

from funding.models import BudgetLine, Envelope, LedgerEntry
from funding.queries.case import Case
from workflows.core import Reason, StepRefused


@dataclass(frozen=True, slots=True)
class Movement:
    """What an entry does to reserved, committed and paid, in cents."""

    operation: str
    reserved: int = 0
    committed: int = 0
    paid: int = 0

    @property
    def claims(self) -> int:
        """Return what the movement takes out of what is available, in cents."""
        return self.reserved + self.committed


def movement(case: Case, books: str | None) -> Movement | None:
    """Return the movement that a step books, from the case's own figures."""
    app = case.application
    proposed = case.proposal.amount_cents if case.proposal else 0
    final = app.final_cents or 0
    table = {
        None: None,
        "reserve": Movement("reserve", reserved=int(case.given("amount_cents") or proposed)),
        "commit": Movement("commit", reserved=-app.reserved_cents, committed=app.reserved_cents),
        "uncommit": Movement(
            "release", reserved=app.committed_cents, committed=-app.committed_cents
        ),
        "reserve_again": Movement("reserve", reserved=proposed),
        "release": Movement(
            "release",
            reserved=-app.reserved_cents,
            committed=app.paid_cents - app.committed_cents,
        ),
        "pay": _payment(int(case.given("amount_cents") or 0)),
        "settle": Movement("release", committed=final - app.committed_cents),
    }
    found = table[books]
    return found if found and (found.reserved or found.committed or found.paid) else None


def _payment(amount: int) -> Movement:
    return Movement("pay" if amount > 0 else "book_back", paid=amount)


def book(case: Case, moved: Movement, audit_id: UUID, trigger: str) -> None:
    """Move the money in envelope and line by guarded counters, and write the ledger entry.

    Raises :class:`StepRefused` when envelope or action field would be overspent, even where a
    colleague was quicker by the blink of an eye.
    """
    app = case.application
    _guarded(case, Envelope, moved, trigger)
    _guarded(case, BudgetLine, moved, trigger)
    case.claimed_cents += moved.claims
    case.session.execute(
        insert(LedgerEntry),
        [
            {
                "id": uuid4(),
                "call_id": app.call_id,
                "field_id": app.field_id,
                "application_id": app.id,
                "audit_id": audit_id,
                "budget_year": case.call.year,
                "operation": moved.operation,
                "reserved_change": moved.reserved,
                "committed_change": moved.committed,
                "paid_change": moved.paid,
                "at": case.now,
            }
        ],
    )


def _guarded(
    case: Case, pot: type[Envelope] | type[BudgetLine], moved: Movement, trigger: str
) -> None:
    row: Any = pot
    statement = update(row).where(row.call_id == case.application.call_id)
    if pot is BudgetLine:
        statement = statement.where(BudgetLine.field_id == case.application.field_id)
    if moved.claims > 0:
        statement = statement.where(
            row.reserved_cents + row.committed_cents + moved.claims <= row.total_cents
        )
    result = case.session.execute(
        statement.values(
            reserved_cents=row.reserved_cents + moved.reserved,
            committed_cents=row.committed_cents + moved.committed,
            paid_cents=row.paid_cents + moved.paid,
        ).execution_options(synchronize_session=False)
    )
    if not isinstance(result, CursorResult) or result.rowcount != 1:
        available = case.available_cents
        params = {"missing": max(0, moved.claims - available), "available": available}
        raise StepRefused("application", trigger, [Reason("money_left", params)])
