"""The marks that persons gave a case: whose are shown to whom, and on what they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from funding.models import Account, Assessment, Person, Score
from funding.policy import permits
from funding.queries.case import Case
from funding.queries.reviewing.answers import own_score, second_score
from funding.words.criteria import CRITERIA
from workflows.application import State

APART = 2


def weights(case: Case) -> dict[str, int]:
    """Return how much each criterion counts, as valid today; all alike where none counts."""
    valid = {code: case.rule(f"weight_{code}") for code in CRITERIA}
    return valid if any(valid.values()) else dict.fromkeys(valid, 1)


def weighted(marks: Iterable[tuple[str, int]], weight: Mapping[str, int]) -> int | None:
    """Return the weighted mean of marks (criterion, points) in hundredths, or ``None``."""
    known = list(marks)
    whole = sum(weight[code] for code, _points in known)
    total = sum(weight[code] * points for code, points in known)
    return round(Fraction(total * 100, whole)) if whole else None


@dataclass(frozen=True, slots=True)
class Marks:
    """One person's marks: who, as first or second, finished when, criterion → (points, reason)."""

    name: str
    mine: bool
    first: bool
    finished: bool
    summary: str
    points: dict[str, tuple[int, str]] = field(default_factory=dict)

    weights: Mapping[str, int] = field(default_factory=dict)

    @property
    def mean(self) -> float:
        """Return the weighted mean of the marks."""
        given = ((code, points) for code, (points, _why) in self.points.items())
        return (weighted(given, self.weights) or 0) / 100


def all_marks(case: Case) -> list[Marks]:
    """List everybody's marks, the first scorer's first."""
    rows = case.session.execute(
        select(Assessment, Person.name)
        .join(Person, Person.id == Assessment.person_id)
        .where(Assessment.application_id == case.application.id)
        .order_by(Assessment.first.desc(), Person.name)
    ).all()
    scores = case.session.scalars(
        select(Score).where(Score.assessment_id.in_([row.Assessment.id for row in rows]))
    ).all()
    counting = weights(case)
    return [
        Marks(
            row.name,
            row.Assessment.person_id == case.actor.person_id,
            row.Assessment.first,
            row.Assessment.finished_at is not None,
            row.Assessment.summary,
            {
                s.criterion: (s.points, s.reason)
                for s in scores
                if s.assessment_id == row.Assessment.id
            },
            counting,
        )
        for row in rows
    ]


def marks_shown(case: Case, marks: Sequence[Marks]) -> list[Marks]:
    """Leave out what must stay hidden: another's marks, before one's own are finished."""
    if blind(case, marks):
        return [m for m in marks if m.mine]
    return [m for m in marks if m.mine or m.finished]


def points_shown(case: Case, marks: Sequence[Marks]) -> int | None:
    """Return the mean in hundredths, which gives away another's marks as these themselves would."""
    return None if blind(case, marks) else case.application.points


def blind(case: Case, marks: Sequence[Marks]) -> bool:
    """Tell whether the reader may still give marks of their own, and so must not see others'."""
    if case.application.state != State.IN_ASSESSMENT or not permits(
        case.actor, "act", "score", case.scope
    ):
        return False
    mine = next((m for m in marks if m.mine), None)
    if mine is None:
        return not (own_score(case) and second_score(case))  # two are enough
    return not mine.finished


def scorers(case: Case) -> frozenset[UUID]:
    """Return the accounts of all who have finished marks on the case."""
    return frozenset(
        case.session.scalars(
            select(Account.id)
            .join(Assessment, Assessment.person_id == Account.person_id)
            .where(
                Assessment.application_id == case.application.id,
                Assessment.finished_at.is_not(None),
            )
        )
    )


def apart(marks: Sequence[Marks]) -> frozenset[str]:
    """Return the criteria on which the marks differ by two points or more."""
    differing = set()
    for code in {code for m in marks for code in m.points}:
        points = [m.points[code][0] for m in marks if code in m.points]
        if max(points) - min(points) >= APART:
            differing.add(code)
    return frozenset(differing)
