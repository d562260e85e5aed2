"""Texts of notices that staff wrote: which are valid, which there were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from funding.models import Account, Notice, NoticeText, Person
from funding.notices.allowed import beginning, typed_text
from funding.notices.typed import Typed


class Version(NamedTuple):
    """A version of a text: who wrote it, when and why; number 0 came with the portal."""

    number: int
    delivered: bool
    subject: str
    body: str
    why: str = ""
    at: datetime | None = None
    by: str = ""


def valid_number() -> ScalarSelect[int]:
    """Return the part of a statement on notices that finds the version valid for one; 0 if none."""
    newest = select(func.max(NoticeText.number)).where(
        NoticeText.kind == Notice.kind, NoticeText.language == Notice.language
    )
    return select(func.coalesce(newest.correlate(Notice).scalar_subquery(), 0)).scalar_subquery()


def texts_of(session: Session, notices: Sequence[Notice]) -> dict[UUID, Typed]:
    """Return the texts from which notices are written; one without goes by the delivered one."""
    own = {_version(one) for one in notices if one.text_version}
    if not own:
        return {}
    rows = session.scalars(
        select(NoticeText).where(
            NoticeText.kind.in_({kind for kind, _language, _number in own}),
            NoticeText.number.in_({number for _kind, _language, number in own}),
        )
    )
    typed = {
        (row.kind, row.language, row.number): typed_text(row.kind, row.subject, row.body)
        for row in rows
        if not row.delivered
    }
    return {one.id: typed[_version(one)] for one in notices if _version(one) in typed}


def _version(notice: Notice) -> tuple[str, str, int]:
    return notice.kind, notice.language, notice.text_version or 0


def versions(session: Session, kind: str, language: str) -> list[Version]:
    """List the versions of a text, the newest first, down to the one that came with the portal."""
    first = beginning(kind, language)
    rows = session.execute(
        select(NoticeText, Person.name)
        .join(Account, Account.id == NoticeText.written_by_id)
        .join(Person, Person.id == Account.person_id)
        .where(NoticeText.kind == kind, NoticeText.language == language)
        .order_by(NoticeText.number.desc())
    )
    found = [
        Version(
            row.number,
            row.delivered,
            *(first if row.delivered else (row.subject, row.body)),
            row.why,
            row.written_at,
            name,
        )
        for row, name in rows
    ]
    return [*found, Version(0, True, *first)]


def valid_texts(session: Session) -> dict[tuple[str, str], NoticeText]:
    """Return the newest version of every text that somebody has ever changed."""
    rows = session.scalars(select(NoticeText).order_by(NoticeText.number))
    return {(row.kind, row.language): row for row in rows}
