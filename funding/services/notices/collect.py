"""Collect what waits for a person into one letter: daily, or weekly, however many clocks tick."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, TextClause, select, text, update
from sqlalchemy.orm import Session

from funding.db.inserting import insert_into
from funding.law import berlin, workdays
from funding.models import Account, Notice
from funding.models.mail_wish import DAILY, WEEKLY
from funding.models.notice import WAITING
from funding.notices.outbox import POSTED
from funding.notices.paces import DIGEST
from funding.services.deadlines.look_again import CLOSES, OPENS

# As many as one letter names; all of them stand in the portal.
MOST_NAMED = 50


class Round(NamedTuple):
    """A summary that is due: at which pace, its name in the key, and what it collects up to."""

    pace: str
    name: str
    until: datetime


class Waiting(NamedTuple):
    """An account for which something waits, and the summary it goes with."""

    account_id: UUID
    round: Round


def rounds(now: datetime) -> tuple[Round, ...]:
    """Return the summaries of today: none at night and on days off.

    A clock that was away in the morning catches up during the day, and with the weekly summary
    during the week.
    """
    today = berlin.local_date(now)
    if not workdays.is_working_day(today):
        return ()
    if not berlin.at_hour(today, OPENS) <= now < berlin.at_hour(today, CLOSES):
        return ()
    first = workdays.next_working_day(today - timedelta(days=today.weekday()))
    return (
        Round(DAILY, today.isoformat(), berlin.at_hour(today, OPENS)),
        Round(WEEKLY, _week(first), berlin.at_hour(first, OPENS)),
    )


def _week(day: date) -> str:
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"


def due_digests(session: Session, now: datetime) -> list[Waiting]:
    """List for whom something waits that a summary of today takes along."""
    found = []
    for one in rounds(now):
        accounts = session.scalars(
            select(Notice.account_id)
            .join(Account, Account.id == Notice.account_id)
            .where(*_waiting(one), Account.active.is_(True))
            .distinct()
        )
        found += [Waiting(account_id, one) for account_id in accounts if account_id]
    return found


def _waiting(one: Round) -> tuple[ColumnElement[bool] | TextClause, ...]:
    return (
        # In the words of its index, which SQLite does not see in the narrower ones.
        text(WAITING),
        Notice.withheld == one.pace,
        Notice.digest_id.is_(None),
        Notice.read_at.is_(None),
        Notice.sent_at <= one.until,
    )


def collect(session: Session, waiting: Waiting, now: datetime) -> int:
    """Owe a person one summary of what waits for them, and note of each with which it goes.

    Both in one transaction; the key is unique for person and day or week, so that a second clock
    owes nothing.
    """
    one, account = waiting.round, session.get_one(Account, waiting.account_id)
    rows = session.execute(
        select(Notice.id, Notice.subject)
        .where(Notice.account_id == account.id, *_waiting(one))
        .order_by(Notice.sent_at, Notice.id)
    ).all()
    if not rows:
        return 0
    values = {
        "id": uuid4(),
        "key": f"{one.pace}/{one.name}:{DIGEST}:{account.id}",
        "kind": DIGEST,
        "account_id": account.id,
        "email": account.email,
        "role": "person",
        "language": account.language,
        "facts": {
            "pace": one.pace,
            "count": len(rows),
            "more": max(0, len(rows) - MOST_NAMED),
            "collected": [[row.subject, str(row.id)] for row in rows[:MOST_NAMED]],
            "path": "/mitteilungen",
        },
        "created_at": now,
        "next_at": now,
        "state": "owed",
        "attempts": 0,
    }
    owed = insert_into(session.connection(), Notice).values(values)
    owed = owed.on_conflict_do_nothing(index_elements=["key"]).returning(Notice.id)
    if session.execute(owed).first() is None:
        return 0  # another clock was quicker, or it was sent already; the rest waits for the next
    session.execute(
        update(Notice)
        .where(Notice.id.in_([row.id for row in rows]), Notice.digest_id.is_(None))
        .values(digest_id=values["id"])
        .execution_options(synchronize_session=False)
    )
    session.info[POSTED] = True
    return 1
