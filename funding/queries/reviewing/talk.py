"""Notes and messages of a case, and the colleagues whom a note may name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from funding.models import Account, Application, Message, Note, NoteMention, Person, RoleGrant
from funding.policy import Actor, roles_for
from funding.queries.case import Case
from funding.queries.reviewing.hidden import hidden_from
from funding.queries.reviewing.ties import people_of


@dataclass(frozen=True, slots=True)
class Told:
    """A note as its readers see it; ``for_me`` tells whether it is an open task of the reader."""

    id: UUID
    author: str
    written_at: datetime
    text: str
    due_on: date | None
    mentioned: tuple[str, ...]
    done_at: datetime | None
    done_by: str | None
    for_me: bool


def notes(case: Case) -> list[Told]:
    """Return the notes of a case, the newest first."""
    author, doer = aliased(Person), aliased(Person)
    by, done = aliased(Account), aliased(Account)
    rows = case.session.execute(
        select(Note, author.name, doer.name)
        .join(by, by.id == Note.written_by_id)
        .join(author, author.id == by.person_id)
        .outerjoin(done, done.id == Note.done_by_id)
        .outerjoin(doer, doer.id == done.person_id)
        .where(Note.application_id == case.application.id)
        .order_by(Note.written_at.desc(), Note.id)
    ).all()
    named = _named(case.session, [note.id for note, *_ in rows])
    mine = case.actor.account_id
    return [
        Told(
            note.id,
            wrote,
            note.written_at,
            note.text,
            note.due_on,
            tuple(name for _account, name in named.get(note.id, ())),
            note.done_at,
            did,
            note.done_at is None
            and note.due_on is not None
            and any(account == mine for account, _name in named.get(note.id, ())),
        )
        for note, wrote, did in rows
    ]


def _named(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    found: dict[UUID, list[tuple[UUID, str]]] = {}
    for note_id, account_id, name in session.execute(
        select(NoteMention.note_id, NoteMention.account_id, Person.name)
        .join(Account, Account.id == NoteMention.account_id)
        .join(Person, Person.id == Account.person_id)
        .where(NoteMention.note_id.in_(ids))
        .order_by(Person.name)
    ):
        found.setdefault(note_id, []).append((account_id, name))
    return found


def messages(case: Case) -> Sequence[Any]:
    """Return the messages of a case, the newest last, with the name of who wrote."""
    return case.session.execute(
        select(Message, Person.name)
        .join(Account, Account.id == Message.sent_by_id)
        .join(Person, Person.id == Account.person_id)
        .where(Message.application_id == case.application.id)
        .order_by(Message.sent_at, Message.id)
    ).all()


def colleagues(case: Case) -> list[tuple[UUID, str]]:
    """Return who of the office may write notes on the case, apart from the reader, by name.

    Who is biased or belongs to a municipality of the case is none (§§ 20, 21 VwVfG).
    """
    rows = case.session.execute(
        select(Account.id, Account.person_id, Person.name)
        .join(Person, Person.id == Account.person_id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(
            Account.active.is_(True),
            RoleGrant.role.in_(roles_for("act", "note")),
            Account.person_id.not_in(people_of(case.towns)),
            Account.id != case.actor.account_id,
        )
        .distinct()
        .order_by(Person.name)
    )
    return [(account, name) for account, person, name in rows if person not in case.biased]


def tasks_of(session: Session, account_id: UUID, actor: Actor) -> Sequence[Any]:
    """List the open tasks of somebody, on cases that the reader may know of, the next first."""
    return session.execute(
        select(Application.reference, Note.text, Note.due_on)
        .join(Note, Note.application_id == Application.id)
        .join(NoteMention, NoteMention.note_id == Note.id)
        .where(
            NoteMention.account_id == account_id,
            Note.due_on.is_not(None),
            Note.done_at.is_(None),
            ~hidden_from(actor),
        )
        .order_by(Note.due_on, Application.reference)
    ).all()
