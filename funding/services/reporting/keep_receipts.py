"""The town keeps the list of receipts of its proof of use, as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import Receipt
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.reporting.figures import figures as figures_of
from funding.queries.reporting.hearings import writable
from funding.queries.reporting.receipts import (
    MOST_RECEIPTS,
    ReceiptEntry,
    faults_of,
    receipted,
    sums_by_line,
)
from funding.services import step
from funding.services.reporting.save_proof import begun, keep_lines
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
    if not writable(case):
        raise StepRefused("application", "keep_receipts", [Reason("wrong_state")])
    if len(entries) > MOST_RECEIPTS:
        raise Invalid(Fault("text", "receipts_too_many", {"most": MOST_RECEIPTS}))
    if faults := faults_of(case, entries):
        raise Invalid(*(fault for row in faults.values() for fault in row))
    proof = begun(case)
    session.execute(delete(Receipt).where(Receipt.proof_id == proof.id))
    rows = [
        {"proof_id": proof.id, "position": number}
        | {name: getattr(one, name) for name in one.__dataclass_fields__}
        for number, one in enumerate(entries, 1)
    ]
    if rows:
        session.execute(insert(Receipt), rows)
    if figures:
        keep_lines(case, proof, _following(case, entries))
    step.touch(case, version)
    return Case(session, actor, case.application)


def _following(case: Case, entries: Sequence[ReceiptEntry]) -> dict[UUID, tuple[int, str]]:
    """Return the sum of its receipts for every line that has some to have; its reason stays."""
    sums, shown = sums_by_line(entries), {line.id for line in receipted(case)}
    known = [line for line in figures_of(case) if line.line_id in shown]
    return {line.line_id: (sums.get(line.line_id, 0), line.reason) for line in known}
