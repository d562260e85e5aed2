"""How somebody wants to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Account, MailWish, Notice, Person
from funding.notices.paces import DIGEST, PART_OF, WITH_LINK

ADDRESS = "address"


class Reader(NamedTuple):
    """Who reads a notice: their name, and why it is not mailed to them by itself, if so."""

    name: str
    withheld: str | None


def wishes_of(session: Session, account_id: UUID | None) -> dict[str, str]:
    """Return the wishes of an account by group of notices; what is not in it comes at once."""
    rows = session.execute(
        select(MailWish.part, MailWish.pace).where(MailWish.account_id == account_id)
    )
    return {row.part: row.pace for row in rows}


def readers_of(session: Session, notices: Sequence[Notice]) -> dict[UUID, Reader]:
    """Return by notice who reads it, and whether it is mailed, as it stands now."""
    accounts = {notice.account_id for notice in notices if notice.account_id is not None}
    if not accounts:
        return dict.fromkeys((notice.id for notice in notices), Reader("", None))
    people = session.execute(
        select(Account.id, Person.name, Account.email, Account.mail_stopped_at)
        .join(Person, Person.id == Account.person_id)
        .where(Account.id.in_(accounts))
    )
    known = {row.id: row for row in people}
    wishes = session.execute(
        select(MailWish.account_id, MailWish.part, MailWish.pace).where(
            MailWish.account_id.in_(accounts)
        )
    )
    paces = {(row.account_id, row.part): row.pace for row in wishes}
    return {notice.id: _reader(notice, known.get(notice.account_id), paces) for notice in notices}


def _reader(notice: Notice, row: Any, paces: Mapping[tuple[UUID, str], str]) -> Reader:
    if row is None:
        return Reader("", None)
    stopped = row.mail_stopped_at is not None and row.email == notice.email
    if stopped and notice.kind not in WITH_LINK:
        return Reader(row.name, ADDRESS)
    return Reader(row.name, paces.get((row.id, PART_OF.get(notice.kind, DIGEST))))
