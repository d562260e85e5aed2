"""Every notice of a case: what owed it, to whom it goes, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, aliased

from funding.models import Account, AuditEntry, Deadline, Municipality, Notice, Person
from funding.models.role import TOWN_ROLES, Role
from funding.notices.addresses import masked, without_addresses
from funding.notices.audiences import names_of
from funding.notices.people import CONTACT, EXPERT
from funding.notices.reminders import Threshold
from funding.policy import permits
from funding.queries.case import Case
from funding.queries.deadlines.ruled import threshold_named
from funding.queries.notices.owed_by import FAILED, act_owing, steps_owing
from workflows.disposal import DISPOSAL

PAGE = 25
DIGEST = aliased(Notice)
FORMER = "contact_changed_told"
WITHOUT_PDF = "without its PDF"
DROPPED = {"deadline moved or ended": "moved_or_ended", "recalled": "recalled"}


@dataclass(frozen=True, slots=True)
class Cause:
    """What owed a notice: a step at a time, an act, a failed mail, or a threshold of a deadline.

    ``instead``: nobody could be told whom the rule means, and so administration was.
    """

    sort: str
    workflow: str = ""
    name: str = ""
    at: datetime | None = None
    due_on: date | None = None
    threshold: Threshold | None = None
    instead: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as its readers may know it; ``source`` is a code for where the address is from.

    ``gone`` and ``missing`` are codes for why it was dropped and what went not along; ``trouble``
    is what the mail server said last, without addresses. ``withheld`` is a code for why it was not
    mailed by itself, ``digest_at`` when it went together with others. ``text_version`` numbers the
    text that staff wrote, 0 is the one that came with the portal.
    """

    id: UUID
    kind: str
    state: str
    created_at: datetime
    next_at: datetime
    sent_at: datetime | None
    attempts: int
    cause: Cause
    name: str
    role: str
    town: str
    address: str
    source: str
    on_behalf: str
    language: str
    subject: str
    text: str
    private: bool
    gone: str
    missing: str
    trouble: str
    secret_taken_out: bool
    withheld: str
    digest_at: datetime | None
    text_version: int | None


def notices_of(
    case: Case, after: tuple[datetime, UUID] | None = None, towns: Collection[str] | None = None
) -> Sequence[Told]:
    """List the notices of a case, newest first, one more than a page holds, in two questions.

    For a town only what its own people were told: what has left the house, is on its way, or
    could not be delivered.
    """
    query = (
        select(
            *(Notice.id, Notice.key, Notice.kind, Notice.state, Notice.created_at),
            *(Notice.next_at, Notice.sent_at, Notice.attempts, Notice.account_id, Notice.role),
            *(Notice.email, Notice.language, Notice.on_behalf, Notice.subject, Notice.text),
            *(Notice.trouble, Notice.withheld, Notice.municipality_key, Notice.text_version),
            DIGEST.sent_at.label("digest_at"),
            Person.name,
            Municipality.name.label("town"),
            Deadline.kind.label("deadline"),
            Deadline.due_on,
            Deadline.version,
            Notice.deadline_version,
        )
        .outerjoin(Account, Account.id == Notice.account_id)
        .outerjoin(Person, Person.id == Account.person_id)
        .outerjoin(Municipality, Municipality.key == Notice.municipality_key)
        .outerjoin(Deadline, Deadline.id == Notice.deadline_id)
        .outerjoin(DIGEST, DIGEST.id == Notice.digest_id)
        .where(Notice.application_id == case.application.id)
        .order_by(Notice.created_at.desc(), Notice.id.desc())
        .limit(PAGE + 1)
    )
    if towns is not None:
        query = query.where(
            Notice.municipality_key.in_(towns), Notice.state.in_(("owed", "sent", "failed"))
        )
    if after is not None:
        query = query.where(tuple_(Notice.created_at, Notice.id) < after)
    rows = case.session.execute(query).all()
    entries = _entries(case.session, rows)
    return [_told(case, row, entries, full=towns is not None) for row in rows]


