"""Drawdowns of a case, those that wait for somebody of the office, and those the clock minds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.law import berlin, grants
from funding.law.drawing import drawable
from funding.law.financing import Award, Financing
from funding.models import Application, Drawdown, Municipality, Payment, Person
from funding.policy import Actor
from funding.queries.budget.years import spread
from funding.queries.case import Case
from funding.queries.reviewing.hidden import hidden_from
from workflows.application import State as CaseState
from workflows.drawdown import OPEN, UNUSED, WITH_OFFICE, State

DRAWABLE = (CaseState.IN_PROGRESS, CaseState.REPORT_DUE, CaseState.SETTLING)
SETTLED = (CaseState.RECOVERING, CaseState.SETTLING, CaseState.CLOSED)
# Told that many days before the use period ends: the first and the second time.
USE_TOLD = (21, 7)
ANSWER_TOLD = 2
LONGEST_LIST = 200


class Certifier(NamedTuple):
    """Somebody who has done their part of paying a drawdown out: what it was, and their name."""

    deed: str
    name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The money of a grant in cents: awarded, paid, ordered or asked for, and what is left.

    ``final``: what is awarded is the final grant after the audit, as its notice has told.
    ``paid`` is what the town has now; ``returned`` came back from it before.
    """

    granted: int
    paid: int
    asked: int
    final: bool = False
    returned: int = 0

    @property
    def left(self) -> int:
        """Return what can still be asked for."""
        return max(0, self.granted - self.paid - self.asked)


def drawdowns_of(case: Case) -> Sequence[Drawdown]:
    """List the drawdowns of a case, newest first."""
    return case.session.scalars(
        select(Drawdown)
        .where(Drawdown.application_id == case.application.id)
        .order_by(Drawdown.number.desc())
    ).all()


def drawdown_of(case: Case, number: int) -> Drawdown:
    """Return one drawdown of a case by its number, or raise ``NotFound``."""
    found = case.session.scalar(
        select(Drawdown).where(
            Drawdown.application_id == case.application.id, Drawdown.number == number
        )
    )
    if found is None:
        raise NotFound(str(number))
    return found


def open_draw(case: Case) -> Drawdown | None:
    """Return the drawdown of a case that is neither paid nor ended."""
    return case.session.scalar(
        select(Drawdown).where(
            Drawdown.application_id == case.application.id, Drawdown.state.in_(OPEN)
        )
    )


def unused_draws(case: Case) -> Sequence[Drawdown]:
    """List what was paid to the town and is not accounted for, oldest first."""
    return case.session.scalars(
        select(Drawdown)
        .where(Drawdown.application_id == case.application.id, Drawdown.state.in_(UNUSED))
        .order_by(Drawdown.number)
    ).all()


def current_draws(case: Case) -> list[Drawdown]:
    """List the drawdowns of a case with which somebody still has to do something, newest first.

    Where all is reclaimed, nobody accounts for the use of what comes back.
    """
    app = case.application
    reclaimed = app.state in SETTLED and app.final_cents == 0 and final_told(case)
    waiting = OPEN if reclaimed else (*OPEN, *UNUSED)
    return [draw for draw in drawdowns_of(case) if draw.state in waiting]


def standing_of(case: Case) -> Standing:
    """Return what of the grant is paid, asked for, and left, as its town may know it."""
    app, current = case.application, open_draw(case)
    granted = app.committed_cents if final_told(case) else app.approved_cents or 0
    asked = current.amount_cents if current and current.state != State.DRAFTED else 0
    settled = case.final_notice is not None and final_told(case)
    if settled and app.final_cents is not None:  # of what is bound the state may want back a part
        granted = app.final_cents
    return Standing(granted, app.paid_cents, asked, settled, returned_cents(case))


def returned_cents(case: Case) -> int:
    """Return what of the payments has come back from the town, in cents."""
    found = case.session.scalar(
        select(func.sum(Payment.amount_cents)).where(
            Payment.application_id == case.application.id, Payment.amount_cents < 0
        )
    )
    return -int(found or 0)


def final_told(case: Case) -> bool:
    """Tell whether no final notice is on its way of which the town does not know yet."""
    final = case.final_notice
    return final is None or final.notified_on <= case.today


def is_drawable(case: Case) -> bool:
    """Tell whether the project runs, or its settlement is known to the town."""
    return case.application.state in DRAWABLE and final_told(case)


