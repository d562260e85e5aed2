"""Notices on their way: leased by one worker, sent outside any transaction, then marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, case, func, or_, select, update
from sqlalchemy.orm import Session

from funding import clock
from funding.models import Deadline, Notice
from funding.models.deadline import LAPSED
from funding.notices.letters import Letter
from funding.notices.tries import HORIZON, delay, tried_for
from funding.queries.notices.texts import valid_number
from funding.services.notices.undelivered import tell_undelivered

LEASE = timedelta(seconds=20)
TABLE: Any = Notice.__table__
# Built once; what it sets are the values that are given.
MARK = (
    update(TABLE)
    .where(
        TABLE.c.id == bindparam("marked"),
        TABLE.c.lease == bindparam("holding"),
        TABLE.c.state == "owed",
    )
    .returning(TABLE.c.facts)
)


def lease_notices(session: Session, most: int) -> tuple[str, list[UUID]]:
    """Take at most so many notices that are due and free; return the lease and their ids in order.

    With its first try a notice keeps the version of its text that is valid then, for its twins.
    """
    now, lease = clock.now(), str(uuid4())
    free = (
        select(Notice.id)
        .where(
            Notice.state == "owed",
            Notice.next_at <= now,
            # One that lies further ahead than a lease is from before the clock was set back.
            or_(
                Notice.lease_until.is_(None),
                Notice.lease_until < now,
                Notice.lease_until > now + LEASE,
            ),
        )
        .order_by(Notice.next_at, Notice.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = session.execute(
        update(Notice)
        .where(Notice.id.in_(free.scalar_subquery()))
        .values(
            lease=lease,
            lease_until=now + LEASE,
            attempts=Notice.attempts + 1,
            text_version=func.coalesce(Notice.text_version, valid_number()),
        )
        .returning(Notice.next_at, Notice.id)
        .execution_options(synchronize_session=False)
    )
    return lease, [row.id for row in sorted(taken)]


def leased(session: Session, ids: Sequence[UUID], lease: str) -> list[Notice]:
    """Return those of the notices that this lease still holds."""
    held = select(Notice).where(
        Notice.id.in_(ids),
        Notice.state == "owed",
        Notice.lease == lease,
        Notice.lease_until > clock.now(),
    )
    return list(session.scalars(held))


def held(session: Session, lease: str) -> bool:
    """Tell whether a notice still waits to be sent under this lease."""
    waiting = select(Notice.id).where(
        Notice.lease == lease, Notice.state == "owed", Notice.lease_until > clock.now()
    )
    return session.scalar(waiting.limit(1)) is not None


def obsolete(session: Session, notices: Sequence[Notice]) -> set[UUID]:
    """Return which are reminders about a deadline that has moved or ended since."""
    about = {notice.deadline_id for notice in notices if notice.deadline_id is not None}
    if not about:
        return set()
    rows = session.execute(
        select(Deadline.id, Deadline.version).where(
            Deadline.id.in_(about),
            or_(Deadline.ended_at.is_(None), Deadline.ended_by == LAPSED),
        )
    )
    alive = {(row.id, row.version) for row in rows}
    return {
        notice.id
        for notice in notices
        if notice.deadline_id is not None
        and (notice.deadline_id, notice.deadline_version) not in alive
    }


def mark_sent(  # noqa: PLR0913 - what was sent, under which lease, and what it went without
    session: Session,
    notice_id: UUID,
    lease: str,
    letter: Letter,
    message_id: str,
    missing: str | None = None,
) -> bool:
    """Keep what was sent, exactly but for a secret; ``False`` if the lease was lost meanwhile.

    ``missing`` says what should have gone along and could not be made.
    """
    sent = {"state": "sent", "sent_at": clock.now(), "message_id": message_id, "trouble": missing}
    return _keep(session, notice_id, lease, letter, sent)


def mark_kept(session: Session, notice_id: UUID, lease: str, letter: Letter, why: str) -> bool:
    """Put a notice into the inbox of the portal, unmailed: the person's wish, or their address."""
    kept = {"state": "sent", "sent_at": clock.now(), "withheld": why, "trouble": None}
    return _keep(session, notice_id, lease, letter, kept)


