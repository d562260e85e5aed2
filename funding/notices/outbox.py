"""Put notices into the outbox, in the transaction of what they tell. Never commits, never sends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from sqlalchemy.orm import Session

from funding.models import Notice
from funding.notices.people import Recipient

Facts = Callable[[Recipient], dict[str, Any]]
POSTED = "posted"
OWE = Notice.metadata.tables[Notice.__tablename__].insert()


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
