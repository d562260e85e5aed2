"""Keep what was typed when a sign-in ran out, and give it back after the next one."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import TooLarge
from funding.models import ParkedInput, SignInSession
from funding.policy import Actor
from funding.queries.accounts.actors import sha256

KEPT = timedelta(minutes=30)
# More windows than anybody writes in at once; of more, those sent last are kept.
MOST_FORMS = 10
# Larger than the longest page of the form filled to its limits.
MOST_LETTERS = 300_000
Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Parked:
    """A form that came too late: where it was sent to, and its fields in their order."""

    path: str
    fields: tuple[tuple[str, str], ...]


def park(session: Session, sign_in_token: str, path: str, fields: Fields) -> str | None:
    """Keep the fields for the account of a sign-in that has run out; return the token for them.

    ``None`` where there never was such a sign-in: strangers park nothing. Of more than
    ``MOST_FORMS`` of one account the oldest are forgotten; raises ``TooLarge`` for one that is
    longer than anything the portal asks for.
    """
    account_id = session.scalar(
        select(SignInSession.account_id).where(SignInSession.token_hash == sha256(sign_in_token))
    )
    if account_id is None:
        return None
    size = sum(len(name) + len(value) for name, value in fields)
    if size > MOST_LETTERS:
        raise TooLarge(size, MOST_LETTERS)
    clear_parked(session)
    _make_room(session, account_id)
    token = secrets.token_urlsafe(32)
    session.add(
        ParkedInput(
            token_hash=sha256(token),
            account_id=account_id,
            path=path,
            content={"fields": [list(pair) for pair in fields]},
            at=clock.now(),
        )
    )
    return token


def _make_room(session: Session, account_id: UUID) -> None:
    """Forget the oldest forms of an account, so that one more is not too many."""
    newest = (
        select(ParkedInput.id)
        .where(ParkedInput.account_id == account_id)
        .order_by(ParkedInput.at.desc(), ParkedInput.id)
        .limit(MOST_FORMS - 1)
    )
    kept = list(session.scalars(newest))
    session.execute(
        delete(ParkedInput).where(ParkedInput.account_id == account_id, ParkedInput.id.not_in(kept))
    )


def parked(session: Session, actor: Actor, token: str) -> Parked | None:
    """Return what the actor had parked; nothing of anybody else, and nothing that is old."""
    found = session.scalar(
        select(ParkedInput).where(
            ParkedInput.token_hash == sha256(token),
            ParkedInput.account_id == actor.account_id,
            ParkedInput.at > clock.now() - KEPT,
        )
    )
    if found is None:
        return None
    return Parked(found.path, tuple((name, value) for name, value in found.content["fields"]))


def clear_parked(session: Session) -> None:
    """Forget what nobody came back for."""
    session.execute(delete(ParkedInput).where(ParkedInput.at <= clock.now() - KEPT))
