"""How many cases the views hold that somebody has saved."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.models import ActionField, Application
from funding.policy import Actor
from funding.queries.reviewing.queue import VIEWS, VISIBLE, Condition, Filter, anywhere, given
from funding.words.folding import fold


def own_counts(
    session: Session, actor: Actor, own: Sequence[tuple[str, Filter]]
) -> tuple[int, ...]:
    """Count the cases of saved views (view and filter), in their order, in one query."""
    if not own:
        return ()
    columns = [
        func.count().filter(VIEWS[view], *_fits(narrowed)).label(f"own{number}")
        for number, (view, narrowed) in enumerate(own)
    ]
    counted = select(*columns).where(*VISIBLE)
    return tuple(session.connection().execute(counted, given(actor)).one())


def _fits(narrowed: Filter) -> tuple[Condition, ...]:
    """Mean the cases that a filter leaves, with its field and words in the condition itself."""
    of_field = select(ActionField.id).where(ActionField.code == narrowed.field).scalar_subquery()
    said = Application.search_text
    words = (said.like(anywhere(word), escape="/") for word in fold(narrowed.words).split())
    return (*((Application.field_id == of_field,) if narrowed.field else ()), *words)