def _entries(session: Session, rows: Sequence[Any]) -> dict[UUID, Any]:
    """Read the steps that owed the notices."""
    causes = {found for row in rows if (found := cause_id(row.key)) is not None}
    if not causes:
        return {}
    entry = AuditEntry
    steps = session.execute(
        select(entry.id, entry.workflow, entry.trigger, entry.at).where(entry.id.in_(causes))
    )
    return {row.id: row for row in steps}


def cause_id(key: str) -> UUID | None:
    """Return the record that a notice names as its cause."""
    cause = key.rsplit(":", 2)[0].partition(":")[0]
    try:
        return UUID(cause)
    except ValueError:
        return None


def _told(case: Case, row: Any, entries: dict[UUID, Any], *, full: bool) -> Told:
    mine = row.account_id is not None and row.account_id == case.actor.account_id
    open_ = full or mine or permits(case.actor, "act", "see_addresses", case.scope)
    private = not full and not mine and _before_submission(case, row)
    trouble = row.trouble or ""
    dropped = row.state == "dropped"
    missing = row.state == "sent" and trouble.startswith(WITHOUT_PDF)
    return Told(
        id=row.id,
        kind=row.kind,
        state=row.state,
        created_at=row.created_at,
        next_at=row.next_at,
        sent_at=row.sent_at,
        attempts=row.attempts,
        cause=_cause(case, row, entries),
        name=row.name or "",
        role=row.role,
        town=row.town or "",
        address=row.email if open_ else masked(row.email),
        source=_source(row),
        on_behalf=row.on_behalf,
        language=row.language,
        subject=row.subject or "",
        text="" if private else row.text or "",
        private=private and bool(row.text),
        gone=next((code for why, code in DROPPED.items() if trouble.startswith(why)), "other")
        if dropped
        else "",
        missing="pdf" if missing else "",
        trouble="" if dropped or missing or full else without_addresses(trouble),
        secret_taken_out="/…" in (row.text or ""),
        withheld=row.withheld or "",
        digest_at=row.digest_at,
        text_version=row.text_version if row.state in ("sent", "failed") else None,
    )


def _before_submission(case: Case, row: Any) -> bool:
    """Tell whether a town was told this while the office knew nothing of its draft."""
    submitted_at = case.application.submitted_at
    of_town = row.role in (*TOWN_ROLES, CONTACT)
    return of_town and (submitted_at is None or row.created_at < submitted_at)


def _source(row: Any) -> str:
    if row.role == CONTACT:
        return "former_contact" if row.kind == FORMER else CONTACT
    if row.role == EXPERT:
        return EXPERT
    return "account_town" if row.municipality_key else "account_office"


def _cause(case: Case, row: Any, entries: dict[UUID, Any]) -> Cause:
    if row.deadline:
        name = row.key.rsplit(":", 2)[0].rpartition(":")[2]
        moved = row.version != row.deadline_version  # which day it was then is told by the text
        return Cause(
            "deadline",
            name=row.deadline,
            due_on=None if moved else row.due_on,
            threshold=threshold_named(case.session, row.deadline, name, row.due_on),
        )
    if row.kind == FAILED:
        return Cause("failed", at=row.created_at)
    known = cause_id(row.key)
    entry = entries.get(known) if known else None
    if entry is not None:
        # Who keeps what has ended is administration too.
        meant = entry.workflow == DISPOSAL.name or _meant_for_admins(row.kind)
        instead = row.role == Role.ADMIN and not meant
        return Cause("step", entry.workflow, entry.trigger, entry.at, instead=instead)
    return Cause("act", "act", act_owing(row.kind), row.created_at)


def _meant_for_admins(kind: str) -> bool:
    names = {name for one in steps_owing(kind) for name in names_of(one.owed.audience)}
    return "admins_to_invite" in names
