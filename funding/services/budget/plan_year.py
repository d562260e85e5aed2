"""Plan how much of a line is authorised for a later year; the rest is cash of the call's year."""

from __future__ import annotations

from sqlalchemy import Uuid, bindparam
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid, NotFound
from funding.law import berlin
from funding.models import YearPlan
from funding.policy import Actor, require
from funding.queries.budget import lines, years
from funding.services.budget.book import LINES, bound

ONE = LINES.update().where(LINES.c.id == bindparam("line", type_=Uuid))
# Whoever plans the same line meanwhile waits for this row.
HOLD = ONE.values(later_cents=LINES.c.later_cents)
PLAN = ONE.where(LINES.c.later_cents + bound("change") <= LINES.c.total_cents).values(
    later_cents=LINES.c.later_cents + bound("change")
)


def plan_year(  # noqa: PLR0913 - a plan has that many sides
    session: Session,
    actor: Actor,
    call_code: str,
    *,
    line: str,
    year: int,
    amount_cents: int,
    reason: str,
) -> int:
    """Set the commitment authorisation of a line for a later year; return by how much it changed.

    Raises ``Invalid`` with the numbers where more would be planned than the line holds.
    """
    require(actor, "act", "plan_years")
    call = lines.call_of(session, call_code)
    if call is None or actor.person_id is None:
        raise NotFound(call_code)
    now = clock.now()
    if year not in years.years_of(session, call, berlin.local_date(now))[1:]:
        raise Invalid(Fault("year", "not_a_later_year"))
    found = lines.line_of(session, call.id, line, "line")
    connection = session.connection()
    connection.execute(HOLD, {"line": found.id})
    change = amount_cents - years.authorised(session, [found.id]).get((found.id, year), 0)
    if not change:
        return 0
    if connection.execute(PLAN, {"line": found.id, "change": change}).rowcount != 1:
        session.refresh(found)
        free = found.total_cents - found.later_cents
        params = {"highest": amount_cents - change + free, "total": found.total_cents}
        raise Invalid(Fault("amount_cents", "years_above_line", params))
    session.add(
        YearPlan(
            line_id=found.id,
            year=year,
            change_cents=change,
            reason=reason,
            at=now,
            by_id=actor.person_id,
        )
    )
    session.flush()
    session.expire(found)
    return change