def _keep(
    session: Session, notice_id: UUID, lease: str, letter: Letter, values: Mapping[str, Any]
) -> bool:
    """Keep a letter that needs no further try; nor does its notice then hold a link's secret."""
    version = {"text_version": 0} if letter.delivered else {}
    facts = _mark(session, notice_id, lease, **values, **_texts(letter), **version)
    if facts and (secret := str(facts.get("secret", ""))):
        rest = {k: _without(secret, v) for k, v in facts.items() if k != "secret"}
        texts = _texts(letter, secret)
        session.execute(update(TABLE).where(TABLE.c.id == notice_id).values(facts=rest, **texts))
    return facts is not None


def _texts(letter: Letter, secret: str = "") -> dict[str, str]:
    """Return the texts of a letter as they are kept: without the secret of a link."""
    texts = {"subject": letter.subject, "text": letter.text, "html": letter.html}
    return {name: _without(secret, text) for name, text in texts.items()}


def _without(secret: str, value: Any) -> Any:
    """Take the secret of a link out of a text that is kept: the letter alone has it."""
    return value.replace(secret, "…") if secret and isinstance(value, str) else value


def mark_dropped(session: Session, notice_id: UUID, lease: str, why: str) -> bool:
    """Drop a notice that has become pointless, and keep why."""
    return _mark(session, notice_id, lease, state="dropped", trouble=why) is not None


def postpone(
    session: Session, notice_id: UUID, lease: str, trouble: str, letter: Letter | None = None
) -> bool:
    """Try again later, with growing distance; after 72 hours of tries stop and show it to staff."""
    notice = session.get(Notice, notice_id)
    if notice is None:
        return False
    if tried_for(notice.attempts) >= HORIZON:
        return mark_failed(session, notice_id, lease, trouble, letter)
    at = clock.now() + delay(notice.attempts, str(notice.id))
    later = {"next_at": at, "lease": None, "lease_until": None, "trouble": trouble}
    return _mark(session, notice_id, lease, **later) is not None


def mark_failed(
    session: Session, notice_id: UUID, lease: str, trouble: str, letter: Letter | None = None
) -> bool:
    """Stop trying, and tell administration and the holder of the case.

    The letter, where it could be written, stands in the inbox of the portal all the same.
    """
    notice = session.get(Notice, notice_id)
    if notice is None:
        return False
    values: dict[str, Any] = {"state": "failed", "trouble": trouble}
    if letter is not None:  # the facts stay whole: a link is needed when it is sent again
        values |= _texts(letter, str(notice.facts.get("secret", "")))
    if _mark(session, notice_id, lease, **values) is None:
        return False
    # Once for each time it fails: what was sent again may be refused again.
    tell_undelivered(session, notice, f"{notice_id}:{lease}", trouble)
    return True


def give_back(
    session: Session, lease: str, ids: Sequence[UUID], now: datetime, why: str | None = None
) -> None:
    """Give leased notices back unsent, when the worker stops or the lease is nearly over."""
    values: dict[str, Any] = {"lease": None, "lease_until": None, "next_at": now}
    # Nothing was tried yet: then the text may still be written anew.
    values["text_version"] = case((Notice.attempts > 1, Notice.text_version))
    session.execute(
        update(Notice)
        .where(Notice.id.in_(ids), Notice.lease == lease, Notice.state == "owed")
        .values(values | {"attempts": Notice.attempts - 1} | ({"trouble": why} if why else {}))
        .execution_options(synchronize_session=False)
    )


def send_again(session: Session, notice_id: UUID) -> bool:
    """Owe a failed notice once more, on the word of administration."""
    taken = session.execute(
        update(Notice)
        .where(Notice.id == notice_id, Notice.state == "failed")
        .values(
            state="owed",
            next_at=clock.now(),
            attempts=0,
            lease=None,
            lease_until=None,
            trouble=None,
        )
        .returning(Notice.id)
        .execution_options(synchronize_session=False)
    )
    return taken.first() is not None


def _mark(
    session: Session, notice_id: UUID, lease: str, /, **values: object
) -> dict[str, Any] | None:
    """Mark a notice that the lease holds, and return its facts; ``None`` if it does not."""
    given = values | {"marked": notice_id, "holding": lease}
    marked = session.connection().execute(MARK, given).first()
    return None if marked is None else marked.facts
