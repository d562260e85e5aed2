"""Sign in and out: the same answer and effort for known and unknown, throttled, server-side."""

from __future__ import annotations

import secrets
from datetime import timedelta

from argon2 import PasswordHasher, profiles
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from funding import clock
from funding.db.queues import take_turns
from funding.errors import FundingError
from funding.models import Account, SignInAttempt, SignInSession
from funding.queries.accounts.actors import normalised, sha256

WINDOW = timedelta(minutes=15)
MOST_PER_ADDRESS = 5
MOST_PER_NETWORK = 50


class WrongPassword(FundingError):
    """Address or password does not fit; which of them is not said."""

    def __init__(self, left: int) -> None:
        self.left = left
        super().__init__("wrong address or password")


class TooManyAttempts(FundingError):
    """Too many attempts; the next is possible after the window of 15 minutes."""


class Passwords:
    """Argon2id hashes; the cheap profile is for tests and the embedded demo only."""

    def __init__(self, *, cheap: bool = False) -> None:
        cost = profiles.CHEAPEST if cheap else profiles.RFC_9106_LOW_MEMORY
        self.hasher = PasswordHasher.from_parameters(cost)
        self.nobody = self.hasher.hash(secrets.token_urlsafe(16))

    def hash(self, password: str) -> str:
        """Return the hash to store."""
        return self.hasher.hash(password)

    def fits(self, stored: str | None, password: str) -> bool:
        """Tell whether the password fits; an unknown account costs the same effort."""
        try:
            self.hasher.verify(stored or self.nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None


def refuse_throttled(session: Session, email: str, network: str) -> None:
    """Raise :class:`TooManyAttempts` before any hashing if the window is full.

    Count the attempt in the same transaction: others for the same address wait for its end.
    """
    since = clock.now() - WINDOW
    mine, nets = sha256(normalised(email)), sha256(network)
    take_turns(session, f"sign-in address {mine}", f"sign-in network {nets}")
    rows = session.execute(
        select(SignInAttempt.email_hash, func.count())
        .where(
            SignInAttempt.at > since,
            or_(SignInAttempt.email_hash == mine, SignInAttempt.network_hash == nets),
        )
        .group_by(SignInAttempt.email_hash)
    ).all()
    of_address = sum(count for email_hash, count in rows if email_hash == mine)
    if of_address >= MOST_PER_ADDRESS or sum(count for _, count in rows) >= MOST_PER_NETWORK:
        raise TooManyAttempts


def stored_hash(session: Session, email: str) -> str | None:
    """Return the password hash of an active account, or ``None``."""
    return session.scalar(
        select(Account.password_hash).where(
            Account.email == normalised(email), Account.active.is_(True)
        )
    )


def count_failure(session: Session, email: str, network: str) -> int:
    """Remember a failed attempt and return how many are left for this address."""
    now = clock.now()
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - 2 * WINDOW))
    mine = sha256(normalised(email))
    session.add(SignInAttempt(email_hash=mine, network_hash=sha256(network), at=now))
    session.flush()  # it counts itself
    count = session.scalar(
        select(func.count()).where(
            SignInAttempt.email_hash == mine, SignInAttempt.at > now - WINDOW
        )
    )
    return max(0, MOST_PER_ADDRESS - (count or 0))


def forgive(session: Session, email: str) -> None:
    """Forget the attempts of an address, once it has proved itself."""
    session.execute(
        delete(SignInAttempt).where(SignInAttempt.email_hash == sha256(normalised(email)))
    )


def begin_session(session: Session, email: str) -> str:
    """Begin a session of an account and return its token, 256 random bits."""
    account = session.query(Account).filter_by(email=normalised(email), active=True).one()
    token = secrets.token_urlsafe(32)
    now = clock.now()
    forgive(session, account.email)
    session.add(
        SignInSession(
            token_hash=sha256(token), account_id=account.id, created_at=now, last_seen_at=now
        )
    )
    return token


def end_session(session: Session, token: str) -> None:
    """End a session: its token opens nothing any more."""
    session.execute(
        update(SignInSession)
        .where(SignInSession.token_hash == sha256(token), SignInSession.ended_at.is_(None))
        .values(ended_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def note_presence(session: Session, token: str) -> None:
    """Keep a session from going idle."""
    session.execute(
        update(SignInSession)
        .where(SignInSession.token_hash == sha256(token))
        .values(last_seen_at=clock.now())
        .execution_options(synchronize_session=False)
    )
