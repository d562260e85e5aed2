"""The inbox of the portal: every notice to an account, read or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from funding.models import Notice

PAGE = 30


def unread_of(account_id: Any) -> Any:
    """Count, within a statement about accounts, the sent notices that nobody has opened."""
    return (
        select(func.count())
        .where(Notice.account_id == account_id, Notice.state == "sent", Notice.read_at.is_(None))
        .scalar_subquery()
    )


def notices(
    session: Session, account_id: UUID, after: tuple[Any, UUID] | None = None
) -> Sequence[Any]:
    """List sent notices of an account, newest first, one more than a page holds."""
    query = (
        select(Notice.id, Notice.subject, Notice.sent_at, Notice.read_at, Notice.created_at)
        .where(Notice.account_id == account_id, Notice.state == "sent")
        .order_by(Notice.created_at.desc(), Notice.id.desc())
        .limit(PAGE + 1)
    )
    if after is not None:
        query = query.where(tuple_(Notice.created_at, Notice.id) < after)
    return session.execute(query).all()
