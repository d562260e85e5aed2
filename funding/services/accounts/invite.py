"""Invite people: an account without password, and a letter that lets them set one, once."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid, NotFound
from funding.models import (
    Account,
    EnteredBody,
    Invitation,
    Municipality,
    Person,
    RoleGrant,
    SignInSession,
)
from funding.models.role import MINISTRY_ROLES, TOWN_ROLES, Role
from funding.notices import outbox
from funding.notices.people import Recipient
from funding.policy import Actor, require
from funding.queries.accounts.actors import normalised, sha256
from funding.services.accounts.sign_in import forgive
from funding.services.accounts.tell_change import tell_change
from funding.words.roles import ROLES
from funding.words.text import Text
from funding.words.visible import cleaned

VALID = timedelta(hours=72)
RESET_VALID = timedelta(minutes=30)
SHORTEST_PASSWORD = 12
# One address of the plain kind: no list, no display name, nothing a header could misread.
ADDRESS = re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
LONGEST_PASSWORD = 256
PASSWORD = Text("Passwort", "password")


def invite(  # noqa: PLR0913 - an invitation says who, as what, where, in which language
    session: Session,
    actor: Actor,
    *,
    name: str,
    email: str,
    role: str,
    municipality_key: str | None,
    language: str = "de",
) -> Account:
    """Make an account with one role, and owe its person the letter with the link (72 hours)."""
    require(actor, "act", "invite")
    return _invite(session, actor, name, email, role, municipality_key, language)


def account_for(session: Session, actor: Actor, *, name: str, email: str) -> Account:
    """Return the account of an address; where there is none, make one without any role.

    Its person gets the letter with the link to set a password (72 hours).
    """
    address, name = normalised(email), cleaned(name).strip()
    faults = [] if name else [Fault("name", "required")]
    faults += [] if ADDRESS.fullmatch(address) else [Fault("email", "email_unreadable")]
    if faults:
        raise Invalid(*faults)
    known = session.scalar(select(Account).where(Account.email == address))
    if known is not None:
        return known
    account = _new_account(session, name, address, "de")
    facts = {"inviter": actor.name, "municipality": "", "role": ROLES["expert"].de}
    _send_link(session, account, "invitation", VALID, facts, inviter_id=actor.account_id)
    return account


def _new_account(session: Session, name: str, address: str, language: str) -> Account:
    person = Person(name=name)
    session.add(person)
    session.flush()  # the account refers to it
    account = Account(
        person_id=person.id, email=address, language=language, created_at=clock.now(), active=True
    )
    session.add(account)
    session.flush()  # role and invitation refer to it
    return account


def invite_first(session: Session, *, name: str, email: str) -> Account:
    """Invite the first administrator of a new portal; later ones are invited by administration."""
    if session.scalar(select(RoleGrant.id).where(RoleGrant.role == Role.ADMIN).limit(1)):
        raise Invalid(Fault("email", "administration_exists"))
    portal = Actor(None, None, "Förderportal Kommunale Prävention")
    return _invite(session, portal, name, email, Role.ADMIN, None, "de")


def _invite(  # noqa: PLR0913 - an invitation says who, as what, where, in which language
    session: Session,
    actor: Actor,
    name: str,
    email: str,
    role: str,
    municipality_key: str | None,
    language: str,
) -> Account:
    name = cleaned(name).strip()
    _check(session, name, email, role, municipality_key)
    address = normalised(email)
    account = session.scalar(select(Account).where(Account.email == address))
    if account is not None and account.person_id == actor.person_id:
        raise Invalid(Fault("email", "own_role"))
    if account is None:
        account = _new_account(session, name, address, language)
    known = session.scalar(
        select(RoleGrant.id).where(
            RoleGrant.account_id == account.id,
            RoleGrant.role == role,
            RoleGrant.municipality_key == municipality_key
            if municipality_key
            else RoleGrant.municipality_key.is_(None),
        )
    )
    if known is None:
        session.add(RoleGrant(account_id=account.id, role=role, municipality_key=municipality_key))
    town = session.get(Municipality, municipality_key) if municipality_key else None
    facts = {
        "inviter": actor.name,
        "municipality": town.name if town else "",
        "role": ROLES[role].in_(account.language),
    }
    _send_link(session, account, "invitation", VALID, facts, inviter_id=actor.account_id)
    return account


def _check(
    session: Session, name: str, email: str, role: str, municipality_key: str | None
) -> None:
    faults = []
    if not name:
        faults.append(Fault("name", "required"))
    if not ADDRESS.fullmatch(normalised(email)):
        faults.append(Fault("email", "email_unreadable"))
    if role not in (*TOWN_ROLES, *MINISTRY_ROLES):
        faults.append(Fault("role", "choose"))
    in_town = role in TOWN_ROLES
    if in_town and (
        municipality_key is None or session.get(Municipality, municipality_key) is None
    ):
        faults.append(Fault("municipality", "unknown_municipality", {"key": municipality_key}))
    if not in_town and municipality_key:
        faults.append(Fault("municipality", "no_municipality_for_role"))
    faults += not_theirs(session, email, municipality_key)
    if faults:
        raise Invalid(*faults)


def not_theirs(session: Session, email: str, municipality_key: str | None) -> list[Fault]:
    """Find fault with an address that is not of the domain of an entered body."""
    body = session.get(EnteredBody, municipality_key) if municipality_key else None
    if body is None or normalised(email).endswith(f"@{body.email_domain}"):
        return []
    name = session.get_one(Municipality, body.key).name
    params = {"name": name, "domain": body.email_domain}
    return [Fault("email", "not_their_domain", params)] if body.email_domain else []


def request_reset(session: Session, email: str) -> None:
    """Owe the letter for a new password (30 minutes); an unknown address changes nothing."""
    account = session.scalar(
        select(Account).where(Account.email == normalised(email), Account.active.is_(True))
    )
    if account is not None:
        _send_link(session, account, "password_reset", RESET_VALID, {}, inviter_id=None)


def _send_link(  # noqa: PLR0913 - one letter, all of its sides
    session: Session,
    account: Account,
    kind: str,
    valid: timedelta,
    facts: dict[str, Any],
    *,
    inviter_id: UUID | None,
) -> None:
    now, token = clock.now(), secrets.token_urlsafe(32)
    # A later letter replaces an earlier one.
    session.execute(
        update(Invitation)
        .where(Invitation.account_id == account.id, Invitation.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    session.add(
        Invitation(
            token_hash=sha256(token),
            account_id=account.id,
            inviter_id=inviter_id,
            purpose=kind,
            expires_at=now + valid,
        )
    )
    person = session.get_one(Person, account.person_id)
    to = Recipient(
        account.id, person.id, person.name, account.email, account.language, "person", None
    )
    frozen = facts | {
        "valid_until": (now + valid).isoformat(),
        "path": f"/passwort/{token}",
        "secret": token,
    }
    outbox.post(
        session,
        cause=str(uuid4()),
        kind=kind,
        recipients=[to],
        facts=lambda _r: frozen,
        now=now,
    )


def invitation_for(session: Session, token: str, now: datetime) -> Invitation:
    """Return an invitation that can still be used, or raise ``NotFound``."""
    found = session.scalar(
        select(Invitation).where(
            Invitation.token_hash == sha256(token),
            Invitation.used_at.is_(None),
            Invitation.expires_at > now,
        )
    )
    if found is None:
        raise NotFound("invitation")
    return found


def is_valid(session: Session, token: str, now: datetime) -> bool:
    """Tell whether a link can still be used."""
    try:
        invitation_for(session, token, now)
    except NotFound:
        return False
    return True


def set_password(session: Session, token: str, password_hash: str) -> Account:
    """Use an invitation: set the password, end all other sessions, and tell the person."""
    now = clock.now()
    invitation = invitation_for(session, token, now)
    used = session.execute(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.used_at.is_(None))
        .values(used_at=now)
        .returning(Invitation.id)
        .execution_options(synchronize_session=False)
    ).all()
    if not used:
        raise NotFound("invitation")
    account = session.get_one(Account, invitation.account_id)
    account.password_hash = password_hash
    forgive(session, account.email)  # who holds the letter has proved more than a password does
    session.execute(
        update(SignInSession)
        .where(SignInSession.account_id == account.id, SignInSession.ended_at.is_(None))
        .values(ended_at=now)
        .execution_options(synchronize_session=False)
    )
    person = session.get_one(Person, account.person_id)
    cause = str(invitation.id)
    tell_change(session, account, PASSWORD, by=person.name, cause=cause, now=now, path="/anmelden")
    return account
