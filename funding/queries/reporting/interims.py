"""The interim proofs of a case: of which years they are owed, until when, and what they say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from funding.law.periods import end_of_period, set_by_office
from funding.models import InterimGoal, InterimLine, InterimProof
from funding.queries.case import Case
from funding.queries.reporting.goals import Goal, planned_goals
from funding.queries.reporting.receipts import receipts_of
from funding.queries.spending.granted import granted
from funding.queries.spending.notice_dates import deemed_notified
from workflows.interim_proof import THERE, WITH_OFFICE, State


@dataclass(frozen=True, slots=True)
class Interim:
    """An interim proof of a year: until when somebody acts, and its record once it is begun."""

    year: int
    due_on: date | None
    record: InterimProof | None

    @property
    def state(self) -> State:
        """Return its state; what nobody has begun is a draft."""
        return self.record.state if self.record else State.DRAFTED

    @property
    def there(self) -> bool:
        """Tell whether the office has it, and has not given it back."""
        return self.state in THERE

    def is_due(self, today: date) -> bool:
        """Tell whether its year is over, and it is the town's turn."""
        return not self.there and today.year > self.year


def first_due(case: Case, year: int) -> date:
    """Return the day of the interim proof of a year: so many months after its end."""
    return end_of_period(date(year, 12, 31), months=case.rule("interim_months")).end


def owed_years(case: Case) -> list[int]:
    """List the budget years of which an interim proof is owed.

    A project that is over before its interim proof falls due says all in its final one.
    """
    return [] if case.application.approved_cents is None else planned_years(case)


def planned_years(case: Case) -> list[int]:
    """List the budget years of which one is owed once the project is granted as it is planned."""
    begins, ends = case.answers.begins_on, case.ends_on
    if begins is None or ends is None:
        return []
    return [year for year in range(begins.year, ends.year) if first_due(case, year) <= ends]


def interims_of(case: Case) -> list[Interim]:
    """List the interim proofs that are owed, and those that were written, by their years."""
    query = select(InterimProof).where(InterimProof.application_id == case.application.id)
    known = {one.year: one for one in case.session.scalars(query)}
    years = sorted({*owed_years(case), *known})
    return [Interim(year, _due(case, year, known.get(year)), known.get(year)) for year in years]


def _due(case: Case, year: int, record: InterimProof | None) -> date | None:
    if record is None or record.state == State.DRAFTED:
        return first_due(case, year)
    return record.due_on


def interim_of(case: Case, year: int) -> Interim | None:
    """Return the interim proof of a year, if one is owed or was written."""
    return next((one for one in interims_of(case) if one.year == year), None)


def missing_interims(case: Case) -> list[Interim]:
    """List those that are owed and not there."""
    owed = owed_years(case)
    return [one for one in interims_of(case) if one.year in owed and not one.there]


def next_due(case: Case) -> date | None:
    """Return the first day on which one of them is due; a later one waits for its turn."""
    return min((one.due_on for one in missing_interims(case) if one.due_on), default=None)


def with_office(case: Case) -> list[Interim]:
    """List those that the office looks through."""
    return [one for one in interims_of(case) if one.state in WITH_OFFICE]


def next_check(case: Case) -> date | None:
    """Return the first day until which the office looks one of them through."""
    return min((one.due_on for one in with_office(case) if one.due_on), default=None)


def correction_due(case: Case) -> date:
    """Count the weeks for a correction from the day on which the town counts as told."""
    told = deemed_notified(case, case.today, "electronic")
    return set_by_office(told, weeks=case.rule("answer_weeks")).end


@dataclass(frozen=True, slots=True)
class InterimFigure:
    """A line of the plan and what was spent on it in a year, in cents.

    ``actual`` is ``None`` while nothing is written; ``suggested`` is what the form begins with.
    """

    line_id: UUID
    position: int
    kind: str
    label: str
    eligible: bool
    planned: int
    actual: int | None
    suggested: int


def interim_figures(case: Case, one: Interim) -> list[InterimFigure]:
    """List every line with what was spent in the year.

    The form begins with the receipts of that year where there are some, else with the plan of it.
    What is accepted keeps the plan of its acceptance, whatever is shifted later.
    """
    plan = _plan(case, one)
    spent: dict[UUID, int] = {}
    if one.record is not None:
        query = select(InterimLine).where(InterimLine.interim_id == one.record.id)
        spent = {row.line_id: row.actual_cents for row in case.session.scalars(query)}
    paid: dict[UUID, int] = defaultdict(int)
    for receipt in receipts_of(case):
        if receipt.paid_on.year == one.year:
            paid[receipt.line_id] += receipt.amount_cents
    return [
        InterimFigure(
            line.id,
            line.position,
            line.kind,
            line.label,
            line.eligible,
            plan[line.id] if line.year == one.year else 0,
            spent.get(line.id),
            paid[line.id] if paid else (plan[line.id] if line.year == one.year else 0),
        )
        for line in case.lines
    ]


def _plan(case: Case, one: Interim) -> dict[UUID, int]:
    """Return the lines of the plan in cents: as of now, or of the instant of the acceptance."""
    accepted_at = one.record.accepted_at if one.record else None
    if accepted_at is None:
        return {line.id: case.planned(line) for line in case.lines}
    app = case.application
    changed = granted(case.session, app.id, app.round, accepted_at).lines
    return {line.id: changed.get(line.id, line.amount_cents) for line in case.lines}


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """A goal as it was planned, how it stands and its value by now; empty while nobody has said."""

    goal: Goal
    standing: str = ""
    actual: str = ""


def goals_standing(case: Case, one: Interim) -> list[GoalStanding]:
    """List the goals of the application with what an interim proof says of them."""
    said: dict[str, InterimGoal] = {}
    if one.record is not None:
        query = select(InterimGoal).where(InterimGoal.interim_id == one.record.id)
        said = {row.goal: row for row in case.session.scalars(query)}
    return [
        GoalStanding(goal, said[goal.key].standing, said[goal.key].actual)
        if goal.key in said
        else GoalStanding(goal)
        for goal in planned_goals(case)
    ]


def interim_sums(case: Case) -> dict[UUID, int]:
    """Return what all interim proofs that are there say was spent on each line, in cents."""
    rows = case.session.execute(
        select(InterimLine.line_id, func.sum(InterimLine.actual_cents))
        .join(InterimProof, InterimProof.id == InterimLine.interim_id)
        .where(InterimProof.application_id == case.application.id, InterimProof.state.in_(THERE))
        .group_by(InterimLine.line_id)
    )
    return {line_id: int(cents) for line_id, cents in rows}


def last_interim_year(case: Case) -> int:
    """Return the last year of which an interim proof is there; 0 where there is none."""
    return max((one.year for one in interims_of(case) if one.there), default=0)
