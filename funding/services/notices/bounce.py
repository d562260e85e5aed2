"""Take reports of letters that came back: of the notice, of the address, and whom it concerns."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from funding import clock
from funding.db.inserting import insert_into
from funding.errors import NotFound
from funding.models import Account, Bounce, Notice
from funding.notices.reports import Report
from funding.policy import Actor
from funding.services.notices.undelivered import tell_undelivered

FOREIGN, KNOWN, SOFT, HARD = "foreign", "known", "soft", "hard"


def take_report(session: Session, digest: str, report: Report) -> str:
    """Take one report; return what it was: foreign, known already, soft or hard.

    It counts only where both are ours: the letter by its Message-ID, and the address to which
    that letter went. One that is forged for somebody else's letter changes nothing.
    """
    notice = session.scalar(
        select(Notice).where(
            Notice.message_id == report.message_id, Notice.state.in_(("sent", "failed"))
        )
    )
    if notice is None or notice.email.casefold() not in report.recipients:
        return FOREIGN
    bounce = {
        "id": uuid4(),
        "digest": digest,
        "at": clock.now(),
        "notice_id": notice.id,
        "hard": report.failed,
        "status": report.status,
        "words": report.words,
    }
    kept = insert_into(session.connection(), Bounce).values(bounce)
    kept = kept.on_conflict_do_nothing(index_elements=["digest"]).returning(Bounce.id)
    if session.execute(kept).first() is None:
        return KNOWN
    if not report.failed:
        return SOFT
    trouble = f"{report.status} {report.words}".strip()
    came_back = session.execute(
        update(Notice)
        .where(Notice.id == notice.id, Notice.state == "sent", Notice.withheld.is_(None))
        .values(state="failed", trouble=trouble)
        .returning(Notice.id)
        .execution_options(synchronize_session=False)
    )
    if came_back.first() is not None:
        tell_undelivered(session, notice, str(bounce["id"]), trouble)
    if report.dead:
        stop_mail(session, notice, trouble)
    return HARD


def stop_mail(session: Session, notice: Notice, trouble: str) -> None:
    """Mail nothing more to the account of a notice, while its address is still the same."""
    session.execute(
        update(Account)
        .where(
            Account.id == notice.account_id,
            Account.email == notice.email,
            Account.mail_stopped_at.is_(None),
        )
        .values(mail_stopped_at=clock.now(), mail_trouble=trouble[:300])
        .execution_options(synchronize_session=False)
    )


def confirm_address(session: Session, actor: Actor) -> None:
    """Mail to the actor again: they say that their address is right and takes mail."""
    if actor.account_id is None:
        raise NotFound("account")
    session.execute(
        update(Account)
        .where(Account.id == actor.account_id)
        .values(mail_stopped_at=None, mail_trouble=None)
        .execution_options(synchronize_session=False)
    )
