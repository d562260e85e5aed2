"""The reviewer looks an interim proof through: takes it up, gives it back, or accepts it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.models import InterimProof
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.reporting.interims import correction_due, interim_of
from funding.services.reporting.interim_step import take
from workflows.interim_proof import Trigger


def take_up(
    session: Session, actor: Actor, key: UUID | str, year: int, version: int | None = None
) -> None:
    """Begin to look an interim proof through."""
    case, record = _found(session, actor, key, year)
    take(case, record, Trigger.TAKE_UP, {}, version=version)


def ask_correction(  # noqa: PLR0913 - who asks what of which year, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    year: int,
    *,
    reason: str,
    version: int | None = None,
) -> None:
    """Give an interim proof back with what is to be completed, and until when."""
    case, record = _found(session, actor, key, year)
    take(
        case,
        record,
        Trigger.ASK_CORRECTION,
        {"reason": reason},
        version=version,
        correction=reason.strip(),
        due_on=correction_due(case),
    )


def accept(  # noqa: PLR0913 - who accepts the proof of which year, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    year: int,
    *,
    remark: str = "",
    version: int | None = None,
) -> None:
    """Accept an interim proof; its figures are audited with the final one."""
    case, record = _found(session, actor, key, year)
    take(
        case,
        record,
        Trigger.ACCEPT,
        {"reason": remark},
        version=version,
        remark=remark.strip(),
        accepted_at=case.now,
        accepted_by_id=actor.person_id,
        due_on=None,
    )


def _found(session: Session, actor: Actor, key: UUID | str, year: int) -> tuple[Case, InterimProof]:
    case = find.case(session, actor, key)
    one = interim_of(case, year)
    if one is None or one.record is None:
        raise NotFound(str(year))
    return case, one.record
