"""The ledger: every movement of money is one entry, and no route can overspend the envelope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Connection, Table, Uuid, bindparam
from sqlalchemy.sql.dml import ReturningUpdate

from funding.models import Application, BudgetLine, Envelope, LedgerEntry
from funding.models.hearing import RENOUNCED
from funding.queries.case import Case
from funding.queries.reporting.hearings import ground_of
from funding.services.budget.warn import Pot, warn
from workflows.application import State
from workflows.core import Reason, StepRefused

# Where the final grant is what counts.
SETTLED = (State.RECOVERING, State.SETTLING)


def bound(name: str) -> Any:
    """Name an amount of a statement that is built once."""
    return bindparam(name, type_=BigInteger)


def _guarded(pot: Table, *, claims: bool) -> ReturningUpdate[Any]:
    """Build the update of a pot; one that claims money holds only while enough is left."""
    counted = pot.c
    statement = pot.update().where(counted.call_id == bindparam("call", type_=Uuid))
    if "field_id" in counted:
        statement = statement.where(counted.field_id == bindparam("field", type_=Uuid))
    if claims:
        taken = counted.reserved_cents + counted.committed_cents + counted.blocked_cents
        statement = statement.where(taken + bound("claims") <= counted.total_cents)
    return statement.values(
        reserved_cents=counted.reserved_cents + bound("reserved"),
        committed_cents=counted.committed_cents + bound("committed"),
        paid_cents=counted.paid_cents + bound("paid"),
        blocked_cents=counted.blocked_cents + bound("blocked"),
    ).returning(*counters(pot))


def counters(pot: Table) -> tuple[Any, ...]:
    """Name what a statement gives back of a pot: its total, and what of it is taken."""
    taken = pot.c.reserved_cents + pot.c.committed_cents + pot.c.blocked_cents
    return pot.c.total_cents, taken.label("taken_cents")


TABLES = Envelope.metadata.tables
LINES = TABLES[BudgetLine.__tablename__]
# The envelope first, everywhere: who waits for a row holds none that the other waits for.
POTS = (TABLES[Envelope.__tablename__], LINES)
GUARDED = {claims: [_guarded(pot, claims=claims) for pot in POTS] for claims in (True, False)}
ENTER = TABLES[LedgerEntry.__tablename__].insert()


@dataclass(frozen=True, slots=True)
class Movement:
    """What an entry does to the counters of a pot, in cents."""

    operation: str
    reserved: int = 0
    committed: int = 0
    paid: int = 0
    blocked: int = 0
    total: int = 0

    @property
    def claims(self) -> int:
        """Return what the movement takes out of what is available, in cents."""
        return self.reserved + self.committed + self.blocked


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
        "pay": _payment(app, int(case.given("amount_cents") or 0)),
        "grant_again": Movement("commit", committed=_granted_again(case) - app.committed_cents),
        # What was paid beyond the final grant stays taken until it is back.
        "settle": Movement("release", committed=max(final, app.paid_cents) - app.committed_cents),
    }
    found = table[books]
    return found if found and (found.reserved or found.committed or found.paid) else None


def _granted_again(case: Case) -> int:
    """Return what the award still promises (cents) where its settlement is made anew."""
    app = case.application
    renounced = ground_of(case) == RENOUNCED
    return app.paid_cents if renounced else max(app.approved_cents or 0, app.paid_cents)


def _payment(app: Application, amount: int) -> Movement:
    """Return what a payment (cents; negative: back) does.

    What comes back of a grant that was paid beyond its final amount can be granted again.
    """
    beyond = app.paid_cents - (app.final_cents or 0) if app.state in SETTLED else 0
    freed = min(max(0, beyond), max(0, -amount))
    return Movement("pay" if amount > 0 else "book_back", paid=amount, committed=-freed)


def move(
    connection: Connection, call_id: UUID, field_id: UUID | None, moved: Movement
) -> list[Pot] | None:
    """Move money in envelope and line by guarded counters; ``None`` where not enough is left.

    Returns what each of the two was and is; the caller then rolls back or goes on.
    """
    change = {
        "call": call_id,
        "field": field_id,
        "claims": moved.claims,
        "reserved": moved.reserved,
        "committed": moved.committed,
        "paid": moved.paid,
        "blocked": moved.blocked,
    }
    found = []
    for statement, of_line in zip(GUARDED[moved.claims > 0], (None, field_id), strict=True):
        row = connection.execute(statement, change).one_or_none()
        if row is None:
            return None
        was = row.taken_cents - moved.reserved - moved.committed - moved.blocked
        found.append(Pot(of_line, row.total_cents, was, row.total_cents, row.taken_cents))
    return found


def enter(  # noqa: PLR0913 - an entry has that many sides
    connection: Connection,
    moved: Movement,
    *,
    call_id: UUID,
    field_id: UUID | None,
    audit_id: UUID,
    year: int,
    now: datetime,
    application_id: UUID | None = None,
) -> None:
    """Write one entry of the ledger."""
    connection.execute(
        ENTER,
        {
            "id": uuid4(),
            "call_id": call_id,
            "field_id": field_id,
            "application_id": application_id,
            "audit_id": audit_id,
            "budget_year": year,
            "operation": moved.operation,
            "reserved_change": moved.reserved,
            "committed_change": moved.committed,
            "paid_change": moved.paid,
            "total_change": moved.total,
            "blocked_change": moved.blocked,
            "at": now,
        },
    )


def book(case: Case, moved: Movement, audit_id: UUID, trigger: str) -> None:
    """Write the ledger entry, and move the money of a case in envelope and line.

    The counters come last: from then on until the end everybody else who decides has to wait.
    Raises :class:`StepRefused` when envelope or action field would be overspent, even where a
    colleague was quicker by the blink of an eye.
    """
    app, connection = case.application, case.connection
    enter(
        connection,
        moved,
        call_id=app.call_id,
        field_id=app.field_id,
        application_id=app.id,
        audit_id=audit_id,
        year=case.call.year,
        now=case.now,
    )
    pots = move(connection, app.call_id, app.field_id, moved)
    if pots is None:
        raise _refused(case, moved, trigger)
    warn(case.session, case.call, pots, audit_id, case.now)


def _refused(case: Case, moved: Movement, trigger: str) -> StepRefused:
    available = case.available_cents + moved.claims  # which it has not got after all
    params = {"missing": max(0, moved.claims - available), "available": available}
    return StepRefused("application", trigger, [Reason("money_left", params)])
