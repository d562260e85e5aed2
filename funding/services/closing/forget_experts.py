"""Who was asked for an opinion on a deleted case, and works for nobody here, is forgotten too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from funding.models import (
    Account,
    Bounce,
    CalendarFeed,
    Invitation,
    MailWish,
    Notice,
    Opinion,
    ParkedInput,
    Person,
    RoleGrant,
    SignInSession,
)

# A letter that came back says whose address it was.
BOUNCES = Bounce.metadata.tables[Bounce.__tablename__]
# What belongs to an account alone.
OWN: tuple[Any, ...] = (SignInSession, Invitation, CalendarFeed, MailWish, ParkedInput, Notice)


def experts_of(session: Session, application_id: UUID) -> list[UUID]:
    """List who was asked on this case and nowhere else, and has no role in the portal."""
    other = exists().where(
        Opinion.account_id == Account.id, Opinion.application_id != application_id
    )
    asked = exists().where(
        Opinion.account_id == Account.id, Opinion.application_id == application_id
    )
    works = exists().where(RoleGrant.account_id == Account.id)
    return list(session.scalars(select(Account.id).where(asked, ~other, ~works)))


def forget_experts(session: Session, accounts: Iterable[UUID]) -> int:
    """Close these accounts and leave nothing in them; keys stay, for the audit names them."""
    forgotten = 0
    connection = session.connection()
    for key in accounts:
        account = session.get_one(Account, key)
        letters = select(Notice.id).where(Notice.account_id == key)
        connection.execute(BOUNCES.delete().where(BOUNCES.c.notice_id.in_(letters)))
        for model in OWN:
            table = model.metadata.tables[model.__tablename__]
            connection.execute(table.delete().where(table.c.account_id == key))
        account.email = f"geloescht-{key}@invalid.example"
        account.password_hash, account.phone, account.active = None, "", False
        others = exists().where(Account.person_id == account.person_id, Account.id != key)
        if not session.scalar(select(others)):
            session.get_one(Person, account.person_id).name = "–"
        session.flush()
        forgotten += 1
    return forgotten
