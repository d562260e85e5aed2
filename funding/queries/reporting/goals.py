"""The goals of an application and what became of them, as the proof of use shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from funding.models import ProofGoal
from funding.models.spending import YES
from funding.queries.case import Case
from funding.words.visible import said


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it was planned, and what the town says of it; empty while nobody has said."""

    key: str
    number: int
    what: str
    measure: str
    baseline: str
    target: str
    due: date | None
    reached: str = ""
    actual: str = ""
    remark: str = ""

    @property
    def must_explain(self) -> bool:
        """Tell whether the goal was not quite reached, and nothing says why."""
        return self.reached not in ("", YES) and not said(self.remark)

    @property
    def told(self) -> bool:
        """Tell whether the town has said all that is asked of this goal."""
        return bool(self.reached) and said(self.actual) and not self.must_explain


def planned_goals(case: Case) -> list[Goal]:
    """List the goals of the application in their order; an older one may have none."""
    rows = [row for row in case.answers.value("goals") or () if str(row.get("what") or "")]
    return [_planned(number, row) for number, row in enumerate(rows, 1)]


def _planned(number: int, row: dict[str, Any]) -> Goal:
    due = row.get("due")
    return Goal(
        key=str(row.get("id") or number),
        number=number,
        what=str(row.get("what") or ""),
        measure=str(row.get("measure") or ""),
        baseline=str(row.get("baseline") or ""),
        target=str(row.get("target") or ""),
        due=date.fromisoformat(due) if due else None,
    )


def goals_of(case: Case) -> list[Goal]:
    """List the goals of the application with what the proof of use says of them."""
    said: dict[str, ProofGoal] = {}
    if case.proof is not None:
        rows = case.session.scalars(select(ProofGoal).where(ProofGoal.proof_id == case.proof.id))
        said = {row.goal: row for row in rows}
    return [_told(goal, said.get(goal.key)) for goal in planned_goals(case)]


def _told(goal: Goal, said: ProofGoal | None) -> Goal:
    if said is None:
        return goal
    return replace(goal, reached=said.reached, actual=said.actual, remark=said.remark)


def untold_goals(case: Case) -> list[int]:
    """Return the numbers of the goals of which the proof does not say enough."""
    return [goal.number for goal in goals_of(case) if not goal.told]
