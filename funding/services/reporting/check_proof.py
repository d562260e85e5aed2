"""The proof auditor confirms the checks that every proof of use gets: formal and arithmetic."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid, NotPermitted
from funding.models import Application, ProofCheck
from funding.models.sample import CHECKS
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.reporting.answers import not_to_audit
from funding.queries.reporting.sample import checks_made
from funding.services import step
from workflows.core import StepRefused


def check_proof(
    session: Session,
    actor: Actor,
    key: UUID | str,
    made: Collection[str],
    version: int | None = None,
) -> Application:
    """Keep which of the two checks are made, by whom and when; what is not named is taken back."""
    case = find.case(session, actor, key)
    require(actor, "act", "audit_proof", case.scope)
    if actor.person_id is None:  # the rules let nobody but a proof auditor, who is a person
        raise NotPermitted("audit_proof")
    reasons = not_to_audit(case)
    if reasons or case.proof is None:
        raise StepRefused("application", "check_proof", reasons)
    if set(made) - set(CHECKS):
        raise Invalid(Fault("checks", "unknown_verdict"))
    known = checks_made(case)
    for code in CHECKS:
        if code in made and code not in known:
            who = {"checked_by_id": actor.person_id, "checked_at": case.now}
            session.add(ProofCheck(proof_id=case.proof.id, code=code, **who))
        elif code not in made and code in known:
            session.delete(known[code][0])
    step.touch(case, version)
    return case.application
