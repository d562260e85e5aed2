"""Tell somebody what was changed about their account, and by whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from funding.models import Account, Person
from funding.notices import outbox
from funding.notices.people import Recipient
from funding.words.text import Text


def tell_change(  # noqa: PLR0913 - whose account, what, by whom, when, and where to look
    session: Session,
    account: Account,
    what: Text,
    *,
    by: str,
    cause: str,
    now: datetime,
    path: str = "/konto",
    former: str = "",
) -> None:
    """Owe the news at the address of the account, and at a former one that still takes mail."""
    person, speech = session.get_one(Person, account.person_id), account.language
    to = Recipient(account.id, person.id, person.name, account.email, speech, "person", None)
    before = Recipient(None, person.id, person.name, former, speech, "person", None)
    facts = {"what": what.in_(speech), "at": now.isoformat(), "actor": by, "path": path}
    outbox.post(
        session,
        cause=cause,
        kind="account_changed",
        recipients=[to, before] if former else [to],
        facts=lambda _r: facts,
        now=now,
    )
