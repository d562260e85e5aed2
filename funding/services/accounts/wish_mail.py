"""Keep how a person wants to be told of what need not be told at once."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from funding.db.inserting import insert_into
from funding.errors import Fault, Invalid, NotFound
from funding.models import MailWish
from funding.models.mail_wish import AT_ONCE
from funding.notices.paces import PARTS, paces_of
from funding.policy import Actor


def wish_mail(session: Session, actor: Actor, wishes: Mapping[str, str]) -> None:
    """Keep the actor's own wishes by group of notices; groups that are not named stay."""
    if actor.account_id is None:
        raise NotFound("account")
    faults = [
        Fault(part, "choose")
        for part, pace in wishes.items()
        if part not in PARTS or pace not in paces_of(part)
    ]
    if faults:
        raise Invalid(*faults)
    mine: UUID = actor.account_id
    at_once = [part for part, pace in wishes.items() if pace == AT_ONCE]
    if at_once:
        session.execute(
            delete(MailWish)
            .where(MailWish.account_id == mine, MailWish.part.in_(at_once))
            .execution_options(synchronize_session=False)
        )
    rows = [
        {"account_id": mine, "part": part, "pace": pace}
        for part, pace in wishes.items()
        if pace != AT_ONCE
    ]
    if rows:
        kept = insert_into(session.connection(), MailWish).values(rows)
        session.execute(
            kept.on_conflict_do_update(
                index_elements=["account_id", "part"], set_={"pace": kept.excluded.pace}
            )
        )
