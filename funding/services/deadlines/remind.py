"""Tell people of their deadlines: what is recorded to be told is owed, once, whoever does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select, tuple_
from sqlalchemy.orm import Session

from funding.law import berlin, workdays
from funding.models import Application, Deadline, Reminder
from funding.models.deadline import DONE, LAPSED, OPEN, VOID
from funding.notices import outbox
from funding.notices.people import Recipient, candidates
from funding.notices.reminders import Ruled, Threshold, thresholds
from funding.policy import CLOCK
from funding.queries.case import Case
from funding.queries.deadlines.ruled import ruled_days
from funding.queries.reporting.late_proof import facts_told
from funding.queries.spending.partner_changes import unanswered, waits_for_consent
from funding.services.deadlines import record
from funding.services.deadlines.look_again import CLOSES, OPENS
from funding.services.deadlines.record import Place
from funding.services.deadlines.which_to_tell import Dates, still_relevant
from funding.services.notify import about_case, frozen_facts
from workflows.change import CONSENT

Facts = Callable[[Recipient], dict[str, Any]]
_r = record.REMINDERS.c
CLOSE = (
    record.REMINDERS.update()
    .where(_r.id == bindparam("known_id", type_=Uuid))
    .values(
        telling=bindparam("closed", type_=_r.telling.type),
        told=bindparam("is_told", type_=_r.told.type),
        notices=bindparam("owed", type_=_r.notices.type),
    )
)


def open_reminders(
    session: Session, after: Place | None = None, most: int | None = None
) -> list[Place]:
    """List what is recorded to be told and not owed yet, the longest waiting first.

    Each is a place, the instant at which it was recorded and its id, as of ``due_deadlines``.
    """
    place = tuple_(Reminder.at, Reminder.id)
    further = (place > tuple_(*after),) if after else ()
    rows = session.execute(
        select(Reminder.at, Reminder.id)
        .where(Reminder.telling == OPEN, *further)
        .order_by(Reminder.at, Reminder.id)
        .limit(most)
    )
    return [(row.at, row.id) for row in rows]


def remind(session: Session, ids: Sequence[UUID], now: datetime) -> int:
    """Owe the notices of what is recorded to be told, and close it; return how many are owed.

    What has become pointless since it was recorded is void: nobody is told of it.
    """
    rows = session.execute(
        select(Reminder.id, Reminder.deadline_id, Reminder.deadline_version, Reminder.threshold)
        .where(Reminder.id.in_(ids), Reminder.telling == OPEN)
        .order_by(Reminder.at, Reminder.id)
        .with_for_update(skip_locked=True)
    ).all()
    if not rows:
        return 0
    concerned = {row.deadline_id for row in rows}
    found = session.scalars(select(Deadline).where(Deadline.id.in_(concerned)))
    deadlines = {one.id: one for one in found}
    known = record.recorded(session.connection(), list(concerned))
    closed, done = [], 0
    for key, deadline_id, version, name in rows:
        deadline = deadlines[deadline_id]
        ruled = ruled_days(session, deadline.kind, deadline.due_on)
        threshold = next(t for t in thresholds(deadline.kind, ruled) if t.name == name)
        holds = _holds(deadline, version, threshold, known[deadline_id, version], ruled, now)
        owed = _owe(session, deadline, threshold, now) if holds else 0
        state = {"closed": DONE if holds else VOID, "is_told": holds, "owed": owed}
        closed.append(state | {"known_id": key})
        done += owed
    session.connection().execute(CLOSE, closed)
    return done


def _holds(  # noqa: PLR0913 - what decides whether it is told
    deadline: Deadline,
    version: int,
    threshold: Threshold,
    known: set[str],
    ruled: Ruled,
    now: datetime,
) -> bool:
    """Tell whether a threshold that was recorded is still to be told: what was away catches up."""
    running = deadline.ended_at is None or deadline.ended_by == LAPSED
    if deadline.version != version or deadline.paused_at or not running:
        return False
    set_on = berlin.local_date(deadline.set_at)
    dates = Dates(deadline.kind, deadline.due_on, deadline.due_at, set_on, ruled)
    come = [one for one in thresholds(deadline.kind, ruled) if one.name in known]
    return still_relevant(threshold, come, dates, now)


def _owe(session: Session, deadline: Deadline, threshold: Threshold, now: datetime) -> int:
    application = session.get_one(Application, deadline.application_id)
    case = Case(session, CLOCK, application, {}, now=now)
    about, consent = about_case(case), None
    today = berlin.local_date(now)
    if deadline.kind == CONSENT and (change := waits_for_consent(session, application.id)):
        # Only who has not answered is asked once more, and each is led to where they answer.
        about = replace(about, asked=unanswered(session, change))
        consent = change.id
    everyone = candidates(session, about)
    facts = frozen_facts(
        case,
        everyone,
        due=deadline.due_on,
        subject_due=deadline.due_on.isoformat(),
        days=abs(_distance(threshold, deadline.due_on, today)),
        deadline_kind=deadline.kind,
        **facts_told(session, deadline, threshold.name, today),
    )
    if consent is not None:
        facts = _led_to(facts, application, consent)
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


def _led_to(facts: Facts, application: Application, change_id: UUID) -> Facts:
    """Lead the town to its change, and whoever is asked about it to where they answer."""

    def with_path(recipient: Recipient) -> dict[str, Any]:
        end = "" if recipient.municipality_key == application.lead_key else "/zustimmung"
        path = f"/antraege/{application.reference}/aenderungen/{change_id}{end}"
        return facts(recipient) | {"path": path}

    return with_path


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
