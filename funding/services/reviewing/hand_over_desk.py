"""A case is given to another reviewer, together with the open tasks of who held it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Application, Note, NoteMention
from funding.policy import Actor
from funding.queries import find
from funding.queries.details import Details
from funding.services.perform import perform
from workflows.application import Trigger


def give_case(  # noqa: PLR0913 - who, which case, by which step, to whom, having read which version
    session: Session,
    actor: Actor,
    reference: str,
    trigger: Trigger,
    details: Details,
    version: int,
) -> Application:
    """Assign or hand over a case; its open tasks go to the new holder too."""
    former = find.case(session, actor, reference).application.holder_id
    app = perform(session, actor, reference, trigger, details, version)
    if former is not None:
        _pass_tasks(session, app.id, former, details["new_holder_id"])
    return app


def _pass_tasks(session: Session, case_id: UUID, former: UUID, new: UUID) -> None:
    mine = (
        select(NoteMention)
        .join(Note, Note.id == NoteMention.note_id)
        .where(
            Note.application_id == case_id,
            Note.due_on.is_not(None),
            Note.done_at.is_(None),
            NoteMention.account_id == former,
        )
    )
    for mention in session.scalars(mine).all():
        known = select(NoteMention.id).where(
            NoteMention.note_id == mention.note_id, NoteMention.account_id == new
        )
        if session.scalar(known) is None:
            mention.account_id = new
        else:
            session.delete(mention)
    session.flush()
