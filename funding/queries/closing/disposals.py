"""Cases that have ended, each with its retention and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, and_, case, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from funding.errors import NotFound
from funding.law import berlin
from funding.models import (
    Application,
    AuditEntry,
    Deadline,
    Disposal,
    DoomedFile,
    Municipality,
    Person,
)
from funding.policy import Actor
from funding.queries.reviewing.hidden import hidden_from
from workflows.application import APPLICATION
from workflows.disposal import DISPOSAL, State, Trigger

PAGE = 50
RETENTION = "retention"
# What of the list is shown: what waits for somebody of the office, for the archive or the clock.
VIEWS = ("open", "offered", "held", "kept", "deleted")
WORK = (State.DUE, State.TAKEN_OVER, State.DECLINED, State.UNANSWERED, State.PROPOSED)
HOLDER, PROPOSER, CONFIRMER = aliased(Person), aliased(Person), aliased(Person)
KEPT_UNTIL = (
    select(func.max(Deadline.due_on, type_=Date()))
    .where(Deadline.application_id == Application.id, Deadline.kind == RETENTION)
    .scalar_subquery()
)
UNTIL = func.coalesce(Disposal.kept_until, KEPT_UNTIL, type_=Date())
# Until when somebody acts; while it is kept, the last day of its retention.
BY = case((Disposal.due_on.is_not(None), Disposal.due_on), else_=UNTIL)


@dataclass(frozen=True, slots=True)
class Kept:
    """A case that has ended, as its list and its page show it."""

    application: Application
    disposal: Disposal | None
    town: str
    until: date
    by: date
    held_by: str | None = None
    proposed_by: str | None = None
    confirmed_by: str | None = None
    files_left: int = 0

    @property
    def state(self) -> State:
        """Return where it stands; it is kept where nothing was done yet."""
        return self.disposal.state if self.disposal else State.KEPT

    @property
    def held(self) -> bool:
        """Tell whether a hold stops it."""
        return self.disposal is not None and self.disposal.held_at is not None

    @property
    def draft(self) -> bool:
        """Tell whether it was never submitted."""
        return self.application.submitted_at is None


def _all(actor: Actor) -> Any:
    return _every().where(~hidden_from(actor))


def _every() -> Any:
    return (
        select(Application, Disposal, Municipality.name.label("town"), UNTIL.label("until"))
        .add_columns(
            BY.label("by"),
            HOLDER.name.label("held_by"),
            PROPOSER.name.label("proposed_by"),
            CONFIRMER.name.label("confirmed_by"),
        )
        .join(Municipality, Municipality.key == Application.lead_key)
        .outerjoin(Disposal, Disposal.application_id == Application.id)
        .outerjoin(HOLDER, HOLDER.id == Disposal.held_by_id)
        .outerjoin(PROPOSER, PROPOSER.id == Disposal.proposed_by_id)
        .outerjoin(CONFIRMER, CONFIRMER.id == Disposal.confirmed_by_id)
        .where(Application.state.in_(APPLICATION.final_states), UNTIL.is_not(None))
    )


def _in_view(view: str) -> ColumnElement[bool]:
    held = and_(Disposal.held_at.is_not(None), Disposal.state != State.DELETED)
    views: dict[str, ColumnElement[bool]] = {
        "open": and_(Disposal.state.in_(WORK), Disposal.held_at.is_(None)),
        "offered": and_(Disposal.state == State.OFFERED, Disposal.held_at.is_(None)),
        "held": held,
        "kept": and_(
            or_(Disposal.id.is_(None), Disposal.state == State.KEPT), Disposal.held_at.is_(None)
        ),
        "deleted": Disposal.state == State.DELETED,
    }
    return views[view]


def disposals(
    session: Session, actor: Actor, view: str, after: tuple[date, UUID] | None = None
) -> list[Kept]:
    """List the cases of a view that the actor may know of, the most urgent first, and one more."""
    place = tuple_(BY, Application.id)
    query = _all(actor).where(_in_view(view)).order_by(BY, Application.id).limit(PAGE + 1)
    if after is not None:
        query = query.where(place > after)
    return [Kept(*row) for row in session.execute(query)]


def counts(session: Session, actor: Actor) -> dict[str, int]:
    """Count the cases of each view."""
    listed = _all(actor).with_only_columns(
        *(func.count(case((_in_view(view), 1))).label(view) for view in VIEWS)
    )
    row = session.execute(listed).one()
    return {view: getattr(row, view) for view in VIEWS}


def kept_case(session: Session, actor: Actor, reference: str) -> Kept:
    """Return one case that has ended; raises ``NotFound`` where it is not the actor's to know."""
    return _one(session, reference, ~hidden_from(actor))


def record_of(session: Session, reference: str) -> Kept:
    """Return the record of a deleted case, to whoever was found to know of it (``find``)."""
    return _one(session, reference, Application.erased_at.is_not(None))


def _one(session: Session, reference: str, known: ColumnElement[bool]) -> Kept:
    row = session.execute(_every().where(Application.reference == reference, known)).one_or_none()
    if row is None:
        raise NotFound(reference)
    left = 0
    if row.Disposal is not None:
        of_it = DoomedFile.disposal_id == row.Disposal.id
        left = session.scalar(select(func.count()).select_from(DoomedFile).where(of_it)) or 0
    return replace(Kept(*row), files_left=left)


def history(session: Session, disposal: Disposal | None) -> Sequence[Any]:
    """List what was done, with whom and why."""
    if disposal is None:
        return []
    return session.execute(
        select(AuditEntry.at, AuditEntry.trigger, Person.name, AuditEntry.note)
        .outerjoin(Person, Person.id == AuditEntry.person_id)
        .where(AuditEntry.workflow == DISPOSAL.name, AuditEntry.subject_id == disposal.id)
        .order_by(AuditEntry.version)
    ).all()


def due_disposals(session: Session, now: datetime) -> list[tuple[UUID, Trigger]]:
    """List whose retention is over and whose archive has not answered, with what the clock does."""
    over = (
        select(Application.id)
        .join(Deadline, Deadline.application_id == Application.id)
        .outerjoin(Disposal, Disposal.application_id == Application.id)
        .where(
            Deadline.kind == RETENTION,
            Deadline.ended_at.is_(None),
            Deadline.due_at <= now,
            Application.state.in_(APPLICATION.final_states),
            or_(Disposal.id.is_(None), Disposal.state == State.KEPT),
        )
        .order_by(Deadline.due_at, Application.id)
    )
    unanswered = (
        select(Disposal.application_id)
        .where(Disposal.state == State.OFFERED, Disposal.due_on < berlin.local_date(now))
        .order_by(Disposal.due_on, Disposal.id)
    )
    return [
        *((key, Trigger.FALL_DUE) for key in session.scalars(over)),
        *((key, Trigger.LAPSE) for key in session.scalars(unanswered)),
    ]
