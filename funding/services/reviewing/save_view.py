"""Somebody of the office keeps a view of the queue under a name, or lets it go."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid, NotFound
from funding.models import SavedView
from funding.policy import Actor, require
from funding.queries.reviewing.queue import VIEWS, Filter

LONGEST_NAME, MOST = 60, 12


def save_view(  # noqa: PLR0913 - as a view has parts
    session: Session,
    actor: Actor,
    name: str,
    view: str,
    narrowed: Filter,
    columns: Sequence[str] = (),
) -> bool:
    """Keep a view under a name, with its columns; tell whether one of that name was replaced.

    Raises ``Invalid`` for a name that is none, a list that there is not, or one view too many.
    """
    require(actor, "act", "see_queue")
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(Fault("name", "view_name", {"most": LONGEST_NAME}))
    if view not in VIEWS:
        raise Invalid(Fault("name", "choose"))
    own = SavedView.account_id == actor.account_id
    known = session.scalars(select(SavedView).where(own, SavedView.name == name)).one_or_none()
    replaced = known is not None
    if known is None:
        count = session.scalar(select(func.count()).select_from(SavedView).where(own)) or 0
        if count >= MOST:
            raise Invalid(Fault("name", "views_too_many", {"most": MOST}))
        known = SavedView(account_id=actor.account_id, name=name)
        session.add(known)
    known.view, known.field, known.words = view, narrowed.field, narrowed.words
    known.columns, known.saved_at = " ".join(columns), clock.now()
    return replaced


def drop_view(session: Session, actor: Actor, view_id: UUID) -> str:
    """Let a view of one's own go; return its name. Raises ``NotFound``."""
    require(actor, "act", "see_queue")
    known = session.get(SavedView, view_id)
    if known is None or known.account_id != actor.account_id:
        raise NotFound(str(view_id))
    session.delete(known)
    return known.name
