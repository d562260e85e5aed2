"""The office notes something on a case, for itself or as a task; towns never see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid, NotFound
from funding.models import Application, Note, NoteMention
from funding.notices.catalogue import OWED
from funding.policy import CLOCK, Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.reviewing.talk import colleagues
from funding.services.notify import owe
from funding.words.visible import said

LONGEST = 4000


def write_note(  # noqa: PLR0913 - who, where, what, for whom, until when
    session: Session,
    actor: Actor,
    key: UUID | str,
    text: str,
    mentioned: Sequence[UUID] = (),
    due_on: date | None = None,
) -> Note:
    """Keep a note and tell the colleagues that it names; with a day (Berlin) it is their task.

    A task that names nobody is the writer's own. Raises ``Invalid`` for a note without text, a day
    that is past, or somebody who may not know of the case.
    """
    case = find.case(session, actor, key)
    require(actor, "act", "note", case.scope)
    names = list(dict.fromkeys(mentioned))
    _demand(case, text, names, due_on)
    note = Note(
        id=uuid4(),
        application_id=case.application.id,
        written_by_id=actor.account_id,
        written_at=case.now,
        text=text.strip(),
        due_on=due_on,
    )
    session.add(note)
    session.flush()
    own = [actor.account_id] if due_on and not names else []
    for account_id in (*names, *own):
        session.add(NoteMention(note_id=note.id, account_id=account_id))
    if names:
        owe(case, OWED["act", "note"], due=due_on, cause=str(note.id), mentioned=names)
    return note


def _demand(case: Case, text: str, names: Sequence[UUID], due_on: date | None) -> None:
    faults = []
    if not said(text):
        faults.append(Fault("text", "note_empty"))
    if len(text) > LONGEST:
        faults.append(Fault("text", "too_long", {"most": LONGEST, "length": len(text)}))
    if due_on and due_on < case.today:
        faults.append(Fault("due_on", "day_past"))
    known = {account_id for account_id, _name in colleagues(case)} if names else set()
    if set(names) - known:
        faults.append(Fault("mentioned", "choose"))
    if faults:
        raise Invalid(*faults)


def finish_task(session: Session, actor: Actor, key: UUID | str, note_id: UUID) -> None:
    """Mark a task as done, once; whoever may note on the case may. Raises ``NotFound``."""
    case = find.case(session, actor, key)
    require(actor, "act", "note", case.scope)
    note = session.scalars(
        select(Note).where(Note.id == note_id, Note.application_id == case.application.id)
    ).one_or_none()
    if note is None or note.due_on is None:
        raise NotFound(str(note_id))
    if note.done_at is None:
        note.done_at, note.done_by_id = case.now, actor.account_id


def remind_of_task(session: Session, note_id: UUID) -> int:
    """Tell once, on its day, who is to do a task; return how many are told."""
    note = session.scalars(select(Note).where(Note.id == note_id).with_for_update()).one()
    if note.done_at is not None or note.reminded_at is not None:
        return 0
    case = Case(session, CLOCK, session.get_one(Application, note.application_id))
    names = session.scalars(
        select(NoteMention.account_id).where(NoteMention.note_id == note.id)
    ).all()
    note.reminded_at = case.now
    owe(case, OWED["act", "task"], due=note.due_on, cause=str(note.id), mentioned=names)
    return len(names)
