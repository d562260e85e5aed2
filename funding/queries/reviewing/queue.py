"""The queue of the office: views with counts in one query, a page of cases in another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Executable,
    Integer,
    Select,
    String,
    Uuid,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.orm import Session, aliased

from funding import clock
from funding.law.berlin import local_date
from funding.models import (
    Absence,
    Account,
    ActionField,
    Application,
    Deadline,
    DecisionNotice,
    Look,
    Municipality,
    Partner,
    Person,
    Reminder,
    SavedView,
)
from funding.models.absence import RUNNING
from funding.models.role import Role
from funding.policy import Actor
from funding.queries.reviewing.hidden import HIDDEN
from funding.queries.reviewing.looks import OWN_LOOK, is_new
from funding.queries.reviewing.standing_in import REPRESENTED_ACCOUNTS
from funding.queries.reviewing.waits import awaited, running, unsubmitted
from funding.words.folding import fold
from workflows.application import APPLICATION, State
from workflows.application.words import NEVER_SUBMITTED

PAGE = 50
# The place of a case that nothing is due for: behind all others.
LAST = datetime(2199, 12, 31, tzinfo=UTC)
SOON = timedelta(days=7)
NOT_QUEUED = frozenset({*NEVER_SUBMITTED, *APPLICATION.final_states})
Condition = ColumnElement[bool]
ESCAPED = re.compile(r"[%_/]")


def place(state: str, due_at: datetime | None) -> datetime | None:
    """Return where a case stands in the queue: by what is due; ``None`` where it is not open."""
    return None if State(state) in NOT_QUEUED else due_at or LAST


# What is asked for each time anew; the statements themselves are built once.
NOW, UNTIL = (bindparam(name, type_=Application.queue_at.type) for name in ("now", "until"))
ACCOUNT = bindparam("account", type_=Uuid)
FIELD, MOST = bindparam("field", type_=String), bindparam("most", type_=Integer)
MINE = Application.holder_id == ACCOUNT


def _in(*states: State) -> Condition:
    """Mean several states, in words that need not be written anew for each question."""
    return or_(*(Application.state == state for state in states))


# Money can be paid: the notice of award is final, and not all of what was granted has left.
TO_PAY = and_(
    _in(State.IN_PROGRESS, State.REPORT_DUE, State.REPORTED, State.SETTLING),
    Application.committed_cents > Application.paid_cents,
    exists().where(
        DecisionNotice.application_id == Application.id,
        DecisionNotice.round == Application.round,
        DecisionNotice.kind == "award",
        DecisionNotice.set_aside_on.is_(None),
        DecisionNotice.final_on <= bindparam("today", type_=Date),
    ),
)
# The proof of use has not come, and its auditors were told that the town can be heard about it.
UNPROVED = and_(
    Application.state == State.REPORT_DUE,
    exists().where(
        Deadline.application_id == Application.id,
        Deadline.kind == "proof",
        Deadline.ended_at.is_(None),
        Reminder.deadline_id == Deadline.id,
        Reminder.deadline_version == Deadline.version,
        Reminder.threshold == "hearing",
    ),
)
VIEWS: Mapping[str, Condition] = {
    "meine": MINE,
    "vertretung": Application.holder_id.in_(REPRESENTED_ACCOUNTS),
    "neu": Application.state == State.SUBMITTED,
    "bald": and_(Application.queue_at >= NOW, Application.queue_at < UNTIL),
    "ueberfaellig": Application.queue_at < NOW,
    "antwort": and_(_in(State.IN_CHECK, State.IN_ASSESSMENT), Application.answered),
    "zweitbewertung": and_(
        Application.state == State.IN_ASSESSMENT,
        ~Application.second_scored,
        or_(Application.holder_id.is_(None), ~MINE),
    ),
    "warteliste": Application.state == State.WAITLISTED,
    "mittelabrufe": TO_PAY,
    "nachweise": or_(_in(State.REPORTED, State.HEARD), UNPROVED),
    "alle": true(),
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


# A case stands in the reader's queue while it is open and nothing hides it from the reader.
VISIBLE: tuple[Condition, ...] = (Application.queue_at.is_not(None), ~HIDDEN)


def given(actor: Actor, narrowed: Filter = NO_FILTER) -> dict[str, Any]:
    """Return what the statements of the queue ask of reader, hour and filter."""
    now = clock.now()
    asked = {
        "account": actor.account_id,
        "person": actor.person_id,
        "now": now,
        "today": local_date(now),
        "until": now + SOON,
        "field": narrowed.field,
    }
    # Folded as the text that is searched, and as text: what matches anything matches itself.
    words = fold(narrowed.words).split()
    return asked | {f"word{at}": anywhere(word) for at, word in enumerate(words)}


def anywhere(word: str) -> str:
    """Return the pattern that finds a word wherever it stands, whatever signs are in it."""
    return "%" + ESCAPED.sub(r"/\g<0>", word) + "%"


def _narrowing(narrowed: Filter) -> tuple[bool, int]:
    return bool(narrowed.field), len(fold(narrowed.words).split())


@cache
def _shown(field: bool, words: int) -> tuple[Condition, ...]:
    """Return what a case of the list fulfils: every word is found, in whatever order."""
    of_field = select(ActionField.id).where(ActionField.code == FIELD).scalar_subquery()
    searched = (
        Application.search_text.like(bindparam(f"word{at}", type_=String), escape="/")
        for at in range(words)
    )
    narrowed = (Application.field_id == of_field,) if field else ()
    return (*VISIBLE, *narrowed, *searched)


class Views(NamedTuple):
    """How many cases each view holds, and the views that the reader has saved."""

    counts: dict[str, int]
    saved: tuple[Any, ...]


@cache
def _counting(field: bool, words: int) -> Select[Any]:
    columns = [func.count().filter(condition).label(name) for name, condition in VIEWS.items()]
    counted = select(*columns).where(*_shown(field, words)).subquery()
    own = SavedView.account_id == ACCOUNT
    return (
        select(counted, *SavedView.__table__.columns)
        .select_from(counted)
        .outerjoin(SavedView, own)
        .order_by(SavedView.name)
    )


def views(session: Session, actor: Actor, narrowed: Filter) -> Views:
    """Count the cases of every view, and read the reader's own views along, in one query."""
    asked = given(actor, narrowed)
    rows = session.connection().execute(_counting(*_narrowing(narrowed)), asked).all()
    saved = tuple(row for row in rows if row.id is not None)
    return Views({name: int(rows[0]._mapping[name]) for name in VIEWS}, saved)


