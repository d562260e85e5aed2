"""Tell who watches the money that so much of a line or of the envelope is taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding.law import berlin
from funding.models import ActionField, Call
from funding.notices import outbox
from funding.notices.catalogue import OWED
from funding.notices.people import About, Recipient, candidates
from funding.queries.administration import rules
from funding.queries.budget.asked import asked
from funding.queries.budget.watch import THRESHOLDS, WHOLE


@dataclass(frozen=True, slots=True)
class Pot:
    """A line, or with no field the envelope, before and after a movement (cents)."""

    field_id: UUID | None
    total_before: int
    taken_before: int
    total: int
    taken: int

    def crossed(self, percents: Iterable[int]) -> list[int]:
        """Return the thresholds that were not reached before the movement, and are now."""
        return [
            percent
            for percent in percents
            if self.taken * WHOLE >= percent * self.total > 0
            and self.taken_before * WHOLE < percent * self.total_before
        ]


def warn(session: Session, call: Call, pots: Iterable[Pot], cause: UUID, now: datetime) -> None:
    """Owe one notice for each pot of which this very movement has crossed thresholds.

    Whoever falls below a threshold and crosses it again is told again; a movement that jumps
    over several tells them in one letter.
    """
    on = berlin.local_date(now)
    percents = [rules.number(session, key, on) for key in THRESHOLDS]
    for pot in pots:
        if crossed := pot.crossed(percents):
            _owe(session, call, pot, crossed, f"{cause}:{pot.field_id or call.id}", now)


def _owe(  # noqa: PLR0913 - one notice, all of its sides
    session: Session, call: Call, pot: Pot, crossed: list[int], cause: str, now: datetime
) -> None:
    field = session.get_one(ActionField, pot.field_id) if pot.field_id else None
    undecided = asked(session, call.id, pot.field_id)
    facts: dict[str, Any] = {
        "year": call.year,
        "percent": pot.taken * WHOLE // pot.total,
        "thresholds": crossed,
        "available": pot.total - pot.taken,
        "total": pot.total,
        "open_cents": undecided.cents,
        "open_cases": undecided.cases,
        "path": f"/mittel?aufruf={call.code}",
    }

    def in_words(recipient: Recipient) -> dict[str, Any]:
        return facts | {"field": field.name(recipient.language) if field else ""}

    about = About()
    everyone = candidates(session, about)
    for owed in OWED["act", "cross_threshold"]:
        outbox.post(
            session,
            cause=cause,
            kind=owed.kind,
            recipients=[r for r in everyone if owed.audience(r, about)],
            facts=in_words,
            now=now,
        )
