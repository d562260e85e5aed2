"""Put notices into the outbox, in the transaction of what they tell. Never commits, never sends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from sqlalchemy.orm import Session

from funding.models import Notice
from funding.notices.people import About, Audience, Recipient

Facts = Callable[[Recipient], dict[str, Any]]
POSTED = "posted"
OWE = Notice.metadata.tables[Notice.__tablename__].insert()


def told(everyone: Iterable[Recipient], audience: Audience, about: About) -> list[Recipient]:
    """Return who of them is told, and of a deputy who is told only as such for whom."""
    people = list(everyone)
    return [_for_whom(one, people, audience, about) for one in people if audience(one, about)]


def _for_whom(
    one: Recipient, people: list[Recipient], audience: Audience, about: About
) -> Recipient:
    if not one.stands_in or audience(replace(one, stands_in=frozenset()), about):
        return one
    absent = (other.name for other in people if other.account_id == about.holder_id)
    return replace(one, on_behalf=next(absent, ""))


def post(  # noqa: PLR0913 - a notice has that many sides
    session: Session,
    *,
    cause: str,
    kind: str,
    recipients: Iterable[Recipient],
    facts: Facts,
    now: datetime,
    not_before: datetime | None = None,
    application_id: UUID | None = None,
    deadline: tuple[UUID, int] | None = None,
) -> int:
    """Owe each recipient one notice of this kind for this cause; return how many were owed.

    The key ``cause:kind:account`` is unique, so no cause owes a person the same twice.
    """
    rows: dict[UUID, dict[str, Any]] = {}
    for recipient in recipients:
        who = recipient.account_id or uuid5(NAMESPACE_URL, f"mailto:{recipient.email}")
        rows.setdefault(
            who,
            {
                "id": uuid4(),
                "key": f"{cause}:{kind}:{who}",
                "kind": kind,
                "account_id": recipient.account_id,
                "email": recipient.email,
                "role": recipient.role,
                "municipality_key": recipient.municipality_key,
                "on_behalf": recipient.on_behalf,
                "language": recipient.language,
                "application_id": application_id,
                "deadline_id": deadline[0] if deadline else None,
                "deadline_version": deadline[1] if deadline else None,
                "facts": facts(recipient),
                "created_at": now,
                "next_at": not_before or now,
                "state": "owed",
                "attempts": 0,
            },
        )
    if rows:
        session.connection().execute(OWE, list(rows.values()))
        session.info[POSTED] = True
    return len(rows)
