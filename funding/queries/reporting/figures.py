"""Plan and actual figures side by side, as the proof of use and its audit show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from funding.law import grants
from funding.law.financing import Sum
from funding.models import ProofLine
from funding.queries.case import Case
from funding.queries.reporting.interims import interim_sums, last_interim_year
from funding.queries.spending.answers import final_explained
from funding.words.visible import said

PERCENT = 100


@dataclass(frozen=True, slots=True)
class ProofFigure:
    """A line of the plan and what became of it, in cents; ``actual`` is ``None`` if unwritten.

    ``interim`` is what the interim proofs say was spent on it; ``None`` where there is none.
    ``suggested`` is what the form begins with.
    """

    line_id: UUID
    position: int
    kind: str
    label: str
    eligible: bool
    planned: int
    actual: int | None
    reason: str
    interim: int | None
    suggested: int

    def percent_off(self) -> int | None:
        """Return by how many whole percent the actual figure is off the plan, signed.

        Halves are rounded away from nought.
        """
        if self.actual is None or self.planned <= 0:
            return None
        off = self.actual - self.planned
        sign = -1 if off < 0 else 1
        return sign * ((2 * abs(off) * PERCENT + self.planned) // (2 * self.planned))

    def must_explain(self, tolerated: int) -> bool:
        """Tell whether the figure is more than the tolerated percent off and lacks a reason."""
        if self.actual is None or said(self.reason):
            return False
        return abs(self.actual - self.planned) * PERCENT > tolerated * self.planned


def figures(case: Case) -> list[ProofFigure]:
    """List every line of the plan with its actual figure."""
    proved = {}
    if case.proof is not None:
        rows = case.session.scalars(select(ProofLine).where(ProofLine.proof_id == case.proof.id))
        proved = {row.line_id: row for row in rows}
    sums, until = interim_sums(case), last_interim_year(case)
    return [
        ProofFigure(
            line.id,
            line.position,
            line.kind,
            line.label,
            line.eligible,
            case.planned(line),
            proved[line.id].actual_cents if line.id in proved else None,
            proved[line.id].reason if line.id in proved else "",
            sums.get(line.id, 0) if until else None,
            # What the plan has for years without an interim proof is still to be told.
            sums.get(line.id, 0) + (case.planned(line) if line.year > until else 0),
        )
        for line in case.lines
    ]


@dataclass(frozen=True, slots=True)
class Source:
    """Where money of a project comes from, in cents; ``actual`` is ``None`` where nobody asks."""

    code: str
    planned: int
    actual: int | None
    name: str = ""


def sources(case: Case, lines: Sequence[ProofFigure]) -> list[Source]:
    """List how the project was to be paid for, and how it was: planned and actual."""
    app, plan, proof = case.application, case.answers, case.proof
    in_kind = [line for line in lines if line.kind == "in_kind"]
    written = [line.actual for line in in_kind if line.actual is not None]

    def typed(code: str) -> Source:
        column = f"{code}_cents"
        return Source(code, getattr(plan, column), getattr(proof, column) if proof else None)

    return [
        typed("own_cash"),
        *(Source("partner", p.contribution_cents, None, p.name) for p in case.partners),
        Source("in_kind", sum(line.planned for line in in_kind), sum(written) if written else None),
        typed("third_party"),
        typed("income"),
        Source("grant", app.approved_cents or 0, app.paid_cents),
    ]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a recognised sum leads to, in cents: final grant, what is to move, and how it comes."""

    recognised: int
    final: int
    paid: int
    to_pay: int
    to_repay: int
    steps: tuple[Sum, ...]


def outcome(case: Case, recognised: int) -> Outcome:
    """Compute the final grant for a recognised sum in cents, and the rest or recovery."""
    asked = Case(
        case.session, case.actor, case.application, {"recognised_cents": recognised}, case.now
    )
    found, paid = final_explained(asked), case.application.paid_cents
    return Outcome(
        recognised,
        found.grant_cents,
        paid,
        grants.still_to_pay(paid, found.grant_cents),
        found.recovery_cents,
        found.steps,
    )
