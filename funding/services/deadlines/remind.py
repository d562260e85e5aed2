"""Tell people of their deadlines: what is due and not yet told, however many clocks tick."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from funding.db.inserting import insert_into
from funding.law import berlin, workdays
from funding.models import Application, Deadline, Reminder
from funding.models.deadline import LAPSED
from funding.notices import outbox
from funding.notices.people import candidates
from funding.notices.reminders import REMINDERS, Threshold
from funding.policy import CLOCK
from funding.queries.case import Case
from funding.services.deadlines.look_again import CLOSES, OPENS, RIGHTS, look_again
from funding.services.notify import about_case, frozen_facts

Place = tuple[datetime, UUID]


def due_deadlines(
    session: Session, now: datetime, after: Place | None = None, most: int | None = None
) -> list[Place]:
    """List running deadlines of which the next threshold has come, the longest waiting first.

    Each is a place, the instant from which it waits and its id; ``after`` names the last that
    was seen, so that one that fails keeps nobody else waiting.
    """
    place = tuple_(Deadline.tell_at, Deadline.id)
    further = (place > tuple_(*after),) if after else ()
    rows = session.execute(
        select(Deadline.tell_at, Deadline.id)
        .where(
            Deadline.ended_at.is_(None),
            Deadline.paused_at.is_(None),
            Deadline.tell_at <= now,
            *further,
        )
        .order_by(Deadline.tell_at, Deadline.id)
        .limit(most)
    )
    return [(row.tell_at, row.id) for row in rows if row.tell_at is not None]


def pending(deadline: Deadline, told: set[str], now: datetime) -> list[Threshold]:
    """List the thresholds of a deadline whose time has come and that are not recorded yet."""
    today, set_on = berlin.local_date(now), berlin.local_date(deadline.set_at)
    found = []
    for threshold in REMINDERS[deadline.kind]:
        day = threshold.told_on(deadline.due_on, set_on)
        come = day < today or (day == today and now >= berlin.at_hour(day, OPENS))
        if come and threshold.name not in told:
            found.append(threshold)
    return found


def still_relevant(
    threshold: Threshold, pending_now: list[Threshold], deadline: Deadline, now: datetime
) -> bool:
    """Tell whether a threshold is told or passed over: only the latest, and none too late.

    A telling ahead of a deadline is not sent once its day is over, nor where the deadline was
    set after the day on which it would have been told.
    """
    today, set_on = berlin.local_date(now), berlin.local_date(deadline.set_at)
    if threshold.days < 0 and not threshold.from_start:
        ahead = [t for t in pending_now if t.days < 0]
        early = threshold.told_on(deadline.due_on, set_on) >= set_on
        return today <= deadline.due_on and threshold is ahead[-1] and early
    later = [t for t in pending_now if t.days >= 0 or t.from_start]
    return threshold is later[-1]


def remind(session: Session, deadline_id: UUID, now: datetime) -> int:
    """Tell what is due of one deadline and record it, once for each version and threshold."""
    deadline = session.get(Deadline, deadline_id)
    if deadline is None or deadline.ended_at or deadline.paused_at:
        return 0
    told = set(
        session.scalars(
            select(Reminder.threshold).where(
                Reminder.deadline_id == deadline.id,
                Reminder.deadline_version == deadline.version,
            )
        )
    )
    pending_now = pending(deadline, told, now)
    owed = 0
    for threshold in pending_now:
        relevant = still_relevant(threshold, pending_now, deadline, now)
        if not _record(session, deadline, threshold, now, told=relevant):
            continue
        if relevant:
            owed += _owe(session, deadline, threshold, now)
    told |= {t.name for t in pending_now}
    set_on = berlin.local_date(deadline.set_at)
    deadline.tell_at = look_again(deadline.kind, deadline.due_on, deadline.due_at, set_on, told)
    if _run_out(deadline, told, now):
        deadline.ended_at, deadline.ended_by = now, LAPSED
    return owed


def _run_out(deadline: Deadline, told: set[str], now: datetime) -> bool:
    """Tell whether a period that is a right and no task is over, and everything is told of it."""
    over = deadline.kind in RIGHTS and deadline.due_at <= now
    return over and {t.name for t in REMINDERS[deadline.kind]} <= told


def _record(
    session: Session, deadline: Deadline, threshold: Threshold, now: datetime, *, told: bool
) -> bool:
    """Record a threshold; ``False`` if another clock has done so."""
    statement = (
        insert_into(session.connection(), Reminder)
        .values(
            id=uuid4(),
            deadline_id=deadline.id,
            deadline_version=deadline.version,
            threshold=threshold.name,
            told=told,
            notices=0,
            at=now,
        )
        .on_conflict_do_nothing()
        .returning(Reminder.id)
    )
    return session.execute(statement).first() is not None


def _owe(session: Session, deadline: Deadline, threshold: Threshold, now: datetime) -> int:
    application = session.get_one(Application, deadline.application_id)
    case = Case(session, CLOCK, application, {}, now=now)
    about = about_case(case)
    today = berlin.local_date(now)
    everyone = candidates(session, about)
    facts = frozen_facts(
        case,
        everyone,
        due=deadline.due_on,
        subject_due=deadline.due_on.isoformat(),
        days=abs(_distance(threshold, deadline.due_on, today)),
        deadline_kind=deadline.kind,
    )
    return outbox.post(
        session,
        cause=f"{deadline.id}:{deadline.version}:{threshold.name}",
        kind=threshold.kind,
        recipients=outbox.told(everyone, threshold.audience, about),
        facts=facts,
        now=now,
        not_before=in_window(now),
        application_id=application.id,
        deadline=(deadline.id, deadline.version),
    )


def _distance(threshold: Threshold, due_on: date, today: date) -> int:
    if threshold.from_start:
        return threshold.days
    if threshold.working and today > due_on:
        return workdays.working_days_between(due_on, today)
    return (due_on - today).days


def in_window(now: datetime) -> datetime:
    """Return the next instant at which reminders go: working days, 07:00 to 18:00 in Berlin."""
    today = berlin.local_date(now)
    if workdays.is_working_day(today):
        if now < berlin.at_hour(today, OPENS):
            return berlin.at_hour(today, OPENS)
        if now < berlin.at_hour(today, CLOSES):
            return now
    following = workdays.next_working_day(today + timedelta(days=1))
    return berlin.at_hour(following, OPENS)
