"""A reviewer answers the question of bias and takes a case over, both or neither."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Application
from funding.policy import Actor
from funding.queries import find
from funding.queries.details import Details
from funding.queries.reviewing.persons import bias_declared
from funding.services.reviewing.claim_case import claim_case
from funding.services.reviewing.declare_bias import declare_bias


def take_next(session: Session, actor: Actor, key: UUID | str, version: int) -> Application:
    """Keep the declaration of no bias (§§ 20, 21 VwVfG) where there is none yet, and claim.

    Raises ``StepRefused`` or ``Outdated`` where somebody was quicker; then nothing is kept.
    """
    case = find.case(session, actor, key)
    if not bias_declared(case):
        declare_bias(session, actor, key, biased=False)
    return claim_case(session, actor, key, Details(), version)
