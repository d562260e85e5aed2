"""Notices on their way: leased by one worker, sent outside any transaction, then marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import case, func, or_, select, update
from sqlalchemy.orm import Session

from funding import clock
from funding.models import Deadline, Notice
from funding.models.deadline import LAPSED
from funding.notices.letters import Letter
from funding.notices.tries import HORIZON, delay, tried_for
from funding.queries.notices.texts import valid_number
from funding.services.notices.undelivered import tell_undelivered

LEASE = timedelta(seconds=20)


def lease_notices(session: Session, most: int) -> tuple[str, list[UUID]]:
    """Take at most so many notices that are due and free; return the lease and their ids.

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
    taken = session.scalars(
        update(Notice)
        .where(Notice.id.in_(free.scalar_subquery()))
        .values(
            lease=lease,
            lease_until=now + LEASE,
            attempts=Notice.attempts + 1,
            text_version=func.coalesce(Notice.text_version, valid_number()),
        )
        .returning(Notice.id)
        .execution_options(synchronize_session=False)
    )
    return lease, list(taken)


def leased(session: Session, notice_id: UUID, lease: str) -> Notice | None:
    """Return a notice if this lease still holds it."""
    return session.scalar(
        select(Notice).where(
            Notice.id == notice_id,
            Notice.state == "owed",
            Notice.lease == lease,
            Notice.lease_until > clock.now(),
        )
    )


def held(session: Session, lease: str) -> bool:
    """Tell whether a notice still waits to be sent under this lease."""
    waiting = select(Notice.id).where(
        Notice.lease == lease, Notice.state == "owed", Notice.lease_until > clock.now()
    )
    return session.scalar(waiting.limit(1)) is not None


def obsolete(session: Session, notice: Notice) -> bool:
    """Tell whether a reminder is about a deadline that has moved or ended since."""
    if notice.deadline_id is None:
        return False
    deadline = session.get(Deadline, notice.deadline_id)
    if deadline is None or deadline.version != notice.deadline_version:
        return True
    return deadline.ended_at is not None and deadline.ended_by != LAPSED


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
    return _mark(session, notice_id, lease, **sent, **_as_written(session, notice_id, letter))


def mark_kept(session: Session, notice_id: UUID, lease: str, letter: Letter, why: str) -> bool:
    """Put a notice into the inbox of the portal, unmailed: the person's wish, or their address."""
    kept = {"state": "sent", "sent_at": clock.now(), "withheld": why, "trouble": None}
    return _mark(session, notice_id, lease, **kept, **_as_written(session, notice_id, letter))


def _as_written(session: Session, notice_id: UUID, letter: Letter) -> dict[str, Any]:
    """Return a letter as it is kept, and the facts: neither holds the secret of a link."""
    facts = session.get_one(Notice, notice_id).facts
    secret = str(facts.get("secret", ""))
    return {
        "subject": _without(secret, letter.subject),
        "text": _without(secret, letter.text),
        "html": _without(secret, letter.html),
        **({"text_version": 0} if letter.delivered else {}),
        "facts": {k: _without(secret, v) for k, v in facts.items() if k != "secret"},
    }


def _without(secret: str, value: Any) -> Any:
    """Take the secret of a link out of a text that is kept: the letter alone has it."""
    return value.replace(secret, "…") if secret and isinstance(value, str) else value


def mark_dropped(session: Session, notice_id: UUID, lease: str, why: str) -> bool:
    """Drop a notice that has become pointless, and keep why."""
    return _mark(session, notice_id, lease, state="dropped", trouble=why)


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
    return _mark(
        session, notice_id, lease, next_at=at, lease=None, lease_until=None, trouble=trouble
    )


def mark_failed(
    session: Session, notice_id: UUID, lease: str, trouble: str, letter: Letter | None = None
) -> bool:
    """Stop trying, and tell administration and the holder of the case.

    The letter, where it could be written, stands in the inbox of the portal all the same.
    """
    values: dict[str, Any] = {"state": "failed", "trouble": trouble}
    if letter is not None:  # the facts stay whole: a link is needed when it is sent again
        written = _as_written(session, notice_id, letter)
        values |= {key: written[key] for key in ("subject", "text", "html")}
    if not _mark(session, notice_id, lease, **values):
        return False
    # Once for each time it fails: what was sent again may be refused again.
    tell_undelivered(session, session.get_one(Notice, notice_id), f"{notice_id}:{lease}", trouble)
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


def _mark(session: Session, notice_id: UUID, holding: str, /, **values: object) -> bool:
    changed = session.execute(
        update(Notice)
        .where(Notice.id == notice_id, Notice.lease == holding, Notice.state == "owed")
        .values(**values)
        .returning(Notice.id)
        .execution_options(synchronize_session=False)
    )
    return changed.first() is not None
