"""Changes of a case after the decision: what they make of the plan and of the grant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.law import berlin
from funding.law.financing import Award, Final, Financing, final
from funding.law.grants import Figures
from funding.law.periods import end_of_period
from funding.models import Change, ChangeLine, Line
from funding.queries.case import Case
from workflows.change import State

IN_KIND = "in_kind"
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Moved:
    """A line of the plan with what it was and what it shall be, in cents.

    ``consented`` is what was last consented to; ``movable`` lines are wholly eligible money.
    """

    line: Line
    old: int
    new: int
    consented: int

    @property
    def movable(self) -> bool:
        """Tell whether money can be shifted from and to this line."""
        return movable(self.line)

    @property
    def change(self) -> int:
        """Return by how many cents the line changes, signed."""
        return self.new - self.old

    @property
    def over(self) -> int:
        """Return by how many cents the line is over what was last consented to."""
        return max(0, self.new - self.consented)

    def needs_consent(self, percent: int) -> bool:
        """Tell whether the line is exceeded by more than the rules leave to the town."""
        return self.change > 0 and self.over * PERCENT > percent * self.consented


def movable(line: Line) -> bool:
    """Tell whether a line is wholly eligible and paid in money."""
    whole = line.eligible_part_cents in (None, line.amount_cents)
    return line.eligible and whole and line.kind != IN_KIND


def changes_of(case: Case, *, drafts: bool) -> Sequence[Change]:
    """List the changes of a case, the latest first; drafts are their town's alone."""
    query = select(Change).where(Change.application_id == case.application.id)
    if not drafts:
        query = query.where(Change.requested_at.is_not(None))
    return case.session.scalars(query.order_by(Change.drafted_at.desc(), Change.id)).all()


def find_change(case: Case, change_id: UUID, *, drafts: bool) -> Change:
    """Return a change of this very case; raises ``NotFound`` for any other."""
    found = case.session.get(Change, change_id)
    known = found is not None and found.application_id == case.application.id
    if found is None or not known or not (drafts or found.requested_at):
        raise NotFound(str(change_id))
    return found


def moved_lines(case: Case, change: Change | None) -> list[Moved]:
    """List every line of the plan with its old and new amount; without a change they are alike."""
    kept: Mapping[UUID, ChangeLine] = {}
    if change is not None:
        rows = case.session.scalars(select(ChangeLine).where(ChangeLine.change_id == change.id))
        kept = {row.line_id: row for row in rows}
    found = []
    for line in case.lines:
        now, row = case.planned(line), kept.get(line.id)
        consented = case.granted.consented.get(line.id, line.amount_cents)
        old, new = (row.old_cents, row.new_cents) if row else (now, now)
        found.append(Moved(line, old, new, consented))
    return found


def latest_end(case: Case) -> date | None:
    """Return the last day on which the project may end: longest duration, years of the call."""
    begins = case.answers.begins_on
    if begins is None:
        return None
    months = case.rule("longest_project_months")
    longest = end_of_period(begins, months=months, inclusive=True).raw_end
    return min(longest, date(case.call.year + case.rule("following_years"), 12, 31))


def proof_after(case: Case, ends_on: date) -> date:
    """Return the day of the proof of use that follows from an end of the project."""
    return end_of_period(ends_on, months=case.rule("proof_months")).end


def eligible_after(rows: Sequence[Moved]) -> int:
    """Return the eligible expenditure of a plan with these lines, in cents."""
    found = 0
    for row in rows:
        part, whole = row.line.eligible_cents, row.line.amount_cents
        found += row.new if part == whole else min(part, row.new)
    return found


def grant_after(case: Case, rows: Sequence[Moved], change: Change | None = None) -> Final:
    """Compute what the grant becomes if just this is spent, by share financing (VVK, Nr. 2).

    Of a ``change`` for which an award is to be lowered, or was, from the award before it.
    """
    answers, app = case.answers, case.application
    income = answers.third_party_cents + answers.income_cents
    before = app.approved_cents or 0, case.award_eligible_cents
    if change and change.old_award_cents and change.old_eligible_cents is not None:
        before = change.old_award_cents, change.old_eligible_cents
    award = Award(Financing.SHARE, Figures(before[1], income), before[0], case.rule("rate_percent"))
    return final(award, Figures(eligible_after(rows), income), app.paid_cents)


def lowered_award(case: Case, change: Change) -> int:
    """Return to what less spending can lower the award as it is now, in cents.

    It is what the calculation gives, rounded down as the sum of a notice is.
    """
    grant = grant_after(case, moved_lines(case, change)).grant_cents
    return grant - grant % case.rule("award_step_cents")


def lapsed_changes(session: Session, now: datetime) -> Sequence[UUID]:
    """List the changes whose question was not answered in time."""
    return session.scalars(
        select(Change.id)
        .where(Change.state == State.QUESTIONED, Change.due_on < berlin.local_date(now))
        .order_by(Change.due_on, Change.id)
    ).all()
