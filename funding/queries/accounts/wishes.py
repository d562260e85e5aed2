"""How somebody wants to be told."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, select
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


def reader_of(session: Session, notice: Notice) -> Reader:
    """Return who reads a notice, and whether it is mailed; in one question, as it stands now."""
    if notice.account_id is None:
        return Reader("", None)
    wish = and_(
        MailWish.account_id == Account.id, MailWish.part == PART_OF.get(notice.kind, DIGEST)
    )
    row = session.execute(
        select(Person.name, Account.email, Account.mail_stopped_at, MailWish.pace)
        .join(Account, Account.person_id == Person.id)
        .outerjoin(MailWish, wish)
        .where(Account.id == notice.account_id)
    ).first()
    if row is None:
        return Reader("", None)
    stopped = row.mail_stopped_at is not None and row.email == notice.email
    if stopped and notice.kind not in WITH_LINK:
        return Reader(row.name, ADDRESS)
    return Reader(row.name, row.pace)
