"""Mend a letter that could not be delivered: correct where it goes, and send it again."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid, NotFound
from funding.models import Account, Notice, RoleGrant
from funding.notices.addresses import masked
from funding.notices.paces import WITH_LINK
from funding.policy import Actor, acting_role, require
from funding.queries.accounts.actors import normalised
from funding.services.accounts.invite import ADDRESS, not_theirs
from funding.services.accounts.tell_change import tell_change
from funding.services.notices.lease import send_again
from funding.services.operations.write_audit import append_act
from funding.words.told import ADDRESS_CORRECTED

MAIL, ACCOUNT, LETTER = "mail", "account", "letter"


def send_letter_again(session: Session, actor: Actor, notice_id: UUID) -> bool:
    """Owe a failed letter once more and record who did so; ``False`` if it failed no longer."""
    require(actor, "act", "see_operations")
    if not send_again(session, notice_id):
        return False
    _record(session, actor, notice_id, "send_again", {})
    return True


def correct_and_send(
    session: Session, actor: Actor, notice_id: UUID, *, email: str, whose: str
) -> bool:
    """Correct the address of a failed letter, or of its account, and owe it once more.

    ``whose`` is "account" or "letter". Raises ``Invalid`` for what cannot be an address, belongs
    to somebody else, or would hand the link into an account to somebody else.
    """
    require(actor, "act", "see_operations")
    notice = session.get(Notice, notice_id)
    if notice is None:
        raise NotFound(str(notice_id))
    address, old = normalised(email), notice.email
    if not ADDRESS.fullmatch(address):
        raise Invalid(Fault("email", "email_unreadable"))
    if notice.state != "failed":
        return False
    if whose == ACCOUNT and notice.account_id is not None:
        _correct_account(session, actor, notice.account_id, address)
    elif notice.kind in WITH_LINK:
        raise Invalid(Fault("whose", "link_of_account"))
    else:
        notice.email = address
    session.flush()
    addresses = {"whose": whose, "from": masked(old), "to": masked(address)}
    _record(session, actor, notice_id, "correct_address", addresses)
    return send_letter_again(session, actor, notice_id)


def _correct_account(session: Session, actor: Actor, account_id: UUID, address: str) -> None:
    account = session.get_one(Account, account_id)
    faults = _faults(session, account, address)
    if faults:
        raise Invalid(*faults)
    old, dead = account.email, account.mail_stopped_at is not None
    account.email, account.mail_stopped_at, account.mail_trouble = address, None, None
    session.flush()
    # What waits for them, or failed as well, goes to the new address; what was sent keeps its own.
    session.execute(
        update(Notice)
        .where(Notice.account_id == account_id, Notice.state.in_(("owed", "failed")))
        .values(email=address)
        .execution_options(synchronize_session=False)
    )
    session.expire_all()
    if address != old:
        # At the old address too, where that still takes mail.
        tell_change(
            session,
            account,
            ADDRESS_CORRECTED,
            by=actor.name,
            cause=str(uuid4()),
            now=clock.now(),
            former="" if dead else old,
        )


def _faults(session: Session, account: Account, address: str) -> list[Fault]:
    taken = select(Account.id).where(Account.email == address, Account.id != account.id)
    if session.scalar(taken) is not None:
        return [Fault("email", "email_taken")]
    towns = session.scalars(
        select(RoleGrant.municipality_key).where(
            RoleGrant.account_id == account.id, RoleGrant.municipality_key.is_not(None)
        )
    )
    return [fault for town in towns for fault in not_theirs(session, address, town)][:1]


def _record(
    session: Session, actor: Actor, notice_id: UUID, act: str, details: dict[str, str]
) -> None:
    """Write who did it into the audit; addresses stand there masked, for it is never deleted."""
    append_act(
        session.connection(),
        actor,
        workflow=MAIL,
        subject_id=notice_id,
        act=act,
        role=acting_role(actor, "act", "see_operations"),
        at=clock.now(),
        details=dict(details),
    )