def within_years(case: Case) -> int:
    """Return what of the grant the years until now may be paid in all, in cents.

    What an earlier year has left is still there; a later year's part is not there yet.
    """
    granted, parts = case.application.committed_cents, dict[int, int]()
    for line in case.lines:
        if line.eligible:
            cents = case.granted.lowered.get(line.id, line.amount_cents)
            parts[line.year] = parts.get(line.year, 0) + cents
    if not parts:
        return granted
    slices = spread(granted, parts)
    return sum(cents for year, cents in slices.items() if year <= case.today.year)


def in_proportion(case: Case, spent_cents: int, need_cents: int) -> int:
    """Return what may have been drawn in all for what is spent and due, in cents."""
    app, answers = case.application, case.answers
    other = answers.third_party_cents + answers.income_cents
    planned = grants.Figures(case.award_eligible_cents, other)
    award = Award(Financing.SHARE, planned, app.approved_cents or 0)
    return drawable(award, spent_cents, need_cents)


def is_refund(case: Case) -> bool:
    """Tell whether a grant is so small that only what is spent is paid (Nr. 7.4 VVK)."""
    return (case.application.approved_cents or 0) < case.rule("refund_below_cents")


def certifiers(case: Case, draw: Drawdown) -> list[Certifier]:
    """Name who has found right, computed, ordered and paid a drawdown, in this order."""
    done = {
        "checked": draw.checked_by_id,
        "computed": draw.computed_by_id,
        "ordered": draw.ordered_by_id,
        "paid": draw.paid_by_id,
    }
    people = case.session.execute(
        select(Person.id, Person.name).where(Person.id.in_([*filter(None, done.values())]))
    )
    names = {row.id: row.name for row in people}
    return [Certifier(deed, names[person]) for deed, person in done.items() if person]


def payable(session: Session, actor: Actor) -> Sequence[Any]:
    """List what the office has to pay out, longest due first: drawdown, case and town.

    Who is biased on a case, or belongs to a town of it, learns of none of its drawdowns.
    """
    return session.execute(
        select(
            Drawdown,
            Application.reference,
            Application.title,
            Application.id.label("case_id"),
            Municipality.name.label("town"),
        )
        .join(Application, Application.id == Drawdown.application_id)
        .join(Municipality, Municipality.key == Application.lead_key)
        .where(
            Drawdown.state.in_((*WITH_OFFICE, State.QUESTIONED)),
            ~hidden_from(actor),
        )
        .order_by(Drawdown.due_on, Application.reference)
        .limit(LONGEST_LIST)
    ).all()


def next_number(session: Session, application_id: UUID) -> int:
    """Return the number of the next drawdown of a case."""
    last = session.scalar(
        select(func.max(Drawdown.number)).where(Drawdown.application_id == application_id)
    )
    return (last or 0) + 1


def due_draws(session: Session, now: datetime) -> list[tuple[UUID, str]]:
    """List drawdowns with what the clock does: 'lapse' the use period, or 'remind' somebody."""
    today = berlin.local_date(now)
    reclaimed = and_(Application.state.in_(SETTLED), Application.final_cents == 0)
    used = and_(Drawdown.state == State.PAID, Drawdown.due_on < today)
    ahead = [today + timedelta(days=days) for days in USE_TOLD]
    late = and_(Drawdown.state.in_(WITH_OFFICE), Drawdown.due_on < today, Drawdown.told == 0)
    answer = and_(
        Drawdown.state == State.QUESTIONED,
        Drawdown.due_on <= today + timedelta(days=ANSWER_TOLD),
        Drawdown.told == 0,
    )
    soon = or_(
        *(
            and_(Drawdown.state == State.PAID, Drawdown.due_on <= day, Drawdown.told <= told)
            for told, day in enumerate(ahead)
        )
    )
    rows = session.execute(
        select(Drawdown.id, Drawdown.state, Drawdown.due_on)
        .join(Application, Application.id == Drawdown.application_id)
        .where(or_(used, late, answer, soon), ~and_(Drawdown.state == State.PAID, reclaimed))
        .order_by(Drawdown.due_on, Drawdown.id)
    )
    return [(row.id, "lapse" if _over(row, today) else "remind") for row in rows]


def _over(row: Any, today: date) -> bool:
    return bool(row.state == State.PAID and row.due_on < today)


def told_by(draw: Drawdown, today: date) -> int:
    """Return how often it has to have been told of a drawdown's day, until today."""
    if draw.state != State.PAID or draw.due_on is None:
        return 1
    due = draw.due_on
    return sum(today >= due - timedelta(days=days) for days in USE_TOLD)
