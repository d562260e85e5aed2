"""The town keeps the list of receipts of its proof of use, as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import Proof, ProofLine, Receipt
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.reporting.receipts import (
    MOST_RECEIPTS,
    ReceiptEntry,
    faults_of,
    receipted,
    sums_by_line,
)
from funding.services import step
from funding.services.reporting.save_proof import WRITABLE
from workflows.core import Reason, StepRefused


def keep_receipts(  # noqa: PLR0913 - a list, and whether the figures of the lines follow it
    session: Session,
    actor: Actor,
    key: UUID | str,
    entries: Sequence[ReceiptEntry],
    *,
    figures: bool = False,
    version: int | None = None,
) -> Case:
    """Put a list of receipts in the place of the one before; ``figures``: their sums count.

    Raises ``Invalid`` for a list with a row that cannot be (none of it is kept then), and
    ``StepRefused`` once the proof is handed in.
    """
    case = find.case(session, actor, key)
    require(actor, "act", "prove", case.scope)
    if case.application.state not in WRITABLE:
        raise StepRefused("application", "keep_receipts", [Reason("wrong_state")])
    if len(entries) > MOST_RECEIPTS:
        raise Invalid(Fault("text", "receipts_too_many", {"most": MOST_RECEIPTS}))
    if faults := faults_of(case, entries):
        raise Invalid(*(fault for row in faults.values() for fault in row))
    proof = case.proof
    if proof is None:
        proof = Proof(application_id=case.application.id)
        session.add(proof)
        session.flush()  # the receipts refer to it
    session.execute(delete(Receipt).where(Receipt.proof_id == proof.id))
    rows = [
        {"proof_id": proof.id, "position": number}
        | {name: getattr(one, name) for name in one.__dataclass_fields__}
        for number, one in enumerate(entries, 1)
    ]
    if rows:
        session.execute(insert(Receipt), rows)
    if figures:
        _follow(case, proof, entries)
    step.touch(case, version)
    return Case(session, actor, case.application)


def _follow(case: Case, proof: Proof, entries: Sequence[ReceiptEntry]) -> None:
    """Let the figure of every line be the sum of its receipts; its reason stays."""
    sums = sums_by_line(entries)
    known = {
        row.line_id: row
        for row in case.session.scalars(select(ProofLine).where(ProofLine.proof_id == proof.id))
    }
    for line in receipted(case):
        row = known.get(line.id)
        if row is None:
            row = ProofLine(proof_id=proof.id, line_id=line.id)
            case.session.add(row)
        row.actual_cents = sums.get(line.id, 0)
