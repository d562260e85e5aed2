"""Tasks of the office whose day has come, and of which nobody was told yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.law import berlin
from funding.models import Note

OPENS = 7  # o'clock, as for every reminder


def due_tasks(session: Session, now: datetime) -> Sequence[UUID]:
    """List the open tasks that are due by today, from the hour at which reminders begin."""
    today = berlin.local_date(now)
    if now < berlin.at_hour(today, OPENS):
        return []
    return session.scalars(
        select(Note.id)
        .where(Note.due_on <= today, Note.done_at.is_(None), Note.reminded_at.is_(None))
        .order_by(Note.due_on, Note.id)
    ).all()
