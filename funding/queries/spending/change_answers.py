"""Answers to the questions that the steps of a change ask."""

from __future__ import annotations

from collections.abc import Callable

from funding.models import Change
from funding.models.change import LESS, PARTNER, PERIOD, SHIFT
from funding.queries.case import Case
from funding.queries.spending import partner_changes as partners
from funding.queries.spending.answers import notified
from funding.queries.spending.changes import (
    eligible_after,
    latest_end,
    lowered_award,
    moved_lines,
)
from funding.queries.spending.drawdowns import open_draw
from workflows.application import State
from workflows.drawdown import State as DrawState

# In which states of the case a change of a kind can be asked for, and granted.
RUNNING = (State.APPROVED, State.IN_PROGRESS)
WHERE = {
    PERIOD: RUNNING,
    SHIFT: (*RUNNING, State.REPORT_DUE),
    LESS: RUNNING,
    PARTNER: RUNNING,
}
Answer = Callable[[Case, Change], bool]


def possible_kinds(case: Case) -> list[str]:
    """List the kinds of change that the state of the case allows; partners where there are some."""
    state = case.application.state
    found = [kind for kind, states in WHERE.items() if state in states and notified(case)]
    return [kind for kind in found if kind != PARTNER or case.partner_keys]


def change_possible(case: Case, change: Change) -> bool:
    """Does the grant stand, in this very round, where such a change can be asked for?"""
    app = case.application
    in_place = app.state in WHERE[change.kind] and app.round == change.round
    return in_place and notified(case)


def later_period(case: Case, change: Change) -> bool:
    """Is the new end of the project later than the one approved now, and within the rules?"""
    if change.kind != PERIOD:
        return True
    now, new, latest = case.ends_on, change.new_end, latest_end(case)
    return bool(now and new and latest and change.old_end == now and now < new <= latest)


def shift_sound(case: Case, change: Change) -> bool:
    """Does a shift stay among eligible lines, and within what each year had?"""
    if change.kind != SHIFT:
        return True
    rows = moved_lines(case, change)
    as_read = all(row.old == case.planned(row.line) and row.new >= 0 for row in rows)
    among = all(row.movable or not row.change for row in rows)
    years = {row.line.year for row in rows}
    within = all(sum(row.change for row in rows if row.line.year == year) <= 0 for year in years)
    return as_read and among and within and any(row.change for row in rows)


def less_sound(case: Case, change: Change) -> bool:
    """Does some line become less, and none more?"""
    if change.kind != LESS:
        return True
    rows = moved_lines(case, change)
    lowered = any(row.change < 0 for row in rows)
    return lowered and all(row.change <= 0 <= row.new for row in rows)


def consent_needed(case: Case, change: Change) -> bool:
    """Does it need consent: period and partners always, a shift from more than some percent on?"""
    if change.kind == SHIFT:
        percent = case.rule("shift_percent")
        return any(row.needs_consent(percent) for row in moved_lines(case, change))
    return change.kind in (PERIOD, PARTNER)


def decision_needed(case: Case, change: Change) -> bool:
    """Does the change need consent, or would less spending lower the award?"""
    return consent_needed(case, change) or award_falls(case, change)


def award_falls(case: Case, change: Change) -> bool:
    """Does less spending leave an award, and a lower one?"""
    if change.kind != LESS:
        return False
    return 0 < lowered_award(case, change) < (case.application.approved_cents or 0)


def lowering_sound(case: Case, change: Change) -> bool:
    """Is the lower award what the calculation gives for plan and award as they are now?"""
    if change.kind != LESS:
        return True
    rows = moved_lines(case, change)
    as_read = all(row.old == case.planned(row.line) for row in rows)
    before = change.old_award_cents, change.old_eligible_cents
    same = before == (case.application.approved_cents, case.award_eligible_cents)
    after = change.new_award_cents, change.new_eligible_cents
    return as_read and same and after == (lowered_award(case, change), eligible_after(rows))


def taken_cents(case: Case) -> int:
    """Return what of the award is paid, or asked for in a drawdown, in cents."""
    draw = open_draw(case)
    asked = draw.amount_cents if draw and draw.state != DrawState.DRAFTED else 0
    return case.application.paid_cents + asked


def lowering_covered(case: Case, change: Change) -> bool:
    """Is the lower award not below what is paid and asked for?"""
    return change.kind != LESS or lowered_award(case, change) >= taken_cents(case)


def lowering_params(case: Case, change: Change) -> dict[str, int]:
    """Return the numbers that a refusal to lower an award tells, in cents."""
    if change.kind != LESS:
        return {"computed": 0, "total": 0}
    return {"computed": lowered_award(case, change), "total": taken_cents(case)}


def to_be_refused(_case: Case, change: Change) -> bool:
    """Does the town ask for something? What it only declares cannot be refused."""
    return change.kind != LESS


def consent_not_needed(case: Case, change: Change) -> bool:
    """Is the change left to the town, so that the office only notes it?"""
    return not consent_needed(case, change)


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (
        change_possible,
        later_period,
        shift_sound,
        less_sound,
        decision_needed,
        lowering_sound,
        lowering_covered,
        to_be_refused,
        consent_not_needed,
        partners.concerns_partners,
        partners.partner_sound,
        partners.partners_asked,
        partners.not_agreed_yet,
        partners.decline_worded,
        partners.all_agreed,
    )
}
