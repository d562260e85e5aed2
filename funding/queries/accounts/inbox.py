"""The inbox of the portal: every notice to an account, read or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select, tuple_
from sqlalchemy.orm import Session

from funding.models import Account, Application, BiasDeclaration, Notice
from funding.notices.paces import DIGEST

PAGE = 30
# As many cases as a list to choose from can show.
MOST_CASES = 200
# What has left the house, or tried to and could not: it was written, and so can be read here.
# What a summary names stands here already.
READABLE = (
    Notice.state.in_(("sent", "failed")),
    Notice.subject.is_not(None),
    Notice.kind != DIGEST,
    # Whoever has declared bias on a case reads no more of it, not even what was told before.
    ~exists().where(
        BiasDeclaration.application_id == Notice.application_id,
        BiasDeclaration.biased.is_(True),
        BiasDeclaration.person_id == Account.person_id,
        Account.id == Notice.account_id,
    ),
)


def unread_of(account_id: Any) -> Any:
    """Count, within a statement about accounts, the sent notices that nobody has opened."""
    return (
        select(func.count())
        .where(
            *READABLE,
            Notice.account_id == account_id,
            Notice.read_at.is_(None),
        )
        .scalar_subquery()
    )


def own(account_id: UUID, reference: str = "") -> tuple[ColumnElement[bool], ...]:
    """Mean the readable notices of an account, of one case where it is named."""
    sent = (Notice.account_id == account_id, *READABLE)
    if not reference:
        return sent
    of_case = select(Application.id).where(Application.reference == reference)
    return (*sent, Notice.application_id == of_case.scalar_subquery())


def notices(
    session: Session,
    account_id: UUID,
    after: tuple[Any, UUID] | None = None,
    reference: str = "",
) -> Sequence[Any]:
    """List sent notices of an account, newest first, one more than a page holds."""
    query = (
        select(Notice.id, Notice.subject, Notice.sent_at, Notice.read_at, Notice.created_at)
        .where(*own(account_id, reference))
        .order_by(Notice.created_at.desc(), Notice.id.desc())
        .limit(PAGE + 1)
    )
    if after is not None:
        query = query.where(tuple_(Notice.created_at, Notice.id) < after)
    return session.execute(query).all()


def cases_told(session: Session, account_id: UUID) -> Sequence[Any]:
    """List the cases of which an account was told, the latest first, with what is unread."""
    unread = func.count().filter(Notice.read_at.is_(None))
    return session.execute(
        select(Application.reference, unread.label("unread"))
        .join(Notice, Notice.application_id == Application.id)
        .where(*own(account_id))
        .group_by(Application.reference)
        .order_by(func.max(Notice.created_at).desc(), Application.reference)
        .limit(MOST_CASES)
    ).all()
