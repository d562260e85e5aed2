"""What one person may do on many drafts at once, for lists."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from funding.models import Application, DraftRight, Partner
from funding.models.draft_right import Right
from funding.policy import Actor, Scope
from funding.policy.rights import RANK, right_in


def rights_on(session: Session, actor: Actor, ids: list[UUID]) -> dict[UUID, Right]:
    """Return what the actor may do on each draft: the most that one of their towns lets them."""
    if not ids:
        return {}
    given: dict[UUID, dict[tuple[str, UUID | None], Right]] = defaultdict(dict)
    for case_id, town, code in session.execute(
        select(DraftRight.application_id, DraftRight.municipality_key, DraftRight.right_code).where(
            DraftRight.application_id.in_(ids), DraftRight.person_id == actor.person_id
        )
    ):
        given[case_id][town, actor.person_id] = Right(code)
    held: dict[UUID, list[Right]] = defaultdict(list)
    for case_id, town in session.execute(
        union(
            select(Application.id, Application.lead_key).where(Application.id.in_(ids)),
            select(Partner.application_id, Partner.municipality_key).where(
                Partner.application_id.in_(ids)
            ),
        )
    ):
        right = right_in(actor, Scope(town, rights=given[case_id]), town)
        if right is not None:
            held[case_id].append(right)
    return {case_id: max(rights, key=RANK.__getitem__) for case_id, rights in held.items()}
