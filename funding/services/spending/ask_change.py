"""The town drafts a change, signs it, answers a question about it, or takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid, NotPermitted, Outdated
from funding.models import Change, ChangeLine
from funding.models.change import LESS, PARTNER, PERIOD, SHIFT
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.spending.change_answers import possible_kinds
from funding.queries.spending.changes import find_change, movable, moved_lines
from funding.services.spending.change_partners import Joining, name_partners
from funding.services.spending.change_step import settle_timers, take
from funding.services.step import change_state, hold
from workflows.change import CHANGE, OPEN, WRITABLE, State, Trigger

LONGEST = 8000
# What ends the period for the answers of partners, beside the steps of a change.
WRITTEN_ANEW = "written_anew"


@dataclass(frozen=True, slots=True)
class Content:
    """What a town writes of a change: why, the new end, amounts in cents or partners, an answer."""

    reason: str
    new_end: date | None = None
    lines: Mapping[UUID, int] = field(default_factory=dict)
    answer: str = ""
    leaving: frozenset[str] = frozenset()
    joining: Joining | None = None


def draft_change(session: Session, actor: Actor, key: UUID | str, kind: str) -> Change:
    """Begin a change of a kind; only one of each kind is open at a time.

    Raises ``Invalid`` where the state of the case allows none, or one is open already.
    """
    case = find.case(session, actor, key)
    require(actor, "act", "draft_change", case.scope)
    hold(case)
    if kind not in possible_kinds(case):
        raise Invalid(Fault("kind", "change_not_now"))
    mine = Change.application_id == case.application.id, Change.kind == kind
    if session.scalar(select(Change.id).where(*mine, Change.state.in_(OPEN))):
        raise Invalid(Fault("kind", "change_open"))
    if actor.person_id is None:
        raise NotPermitted("draft_change")
    change = Change(
        id=uuid4(),
        application_id=case.application.id,
        round=case.application.round,
        kind=kind,
        state=State.DRAFTED,
        version=0,
        old_end=case.ends_on if kind == PERIOD else None,
        drafted_by_id=actor.person_id,
        drafted_at=case.now,
    )
    session.add(change)
    session.flush()
    if kind in (SHIFT, LESS):
        _keep_lines(case, change, {})
    elif kind == PARTNER:
        name_partners(case, change, (), None)
    return change


def save_change(  # noqa: PLR0913 - who writes what on which change, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    change_id: UUID,
    content: Content,
    version: int,
) -> Change:
    """Keep what the town writes while it is a draft, or the office has a question.

    Raises ``Invalid`` for what no change can say, ``Outdated`` if somebody was quicker.
    """
    case = find.case(session, actor, key)
    require(actor, "act", "draft_change", case.scope)
    change = find_change(case, change_id, drafts=True)
    hold(case)
    if version != change.version or change.state not in WRITABLE:
        raise Outdated(version, change.version, change.id)
    columns = {"reason": content.reason.strip(), "answer": content.answer.strip()}
    for name, text in columns.items():
        if len(text) > LONGEST:
            raise Invalid(Fault(name, "too_long", {"length": len(text), "most": LONGEST}))
    if change.kind == PERIOD:
        period = {"old_end": case.ends_on, "new_end": content.new_end}
        if content.new_end and case.ends_on and content.new_end <= case.ends_on:
            raise Invalid(Fault("new_end", "end_not_later", {"end": case.ends_on}))
        change_state(session, change, change.state, change.state, columns | period)
    elif change.kind == PARTNER:
        _save_partners(case, change, content, columns)
    else:
        change_state(session, change, change.state, change.state, dict(columns))
        _keep_lines(case, change, content.lines)
    return change


def _save_partners(case: Case, change: Change, content: Content, columns: dict[str, str]) -> None:
    """Keep who leaves and joins; what all have agreed to stays as it is, but for the answer."""
    if change.state != State.DRAFTED:
        answer = {"answer": columns["answer"]}
        change_state(case.session, change, change.state, change.state, answer)
        return
    name_partners(case, change, content.leaving, content.joining)
    unasked: dict[str, Any] = {"asked_at": None, "due_on": None}
    change_state(case.session, change, change.state, change.state, columns | unasked)
    settle_timers(case, WRITTEN_ANEW)


def _keep_lines(case: Case, change: Change, new: Mapping[UUID, int]) -> None:
    """Keep the whole plan with the new amounts; what is not named stays as it is approved."""
    if any(cents < 0 for cents in new.values()):
        raise Invalid(Fault("lines", "amount_unreadable"))
    fixed = {line.id for line in case.lines if not movable(line)}
    if set(new) & fixed or set(new) - {line.id for line in case.lines}:
        raise Invalid(Fault("lines", "line_not_movable"))
    case.session.execute(delete(ChangeLine).where(ChangeLine.change_id == change.id))
    for row in moved_lines(case, None):
        line_id = row.line.id
        case.session.add(
            ChangeLine(
                change_id=change.id,
                line_id=line_id,
                old_cents=row.old,
                new_cents=new.get(line_id, row.old),
            )
        )
    case.session.flush()


def request_change(  # noqa: PLR0913 - who signs which change, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    change_id: UUID,
    *,
    reauthenticated: bool,
    version: int,
) -> Change:
    """Send a change to the office, or the answer to its question, signed."""
    case = find.case(session, actor, key, Details(reauthenticated=reauthenticated))
    change = find_change(case, change_id, drafts=True)
    at = change.requested_at or case.now
    take(case, change, Trigger.REQUEST, version=version, requested_at=at)
    return change


def withdraw_change(  # noqa: PLR0913 - who takes which change back, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    change_id: UUID,
    *,
    reauthenticated: bool,
    version: int,
) -> Change:
    """Take a change back: a draft by who may write it, what was signed by who may sign it."""
    case = find.case(session, actor, key, Details(reauthenticated=reauthenticated))
    change = find_change(case, change_id, drafts=True)
    if change.state != State.DRAFTED:
        require(actor, CHANGE.name, Trigger.REQUEST, case.scope)
    take(case, change, Trigger.WITHDRAW, version=version)
    return change
