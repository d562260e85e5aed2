"""The town writes its proof of use: report in words and figures line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import Application, Proof, ProofGoal, ProofLine
from funding.models.spending import PROVED, REACHED
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reporting.goals import goals_of
from funding.queries.reporting.hearings import writable
from funding.queries.spending.answers import proof_complete
from funding.services import step
from funding.services.reporting.hear_town import overtake
from funding.services.spending.drawdown_step import account_for_draws
from workflows.application import Trigger
from workflows.core import Reason, StepRefused


class Said(NamedTuple):
    """What became of a goal: reached or not (nothing while it is open), its value, a remark."""

    reached: str
    actual: str
    remark: str


def save_proof(  # noqa: PLR0913 - words, figures and goals
    session: Session,
    actor: Actor,
    key: UUID | str,
    values: Mapping[str, Any],
    actuals: Mapping[UUID, tuple[int, str]],
    version: int | None = None,
    goals: Mapping[str, Said] | None = None,
) -> Case:
    """Keep the proof so far; ``actuals``: line → (cents really spent, reason for a deviation).

    ``goals`` says by the key of each goal what became of it.
    """
    case = find.case(session, actor, key)
    require(actor, "act", "prove", case.scope)
    if not writable(case):
        raise StepRefused("application", "save_proof", [Reason("wrong_state")])
    proof = begun(case)
    for name, value in values.items():
        if name not in PROVED:
            raise Invalid(Fault(name, "unknown_field"))
        setattr(proof, name, value)
    keep_lines(case, proof, actuals)
    _keep_goals(case, proof, goals or {})
    step.touch(case, version)
    return Case(session, actor, case.application)


def begun(case: Case) -> Proof:
    """Return the proof of a case, begun where nobody has written in it yet."""
    if case.proof is not None:
        return case.proof
    proof = Proof(application_id=case.application.id)
    case.session.add(proof)
    case.session.flush()  # its lines and receipts refer to it
    return proof


def keep_lines(case: Case, proof: Proof, actuals: Mapping[UUID, tuple[int, str]]) -> None:
    """Keep what was spent: line → (cents really spent, reason for a deviation)."""
    own = {line.id for line in case.lines}
    known = {
        row.line_id: row
        for row in case.session.scalars(select(ProofLine).where(ProofLine.proof_id == proof.id))
    }
    for line_id, (cents, reason) in actuals.items():
        if line_id not in own:
            raise Invalid(Fault("lines", "unknown_field"))
        row = known.get(line_id)
        if row is None:
            row = ProofLine(proof_id=proof.id, line_id=line_id)
            case.session.add(row)
        row.actual_cents, row.reason = cents, reason


def _keep_goals(case: Case, proof: Proof, said: Mapping[str, Said]) -> None:
    own = {goal.key for goal in goals_of(case)}
    query = select(ProofGoal).where(ProofGoal.proof_id == proof.id)
    known = {row.goal: row for row in case.session.scalars(query)}
    for key, one in said.items():
        if key not in own or one.reached not in ("", *REACHED):
            raise Invalid(Fault("goals", "unknown_field"))
        row = known.get(key)
        if row is None:
            row = ProofGoal(proof_id=proof.id, goal=key)
            case.session.add(row)
        row.reached, row.actual, row.remark = one


def report(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Hand in the proof of use, signed by a signatory, once the project has ended."""
    case = find.case(session, actor, key, details)
    if proof_complete(case):
        account_for_draws(case)
    step.take(case, Trigger.REPORT, version=version, return_to=None)
    overtake(case)
    if case.proof is not None:
        case.proof.handed_in_at = case.now
    return case.application
