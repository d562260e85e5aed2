"""Office and town write to each other about a case; the text stands in the portal alone."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import Message
from funding.notices.catalogue import OWED
from funding.policy import Actor, require
from funding.queries import find
from funding.services.notify import owe
from funding.words.visible import said

LONGEST = 4000


def write_to_town(session: Session, actor: Actor, key: UUID | str, text: str) -> Message:
    """Send a message of the office to the lead municipality, and owe it a mail that says so."""
    return _write(session, actor, key, text, "write_to_town")


def write_to_office(session: Session, actor: Actor, key: UUID | str, text: str) -> Message:
    """Send a message of the town to whoever works on its case, and owe them a mail."""
    return _write(session, actor, key, text, "write_to_office")


def _write(session: Session, actor: Actor, key: UUID | str, text: str, act: str) -> Message:
    case = find.case(session, actor, key)
    require(actor, "act", act, case.scope)
    if not said(text):
        raise Invalid(Fault("text", "message_empty"))
    if len(text) > LONGEST:
        raise Invalid(Fault("text", "too_long", {"most": LONGEST, "length": len(text)}))
    message = Message(
        id=uuid4(),
        application_id=case.application.id,
        sent_by_id=actor.account_id,
        sent_at=case.now,
        from_town=act == "write_to_office",
        text=text.strip(),
    )
    session.add(message)
    owe(case, OWED["act", act], cause=str(message.id))
    return message
