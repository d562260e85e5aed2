"""One letter as administration may look at it: its way and its trouble, not what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.models import Account, Application, AuditEntry, Bounce, Notice, Person

# What the audit knows of letters; verified as the steps of the procedures are.
MAIL_STEPS = frozenset(("mail", act, "mail", "mail") for act in ("send_again", "correct_address"))


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, what came back of it, and who has mended it."""

    row: Any
    bounces: Sequence[Any]
    acts: Sequence[Any]


def letter(session: Session, notice_id: UUID) -> Letter:
    """Read a letter, or raise ``NotFound``."""
    row = session.execute(
        select(
            *(Notice.id, Notice.kind, Notice.subject, Notice.email, Notice.role, Notice.state),
            *(Notice.created_at, Notice.sent_at, Notice.next_at, Notice.attempts, Notice.trouble),
            *(Notice.withheld, Notice.account_id, Account.mail_stopped_at, Person.name),
            Application.reference,
        )
        .outerjoin(Account, Account.id == Notice.account_id)
        .outerjoin(Person, Person.id == Account.person_id)
        .outerjoin(Application, Application.id == Notice.application_id)
        .where(Notice.id == notice_id)
    ).first()
    if row is None:
        raise NotFound(str(notice_id))
    came_back = session.execute(
        select(Bounce.at, Bounce.hard, Bounce.status, Bounce.words)
        .where(Bounce.notice_id == notice_id)
        .order_by(Bounce.at.desc(), Bounce.id)
        .limit(20)
    )
    acts = session.execute(
        select(AuditEntry.at, AuditEntry.trigger, AuditEntry.details, Person.name)
        .outerjoin(Person, Person.id == AuditEntry.person_id)
        .where(AuditEntry.workflow == "mail", AuditEntry.subject_id == notice_id)
        .order_by(AuditEntry.version.desc())
        .limit(50)
    )
    return Letter(row, came_back.all(), acts.all())
