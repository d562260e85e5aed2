"""Who somebody is: accounts read as frozen actors."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.models import Account, Person, RoleGrant, SignInSession
from funding.policy import Actor
from funding.policy.actor import Held
from funding.queries.accounts.inbox import unread_of

IDLE = timedelta(hours=8)
LONGEST = timedelta(hours=12)


def normalised(email: str) -> str:
    """Return an address as it is stored: NFKC, trimmed, case folded."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def sha256(text: str) -> str:
    """Return the SHA-256 of a text; tokens and typed addresses are stored only so."""
    return hashlib.sha256(text.encode()).hexdigest()


def _rows() -> Any:
    return (
        select(
            Account.id,
            Account.person_id,
            Account.email,
            Account.language,
            Person.name,
            RoleGrant.role,
            RoleGrant.municipality_key,
        )
        .join(Person, Person.id == Account.person_id)
        .outerjoin(RoleGrant, RoleGrant.account_id == Account.id)
        .where(Account.active.is_(True))
        .order_by(RoleGrant.role, RoleGrant.municipality_key)
    )


# Asked for every page, and so built once.
SIGNED_IN = (
    _rows()
    .add_columns(unread_of(Account.id).label("unread"))
    .join(SignInSession, SignInSession.account_id == Account.id)
    .where(
        SignInSession.token_hash == bindparam("token_hash"),
        SignInSession.ended_at.is_(None),
        SignInSession.last_seen_at > bindparam("awake_since"),
        SignInSession.created_at > bindparam("begun_since"),
    )
)


def _actor(rows: Sequence[Row[Any]]) -> Actor:
    first = rows[0]
    return Actor(
        person_id=first.person_id,
        account_id=first.id,
        name=first.name,
        email=first.email,
        language=first.language,
        roles=tuple(Held(row.role, row.municipality_key) for row in rows if row.role),
    )


def by_email(session: Session, email: str) -> Actor:
    """Return the active account with this address, or raise ``NotFound``."""
    rows = session.execute(_rows().where(Account.email == normalised(email))).all()
    if not rows:
        raise NotFound(email)
    return _actor(rows)


def by_account(session: Session, account_id: UUID) -> Actor:
    """Return who has an account that is active, or raise ``NotFound``."""
    rows = session.execute(_rows().where(Account.id == account_id)).all()
    if not rows:
        raise NotFound(str(account_id))
    return _actor(rows)


def by_token(session: Session, token: str, now: datetime) -> tuple[Actor, int] | None:
    """Return who is signed in with this token, with the number of their unread notices.

    ``None`` where the session has ended or gone idle.
    """
    since = {"awake_since": now - IDLE, "begun_since": now - LONGEST}
    rows = session.connection().execute(SIGNED_IN, since | {"token_hash": sha256(token)}).all()
    return (_actor(rows), rows[0].unread) if rows else None
