"""Move money from one line to another: both totals at once, their sum stays the same."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, Uuid, bindparam
from sqlalchemy.sql.dml import ReturningUpdate

from funding.services.budget.book import LINES, bound, counters
from funding.services.budget.warn import Pot

ONE = LINES.update().where(LINES.c.id == bindparam("line", type_=Uuid))
TAKEN = LINES.c.reserved_cents + LINES.c.committed_cents + LINES.c.blocked_cents
# A line that gives never falls below what is reserved, awarded and blocked, nor below
# what is planned for later years.
GIVE: ReturningUpdate[tuple[int, int]] = (
    ONE.where(
        TAKEN + bound("cents") <= LINES.c.total_cents,
        LINES.c.later_cents + bound("cents") <= LINES.c.total_cents,
    )
    .values(total_cents=LINES.c.total_cents - bound("cents"))
    .returning(*counters(LINES))
)
TAKE: ReturningUpdate[tuple[int, int]] = ONE.values(
    total_cents=LINES.c.total_cents + bound("cents")
).returning(*counters(LINES))


def shift_totals(
    connection: Connection, giver: tuple[UUID, UUID], taker: tuple[UUID, UUID], cents: int
) -> list[Pot] | None:
    """Move cents between two lines, each named by its key and its field.

    ``None`` where the line that gives has not enough left; the caller then rolls back. Lines are
    locked in the order of their keys, so that two transfers in opposite directions never wait for
    one another.
    """
    found = []
    for line, field in sorted((giver, taker), key=lambda one: str(one[0])):
        gives = line == giver[0]
        row = connection.execute(
            GIVE if gives else TAKE, {"line": line, "cents": cents}
        ).one_or_none()
        if row is None:
            return None
        before = row.total_cents + (cents if gives else -cents)
        found.append(Pot(field, before, row.taken_cents, row.total_cents, row.taken_cents))
    return found
