"""What spoils one thing about applying together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from funding.models import Answers, CoSignature, Partner
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.cosigning import Joint
from tests.services.attempts import RODEWISCH, Attempt, Spoiler


def reads(a: Attempt) -> None:
    """Let the actor have read what is there now."""
    key = partner_of(a)
    case = find.case(a.session, by_email(a.session, a.actor), a.application.reference)
    a.details.update(fingerprint=Joint(case).fingerprint(key), partner_key=key)


def partner_of(a: Attempt) -> str:
    """Return the municipality that the actor works for."""
    [town] = by_email(a.session, a.actor).towns
    return town


def entrust(email: str, right: str) -> Spoiler:
    """Let the act give somebody a right, and nobody else one."""

    def spoil(a: Attempt) -> None:
        person = str(a.account(email).person_id)
        a.details.update(town_key=a.application.lead_key, rights={person: right})

    return spoil


def on_partner(key: str, **values: Any) -> Spoiler:
    """Change the row of one partner."""
    return lambda a: a.session.execute(
        update(Partner)
        .where(Partner.application_id == a.application.id, Partner.municipality_key == key)
        .values(**values)
    )


def named_partner(a: Attempt) -> None:
    """Let the application name a partner."""
    a.session.add(Partner(application_id=a.application.id, municipality_key=RODEWISCH, position=1))
    a.change(Answers, together=True)


def signed(key: str) -> Spoiler:
    """Let a partner have signed what it would sign now."""

    def spoil(a: Attempt) -> None:
        who = by_email(a.session, a.actor)
        case = find.case(a.session, who, a.application.reference)
        about = {"application_id": a.application.id, "municipality_key": key, "at": a.now}
        a.session.add(
            CoSignature(
                **about,
                person_id=who.person_id,
                account_id=who.account_id,
                fingerprint=Joint(case).fingerprint(key),
                pages={},
                told={},
            )
        )

    return spoil


def ended(key: str) -> Spoiler:
    """Let the signature of a partner have ended."""
    return lambda a: a.session.execute(
        update(CoSignature)
        .where(CoSignature.municipality_key == key)
        .values(ended_at=a.now, ended_by="fill_part")
    )
