"""The ledger: every movement of money is one entry, and no route can overspend the envelope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Table, Update, Uuid, bindparam

from funding.models import BudgetLine, Envelope, LedgerEntry
from funding.queries.case import Case
from workflows.core import Reason, StepRefused


def _bound(name: str) -> Any:
    return bindparam(name, type_=BigInteger)


def _guarded(pot: Table, *, claims: bool) -> Update:
    """Build the update of a pot; one that claims money holds only while enough is left."""
    counted = pot.c
    statement = pot.update().where(counted.call_id == bindparam("call", type_=Uuid))
    if "field_id" in counted:
        statement = statement.where(counted.field_id == bindparam("field", type_=Uuid))
    if claims:
        taken = counted.reserved_cents + counted.committed_cents + _bound("claims")
        statement = statement.where(taken <= counted.total_cents)
    return statement.values(
        reserved_cents=counted.reserved_cents + _bound("reserved"),
        committed_cents=counted.committed_cents + _bound("committed"),
        paid_cents=counted.paid_cents + _bound("paid"),
    )


TABLES = Envelope.metadata.tables
POTS = (TABLES[Envelope.__tablename__], TABLES[BudgetLine.__tablename__])
GUARDED = {claims: [_guarded(pot, claims=claims) for pot in POTS] for claims in (True, False)}
ENTER = TABLES[LedgerEntry.__tablename__].insert()


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
    app, year = case.application, case.call.year
    connection = case.connection
    change = {
        "call": app.call_id,
        "field": app.field_id,
        "claims": moved.claims,
        "reserved": moved.reserved,
        "committed": moved.committed,
        "paid": moved.paid,
    }
    for statement in GUARDED[moved.claims > 0]:
        if connection.execute(statement, change).rowcount != 1:
            raise _refused(case, moved, trigger)
    case.claimed_cents += moved.claims
    connection.execute(
        ENTER,
        {
            "id": uuid4(),
            "call_id": app.call_id,
            "field_id": app.field_id,
            "application_id": app.id,
            "audit_id": audit_id,
            "budget_year": year,
            "operation": moved.operation,
            "reserved_change": moved.reserved,
            "committed_change": moved.committed,
            "paid_change": moved.paid,
            "at": case.now,
        },
    )


def _refused(case: Case, moved: Movement, trigger: str) -> StepRefused:
    available = case.available_cents
    params = {"missing": max(0, moved.claims - available), "available": available}
    return StepRefused("application", trigger, [Reason("money_left", params)])
