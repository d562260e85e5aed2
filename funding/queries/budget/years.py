"""The years of a call's lines: what is planned for each, and what of it is bound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.models import ActionField, Application, BudgetLine, Call, Line, Person, YearPlan
from funding.queries.administration import rules
from funding.queries.budget.lines import choices
from funding.queries.spending.granted import lowered_lines


class YearOfLine(NamedTuple):
    """One year of one line, in cents; the first year is cash, later ones need an authorisation."""

    field: ActionField
    year: int
    cash: bool
    planned_cents: int
    bound_cents: int


def years_of(session: Session, call: Call, on: date) -> list[int]:
    """Return the years in which a grant of the call can be paid, that of the call first."""
    following = rules.number(session, "following_years", on)
    return [call.year + later for later in range(following + 1)]


def authorised(session: Session, line_ids: Sequence[UUID]) -> dict[tuple[UUID, int], int]:
    """Sum up what of these lines is planned for each later year, in cents."""
    rows = session.execute(
        select(YearPlan.line_id, YearPlan.year, func.sum(YearPlan.change_cents))
        .where(YearPlan.line_id.in_(line_ids))
        .group_by(YearPlan.line_id, YearPlan.year)
    )
    return {(line, year): int(cents) for line, year, cents in rows}


def years(session: Session, call: Call, on: date) -> list[YearOfLine]:
    """List every line of a call year by year: planned and bound always add up to the line's own."""
    rows = choices(session, call.id)
    planned = authorised(session, [line.id for _field, line in rows])
    bound = _bound(session, call)
    known = years_of(session, call, on)
    told = []
    for field, line in rows:
        mine = {year for key, year in {*planned, *bound} if key in (line.id, field.id)}
        for year in sorted({*known, *mine}):
            cash = year == call.year
            cents = line.total_cents - line.later_cents if cash else planned.get((line.id, year), 0)
            told.append(YearOfLine(field, year, cash, cents, bound.get((field.id, year), 0)))
    return told


def history(session: Session, call_id: UUID) -> Sequence[Any]:
    """List who has planned what for later years, newest first."""
    return session.execute(
        select(
            YearPlan.at,
            ActionField,
            YearPlan.year,
            YearPlan.change_cents,
            Person.name,
            YearPlan.reason,
        )
        .join(BudgetLine, BudgetLine.id == YearPlan.line_id)
        .join(ActionField, ActionField.id == BudgetLine.field_id)
        .join(Person, Person.id == YearPlan.by_id)
        .where(BudgetLine.call_id == call_id)
        .order_by(YearPlan.at.desc(), YearPlan.id)
    ).all()


def _bound(session: Session, call: Call) -> dict[tuple[UUID, int], int]:
    """Spread what is reserved or awarded over the years in which the towns plan to spend it."""
    spent: dict[UUID, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    granted: dict[UUID, tuple[UUID, int]] = {}
    lowered = lowered_lines(session, call.id)
    money = Application.reserved_cents + Application.committed_cents
    for case_id, field_id, cents, line_id, year, amount in session.execute(
        select(Application.id, Application.field_id, money, Line.id, Line.year, Line.amount_cents)
        .outerjoin(Line, (Line.application_id == Application.id) & Line.eligible.is_(True))
        .where(Application.call_id == call.id, money > 0)
    ):
        if field_id is None:
            continue
        granted[case_id] = (field_id, int(cents))
        spent[case_id][year or call.year] += lowered.get(line_id, amount or 0)
    bound: dict[tuple[UUID, int], int] = defaultdict(int)
    for case_id, (field_id, cents) in granted.items():
        for year, part in spread(cents, spent[case_id]).items():
            bound[field_id, year] += part
    return dict(bound)


def spread(cents: int, parts: dict[int, int]) -> dict[int, int]:
    """Spread an amount over years in proportion, to the cent; the last year takes the rest."""
    whole, left, shares = sum(parts.values()), cents, {}
    for year in sorted(parts):
        shares[year] = cents * parts[year] // whole if whole else 0
        left -= shares[year]
    shares[max(parts)] += left
    return shares
