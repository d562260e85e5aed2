"""A person says whether they are biased on a case, before they look at it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid
from funding.models import BiasDeclaration
from funding.policy import Actor, require
from funding.queries import find


def declare_bias(
    session: Session, actor: Actor, key: UUID | str, *, biased: bool, reason: str = ""
) -> None:
    """Keep the declaration (§§ 20, 21 VwVfG); who is biased no longer sees the case."""
    case = find.case(session, actor, key)
    require(actor, "act", "declare_bias", case.scope)
    if biased and not reason.strip():
        raise Invalid(Fault("reason", "reason_missing"))
    known = session.scalar(
        select(BiasDeclaration).where(
            BiasDeclaration.application_id == case.application.id,
            BiasDeclaration.person_id == actor.person_id,
        )
    )
    if known is not None:
        known.biased, known.reason, known.at = known.biased or biased, reason, clock.now()
        return
    session.add(
        BiasDeclaration(
            application_id=case.application.id,
            person_id=actor.person_id,
            biased=biased,
            reason=reason,
            at=clock.now(),
        )
    )