class Listed(NamedTuple):
    """A case as the queue lists it: whose turn it is and until when, sums in cents, UTC."""

    reference: str
    title: str
    state: State
    requested_cents: int
    submitted_at: datetime | None
    queue_at: datetime
    awaited_at: datetime | None
    awaited_kind: str | None
    town: str
    field: str | None
    holder: str | None
    deputy: str | None
    partners: int
    new: bool
    unsubmitted: bool


@cache
def _listing(view: str, field: bool, words: int, further: bool) -> Executable:
    holder, deputy = aliased(Person), aliased(Person)
    partners = (
        select(func.count(Partner.id))
        .where(Partner.application_id == Application.id)
        .scalar_subquery()
    )
    place_ = tuple_(Application.queue_at, Application.reference)
    after = tuple_(
        bindparam("after_at", type_=Application.queue_at.type),
        bindparam("after_reference", type_=String),
    )
    own = OF_VIEW.get(view)
    shown = (Deadline.due_at, Deadline.kind) if own else awaited()
    statement = (
        select(
            Application.reference,
            Application.title,
            Application.state,
            Application.requested_cents,
            Application.submitted_at,
            Application.queue_at,
            *shown,
            Municipality.name.label("town"),
            ActionField.code.label("field"),
            holder.name.label("holder"),
            deputy.name.label("deputy"),
            partners.label("partners"),
            is_new().label("new"),
            unsubmitted().label("unsubmitted"),
        )
        .join(Municipality, Municipality.key == Application.lead_key)
        .outerjoin(ActionField, ActionField.id == Application.field_id)
        .outerjoin(Account, Account.id == Application.holder_id)
        .outerjoin(holder, holder.id == Account.person_id)
        .outerjoin(Absence, and_(Absence.person_id == Account.person_id, *RUNNING))
        .outerjoin(deputy, deputy.id == Absence.deputy_id)
        .outerjoin(Look, OWN_LOOK)
        .where(*_shown(field, words), VIEWS[view], *((place_ > after,) if further else ()))
        .order_by(Application.queue_at, Application.reference)
        .limit(MOST)
    )
    return statement.outerjoin(Deadline, running(own)) if own else statement


def cases(  # noqa: PLR0913 - who asks, for which view, filter and page
    session: Session,
    actor: Actor,
    view: str,
    narrowed: Filter = NO_FILTER,
    after: tuple[datetime, str] | None = None,
    most: int = PAGE + 1,
) -> Sequence[Listed]:
    """List cases of a view by deadline and number, what has none last; one more than a page."""
    asked = given(actor, narrowed) | {"most": most}
    if after is not None:
        asked |= {"after_at": after[0], "after_reference": after[1]}
    statement = _listing(view, *_narrowing(narrowed), after is not None)
    return [Listed(*row) for row in session.connection().execute(statement, asked)]
