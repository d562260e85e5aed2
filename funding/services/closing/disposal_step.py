"""A step of a disposal: its state with version, the audit, until when who acts, who is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import NotFound, Outdated
from funding.law import workdays
from funding.law.periods import end_of_period
from funding.models import Application, Deadline, Disposal, Municipality
from funding.notices import outbox
from funding.notices.catalogue import OWED
from funding.notices.people import About, Recipient, candidates
from funding.policy import Actor, require
from funding.policy.rules import unbound
from funding.queries.administration import rules
from funding.queries.case import Case
from funding.queries.closing.answers import facts
from funding.queries.closing.disposals import RETENTION
from funding.services.step import follow
from workflows.disposal import ANSWER, DISPOSAL, TASK, State, Trigger

# What of the columns of a step the audit keeps; days as text.
TOLD = ("offered_on", "answered_on", "archive_reference", "answer")


@dataclass(frozen=True, slots=True)
class Kept:
    """A case that has ended, locked with its disposal for one step."""

    session: Session
    actor: Actor
    case: Case
    disposal: Disposal

    @property
    def application(self) -> Application:
        """Return the case itself."""
        return self.case.application

    @property
    def now(self) -> datetime:
        """Return the instant of the step."""
        return self.case.now

    @property
    def today(self) -> date:
        """Return the day of the step, in Berlin."""
        return self.case.today


def locked(session: Session, actor: Actor, key: UUID | str, trigger: Trigger) -> Kept:
    """Read and lock a case that has ended; its disposal begins with the first step.

    Raises ``NotPermitted`` where the role does not allow the step, and ``NotFound`` where there
    is no such case, or the actor is biased on it or belongs to one of its municipalities.
    """
    require(actor, DISPOSAL.name, trigger)
    wanted = Application.id == key if isinstance(key, UUID) else Application.reference == key
    app = session.scalars(select(Application).where(wanted).with_for_update()).one_or_none()
    if app is None:
        raise NotFound(str(key))
    case = Case(session, actor, app, now=clock.now())
    until = _kept_until(session, app)
    if until is None or not unbound(actor, case.scope):
        raise NotFound(str(key))
    own = select(Disposal).where(Disposal.application_id == app.id).with_for_update()
    disposal = session.scalars(own).one_or_none()
    if disposal is None:
        disposal = Disposal(
            id=uuid4(), application_id=app.id, state=State.KEPT, version=0, kept_until=until
        )
        disposal.archive_reference = disposal.hold_reason = ""
        disposal.gone = {}
        session.add(disposal)
        session.flush()  # its first step belongs to it
    return Kept(session, actor, case, disposal)


def _kept_until(session: Session, app: Application) -> date | None:
    """Return the last day of the retention that the end of the case has set."""
    return session.scalar(
        select(Deadline.due_on)
        .where(Deadline.application_id == app.id, Deadline.kind == RETENTION)
        .order_by(Deadline.set_at.desc())
        .limit(1)
    )


def take(
    kept: Kept,
    trigger: Trigger,
    given: Mapping[str, Any],
    *,
    version: int | None = None,
    more: Mapping[str, Any] | None = None,
    **columns: Any,
) -> UUID:
    """Take a step; ``more`` is what the audit keeps beside. Raises as a step of a case does."""
    disposal, actor = kept.disposal, kept.actor
    if version is not None and version != disposal.version:
        raise Outdated(version, disposal.version, disposal.id)
    note = str(given.get("note") or "").strip()
    told = {"reference": kept.application.reference} | _plain(columns) | dict(more or {})
    source = disposal.state
    _move, audit_id = follow(
        kept.session,
        actor,
        DISPOSAL,
        disposal,
        trigger,
        facts(kept.application, disposal, actor.person_id, kept.today, given),
        at=kept.now,
        note=note,
        details=lambda _move: told,
        **columns,
    )
    if disposal.state != source:
        disposal.due_on = _until(kept, disposal.state)
    return audit_id


def _until(kept: Kept, state: State) -> date | None:
    """Return until when the one whose turn it is acts."""
    timers = DISPOSAL.standings[state].timers
    if ANSWER in timers and kept.disposal.offered_on:
        months = rules.number(kept.session, "archive_months", kept.today)
        return end_of_period(kept.disposal.offered_on, months=months).end
    if TASK in timers:
        days = rules.number(kept.session, "disposal_days", kept.today)
        return workdays.add_working_days(kept.today, days)
    return None


def _plain(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in columns.items()
        if name in TOLD and value
    }


def tell(kept: Kept, trigger: Trigger, audit_id: UUID, note: str = "") -> None:
    """Owe the notices of a step; they name the case, and nothing of what it says."""
    app, scope = kept.application, kept.case.scope
    about = About(
        lead_key=app.lead_key, actor_id=kept.actor.account_id, biased=frozenset(scope.biased)
    )
    everyone = candidates(kept.session, about)
    tied = {one.person_id for one in everyone if one.municipality_key in kept.case.towns}
    due = kept.disposal.due_on
    known = {
        "reference": app.reference,
        "municipality": kept.session.get_one(Municipality, app.lead_key).name,
        "actor": kept.actor.name if kept.actor.person_id else "",
        "reason": note.strip(),
        "due": due.isoformat() if due else "",
        "path": f"/aufbewahrung/{app.reference}",
    }

    def in_words(_recipient: Recipient) -> dict[str, Any]:
        return dict(known)

    for owed in OWED[DISPOSAL.name, trigger]:
        outbox.post(
            kept.session,
            cause=str(audit_id),
            kind=owed.kind,
            recipients=[
                one
                for one in outbox.told(everyone, owed.audience, about)
                if one.person_id not in tied
            ],
            facts=in_words,
            now=kept.now,
            application_id=app.id,
        )
