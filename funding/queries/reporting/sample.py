"""Whether a case is audited in depth, which of its receipts are, and what the audit found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from funding.law import sampling
from funding.models import Line, Person, Proof, ProofCheck, Receipt, ReceiptJudgement, SampleCase
from funding.models.sample import SampleDraw
from funding.queries.case import Case
from funding.queries.reporting.receipts import receipts_of
from funding.queries.spending.answers import actual_eligible_cents
from workflows.application import State

FROM_AUDIT = (
    State.REPORTED,
    State.HEARING,
    State.HEARD,
    State.AUDITED,
    State.RECOVERING,
    State.SETTLING,
)


@dataclass(frozen=True, slots=True)
class Sampled:
    """The draw that was made from a case, and whether the case was drawn."""

    draw: SampleDraw
    drawn: bool
    by: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A receipt, whether the sample has it, and what was found where somebody has judged it."""

    receipt: Receipt
    sampled: bool
    judgement: ReceiptJudgement | None
    by: str


def sampled(case: Case) -> Sampled | None:
    """Return the draw that was made from the case, or ``None`` before there is one."""
    row = case.session.execute(
        select(SampleDraw, SampleCase.drawn, Person.name)
        .join(SampleCase, SampleCase.draw_id == SampleDraw.id)
        .join(Person, Person.id == SampleDraw.drawn_by_id)
        .where(SampleCase.application_id == case.application.id)
    ).one_or_none()
    return None if row is None else Sampled(*row)


def sampled_positions(case: Case, receipts: Sequence[Receipt]) -> frozenset[int]:
    """Return the places of the receipts in the sample: drawn by the seed of the case's draw.

    What is drawn from are the places in the list, which stays as it was handed in; the seed is
    that of the draw, a colon, and the reference of the case.
    """
    found = sampled(case)
    if found is None or not found.drawn:
        return frozenset()
    draw = found.draw
    take = sampling.size(len(receipts), draw.receipts_percent, draw.receipts_least)
    seed = f"{draw.seed}:{case.application.reference}"
    places = [str(one.position) for one in receipts]
    return frozenset(int(place) for place in sampling.drawn(seed, places, take))


def judged(case: Case) -> list[Judged]:
    """List the receipts of the proof in their order with what the audit says of each."""
    receipts = receipts_of(case)
    places = sampled_positions(case, receipts)
    said = _judgements(case)
    nothing = (None, "")
    return [Judged(one, one.position in places, *said.get(one.id, nothing)) for one in receipts]


def _judgements(case: Case) -> dict[UUID, tuple[ReceiptJudgement, str]]:
    """Return what was said of the receipts of the proof, each with the name of who said it."""
    if case.proof is None:
        return {}
    rows = case.session.execute(
        select(ReceiptJudgement, Person.name)
        .join(Receipt, Receipt.id == ReceiptJudgement.receipt_id)
        .join(Person, Person.id == ReceiptJudgement.judged_by_id)
        .where(Receipt.proof_id == case.proof.id)
    )
    return {row.ReceiptJudgement.receipt_id: (row.ReceiptJudgement, row.name) for row in rows}


def took_part_in_audit(case: Case) -> bool:
    """Tell whether the doer judged a receipt of the proof or made one of its checks."""
    if case.application.state not in FROM_AUDIT:
        return False
    who = case.doer_id
    said = (
        select(ReceiptJudgement.id)
        .join(Receipt, Receipt.id == ReceiptJudgement.receipt_id)
        .join(Proof, Proof.id == Receipt.proof_id)
        .where(Proof.application_id == case.application.id, ReceiptJudgement.judged_by_id == who)
    )
    made = (
        select(ProofCheck.id)
        .join(Proof, Proof.id == ProofCheck.proof_id)
        .where(Proof.application_id == case.application.id, ProofCheck.checked_by_id == who)
    )
    return bool(case.session.scalar(select(or_(said.exists(), made.exists()))))


def unjudged(receipts: Sequence[Judged]) -> list[Judged]:
    """Return the receipts of the sample that nobody has judged yet."""
    return [one for one in receipts if one.sampled and one.judgement is None]


def cut_cents(case: Case) -> int:
    """Return what the audit has cut from receipts of eligible lines, in cents."""
    if case.proof is None:
        return 0
    rows = case.session.scalars(
        select(ReceiptJudgement.cut_cents)
        .join(Receipt, Receipt.id == ReceiptJudgement.receipt_id)
        .join(Line, Line.id == Receipt.line_id)
        .where(Receipt.proof_id == case.proof.id, Line.eligible.is_(True))
    )
    return sum(rows)


def recognisable_cents(case: Case) -> int:
    """Return what can be recognised at most, in cents: spent on eligible lines, less the cuts."""
    return max(0, actual_eligible_cents(case) - cut_cents(case))


def checks_made(case: Case) -> dict[str, tuple[ProofCheck, str]]:
    """Return the plain checks that were made of the proof, each with the name of who made it."""
    if case.proof is None:
        return {}
    rows = case.session.execute(
        select(ProofCheck, Person.name)
        .join(Person, Person.id == ProofCheck.checked_by_id)
        .where(ProofCheck.proof_id == case.proof.id)
    )
    return {row.ProofCheck.code: (row.ProofCheck, row.name) for row in rows}
