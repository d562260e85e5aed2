"""What granted and noted changes have made of the plan; the submission stays as it was.

The one place that reads it: everything else asks the case (``ends_on``, ``planned``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Application
from funding.models.change import LESS, PERIOD, SHIFT, Change, ChangeLine
from workflows.change import State


@dataclass(frozen=True, slots=True)
class Granted:
    """The end and the proof's day where they have moved, and lines in cents where they have.

    ``consented`` are the lines as consent left them: what is noted may add up to no more than
    the rules leave to the town. Where less spending has lowered the award, ``lowered`` are the
    lines and ``eligible_cents`` the expenditure it is measured by, ``first_award_cents`` is what
    was awarded at first.
    """

    ends_on: date | None = None
    proof_due: date | None = None
    lines: Mapping[UUID, int] = field(default_factory=dict)
    consented: Mapping[UUID, int] = field(default_factory=dict)
    lowered: Mapping[UUID, int] = field(default_factory=dict)
    eligible_cents: int | None = None
    first_award_cents: int | None = None


def granted(
    session: Session, application_id: UUID, round_: int, until: datetime | None = None
) -> Granted:
    """Read what has changed in this round of the case, the latest of each kind last.

    ``until`` is the instant up to which changes count; without one all do.
    """
    changes = session.scalars(
        select(Change)
        .where(
            Change.application_id == application_id,
            Change.round == round_,
            Change.kind.in_((PERIOD, SHIFT, LESS)),
            Change.state.in_((State.GRANTED, State.NOTED)),
            *(() if until is None else (Change.effective_at <= until,)),
        )
        .order_by(Change.effective_at, Change.id)
    ).all()
    if not changes:
        return Granted()
    periods = [one for one in changes if one.kind == PERIOD]
    lowered = [one for one in changes if one.kind == LESS and one.state == State.GRANTED]
    shifts = [one for one in changes if one.kind == SHIFT or one in lowered]
    consented = [one for one in shifts if one.state == State.GRANTED]
    return Granted(
        periods[-1].new_end if periods else None,
        periods[-1].new_proof_due if periods else None,
        _lines(session, shifts),
        _lines(session, consented),
        _lines(session, lowered),
        lowered[-1].new_eligible_cents if lowered else None,
        lowered[0].old_award_cents if lowered else None,
    )


def lowered_lines(session: Session, call_id: UUID) -> dict[UUID, int]:
    """Return the lines of all cases of a call whose award less spending has lowered, in cents."""
    rows = session.execute(
        select(ChangeLine.line_id, ChangeLine.new_cents)
        .join(Change, Change.id == ChangeLine.change_id)
        .join(Application, Application.id == Change.application_id)
        .where(
            Application.call_id == call_id,
            Change.round == Application.round,
            Change.kind == LESS,
            Change.state == State.GRANTED,
        )
        .order_by(Change.effective_at, Change.id)
    )
    return {row.line_id: row.new_cents for row in rows}


def _lines(session: Session, shifts: Sequence[Change]) -> dict[UUID, int]:
    """Return the lines as the last of these shifts leaves them; each holds the whole plan."""
    if not shifts:
        return {}
    rows = session.execute(
        select(ChangeLine.line_id, ChangeLine.new_cents).where(
            ChangeLine.change_id == shifts[-1].id
        )
    )
    return {row.line_id: row.new_cents for row in rows}
