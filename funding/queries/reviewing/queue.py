"""The queue of the office: views with counts in one query, a page of cases in another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, select, true, tuple_
from sqlalchemy.orm import Session, aliased

from funding.models import (
    Account,
    ActionField,
    Application,
    Assessment,
    AuditEntry,
    Deadline,
    Look,
    Municipality,
    Partner,
    Person,
    SavedView,
)
from funding.models.role import Role
from funding.policy import Actor
from funding.queries.reviewing.hidden import hidden_from
from funding.queries.reviewing.looks import is_new, own_look
from funding.queries.reviewing.waits import awaited
from funding.words.folding import fold
from workflows.application import APPLICATION, State
from workflows.application.words import NEVER_SUBMITTED

PAGE = 50
# The place of a case that nothing is due for: behind all others.
LAST = datetime(2199, 12, 31, tzinfo=UTC)
SOON = timedelta(days=7)
NOT_QUEUED = frozenset({*NEVER_SUBMITTED, *APPLICATION.final_states})
Condition = ColumnElement[bool]


def place(state: str, due_at: datetime | None) -> datetime | None:
    """Return where a case stands in the queue: by what is due; ``None`` where it is not open."""
    return None if State(state) in NOT_QUEUED else due_at or LAST


def _mine(actor: Actor, _now: datetime) -> Condition:
    return Application.holder_id == actor.account_id


def _unclaimed(_actor: Actor, _now: datetime) -> Condition:
    return Application.state == State.SUBMITTED


def _soon(_actor: Actor, now: datetime) -> Condition:
    return and_(Application.queue_at >= now, Application.queue_at < now + SOON)


def _overdue(_actor: Actor, now: datetime) -> Condition:
    return Application.queue_at < now


def _answered(_actor: Actor, _now: datetime) -> Condition:
    # The entry of the present version is the answer: nobody has done anything since.
    latest = exists().where(
        AuditEntry.workflow == APPLICATION.name,
        AuditEntry.subject_id == Application.id,
        AuditEntry.version == Application.version,
        AuditEntry.trigger.in_(("answer", "answer_late")),
    )
    return and_(Application.state.in_((State.IN_CHECK, State.IN_ASSESSMENT)), latest)


def _second(actor: Actor, _now: datetime) -> Condition:
    done = exists().where(
        Assessment.application_id == Application.id,
        Assessment.first.is_(False),
        Assessment.finished_at.is_not(None),
    )
    mine = Application.holder_id == actor.account_id
    return and_(Application.state == State.IN_ASSESSMENT, ~done, ~mine)


def _waiting(_actor: Actor, _now: datetime) -> Condition:
    return Application.state == State.WAITLISTED


def _proofs(_actor: Actor, _now: datetime) -> Condition:
    return Application.state == State.REPORTED


def _all(_actor: Actor, _now: datetime) -> Condition:
    return true()


VIEWS: Mapping[str, Callable[[Actor, datetime], Condition]] = {
    "meine": _mine,
    "neu": _unclaimed,
    "bald": _soon,
    "ueberfaellig": _overdue,
    "antwort": _answered,
    "zweitbewertung": _second,
    "warteliste": _waiting,
    "nachweise": _proofs,
    "alle": _all,
}

# What a view is about, where that is not what the case as a whole waits for.
OF_VIEW = {"zweitbewertung": "opinion"}


def first_view(actor: Actor) -> str:
    """Return the view with which a role begins its day."""
    if actor.has(Role.REVIEWER):
        return "meine"
    if actor.has(Role.LEAD_REVIEWER):
        return "neu"
    if actor.has(Role.SCORER):
        return "zweitbewertung"
    return "nachweise" if actor.has(Role.PROOF_AUDITOR) else "alle"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to: an action field, and words of number, project or town."""

    field: str = ""
    words: str = ""


NO_FILTER = Filter()


def visible(actor: Actor, narrowed: Filter = NO_FILTER) -> list[Condition]:
    """Return the conditions under which a case stands in the reader's queue."""
    conditions: list[Condition] = [Application.queue_at.is_not(None), ~hidden_from(actor)]
    if narrowed.field:
        code = ActionField.code == narrowed.field
        of_field = select(ActionField.id).where(code).scalar_subquery()
        conditions.append(Application.field_id == of_field)
    # Folded as the text that is searched; every word has to be found, in whatever order.
    for word in fold(narrowed.words).split():
        conditions.append(Application.search_text.contains(word, autoescape=True))
    return conditions


class Views(NamedTuple):
    """How many cases each view holds, and the views that the reader has saved."""

    counts: dict[str, int]
    saved: tuple[SavedView, ...]


def views(session: Session, actor: Actor, now: datetime, narrowed: Filter) -> Views:
    """Count the cases of every view, and read the reader's own views along, in one query."""
    columns = [
        func.coalesce(func.sum(case((condition(actor, now), 1), else_=0)), 0).label(name)
        for name, condition in VIEWS.items()
    ]
    counted = select(*columns).where(*visible(actor, narrowed)).subquery()
    own = SavedView.account_id == actor.account_id
    rows = session.execute(
        select(counted, SavedView)
        .select_from(counted)
        .outerjoin(SavedView, own)
        .order_by(SavedView.name)
    ).all()
    saved = tuple(row.SavedView for row in rows if row.SavedView is not None)
    return Views({name: int(rows[0]._mapping[name]) for name in VIEWS}, saved)


def cases(  # noqa: PLR0913 - who asks, when, for which view, filter and page
    session: Session,
    actor: Actor,
    now: datetime,
    view: str,
    narrowed: Filter,
    after: tuple[datetime, UUID] | None,
    most: int = PAGE + 1,
) -> Sequence[Any]:
    """List cases of a view by deadline, what has none last; one more than a page holds."""
    holder = aliased(Person)
    partners = (
        select(func.count(Partner.id))
        .where(Partner.application_id == Application.id)
        .scalar_subquery()
    )
    query = (
        select(
            Application.id,
            Application.reference,
            Application.title,
            Application.state,
            Application.requested_cents,
            Application.submitted_at,
            Application.queue_at,
            Deadline.due_at.label("awaited_at"),
            Deadline.kind.label("awaited_kind"),
            Municipality.name.label("town"),
            ActionField.code.label("field"),
            holder.name.label("holder"),
            partners.label("partners"),
            is_new().label("new"),
        )
        .join(Municipality, Municipality.key == Application.lead_key)
        .outerjoin(ActionField, ActionField.id == Application.field_id)
        .outerjoin(Account, Account.id == Application.holder_id)
        .outerjoin(holder, holder.id == Account.person_id)
        .outerjoin(Look, own_look(actor))
        .outerjoin(Deadline, awaited(OF_VIEW.get(view)))
        .where(*visible(actor, narrowed), VIEWS[view](actor, now))
        .order_by(Application.queue_at, Application.id)
        .limit(most)
    )
    if after is not None:
        query = query.where(tuple_(Application.queue_at, Application.id) > after)
    return session.execute(query).all()
