"""Answers to the questions that the steps of a drawdown ask, each with the numbers of a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from funding.law.drawing import last_day_to_draw, last_need
from funding.models import Drawdown
from funding.queries.case import Case
from funding.queries.spending.answers import notice_final
from funding.queries.spending.answers import params as notice_params
from funding.queries.spending.bank_details import settled_account
from funding.queries.spending.drawdowns import (
    in_proportion,
    is_drawable,
    unused_draws,
    within_years,
)
from funding.queries.spending.remedies import params as contested_params
from funding.queries.spending.remedies import uncontested
from funding.words.visible import said
from workflows.application import State as CaseState
from workflows.core import Facts
from workflows.drawdown import Deed, State

HANDS: tuple[tuple[Deed, str], ...] = (
    (Deed.CHECKED, "checked_by_id"),
    (Deed.COMPUTED, "computed_by_id"),
    (Deed.ORDERED, "ordered_by_id"),
    (Deed.PAID, "paid_by_id"),
)


def facts_of(case: Case, draw: Drawdown, given: Mapping[str, Any]) -> Facts:
    """Answer what the guards of a drawdown ask; ``given`` is what the actor adds to the step.

    ``given``: ``reason`` (words), ``day`` (value date or day of use), ``reauthenticated``.
    """
    day: date | None = given.get("day")
    account = settled_account(case.session, case.application.lead_key)
    answers = {
        "case_drawable": is_drawable(case),
        "notice_final": notice_final(case),
        "uncontested": uncontested(case),
        "within_rest": 0 < draw.amount_cents <= rest(case),
        "within_slice": settling(case) or none_later(case) or draw.amount_cents <= in_years(case),
        "share_kept": settling(case) or draw.amount_cents <= in_share(case, draw),
        "before_last_draw": settling(case) or case.today <= last_day(case),
        "needed_soon": settling(case) or needed_soon(case, draw),
        "earlier_used": settling(case) or not unused_draws(case),
        "reauthenticated": bool(given.get("reauthenticated")),
        "reason_given": said(given.get("reason")),
        "paid_in_order": day is not None and _paid_from(draw) <= day <= case.today,
        "bank_active": account is not None,
        "use_dated": day is not None and (draw.value_on or date.max) <= day <= case.today,
        "answer_over": draw.due_on is not None and draw.due_on < case.today,
        "use_over": draw.due_on is not None and draw.due_on < case.today,
        "spent_already": draw.refund or settling(case),
        "yet_to_spend": not (draw.refund or settling(case)),
    }
    return Facts(
        answers=answers, person=case.actor.person_id, hands=hands(draw), params=_params(case, draw)
    )


def hands(draw: Drawdown) -> frozenset[tuple[str, UUID]]:
    """Return who has found right, computed, ordered or paid a drawdown, as it stands."""
    done = ((str(deed), getattr(draw, column)) for deed, column in HANDS)
    return frozenset((deed, person) for deed, person in done if person is not None)


def settling(case: Case) -> bool:
    """Tell whether it is the rest after the final notice, whose sum is fixed."""
    return case.application.state == CaseState.SETTLING


def rest(case: Case) -> int:
    """Return what of the grant is not paid, in cents."""
    return case.application.committed_cents - case.application.paid_cents


def in_years(case: Case) -> int:
    """Return what the years until now can still be paid, in cents."""
    return max(0, within_years(case) - case.application.paid_cents)


def none_later(case: Case) -> bool:
    """Tell whether nothing of what is left is kept for later years, so that the rest decides."""
    return in_years(case) >= rest(case)


def in_share(case: Case, draw: Drawdown) -> int:
    """Return what can be drawn for what is spent and due, less what was paid, in cents."""
    drawn = in_proportion(case, draw.spent_cents, draw.need_cents)
    return max(0, drawn - case.application.paid_cents)


def last_day(case: Case) -> date:
    """Return the last day of this year on which a drawdown can be handed in."""
    return last_day_to_draw(case.today.year, case.rule("last_draw"))


def hindrances(case: Case) -> dict[str, dict[str, Any]]:
    """Return what keeps every drawdown from being sent today, whatever is typed in it."""
    found: dict[str, dict[str, Any]] = {}
    if not settling(case) and case.today > last_day(case):
        found["before_last_draw"] = {"date": last_day(case)}
    if settled_account(case.session, case.application.lead_key) is None:
        found["bank_active"] = {}
    return found


def needed_soon(case: Case, draw: Drawdown) -> bool:
    """Is what is needed due within the use period, or nothing but spent money asked for?"""
    if draw.refund:
        return draw.need_cents == 0
    if draw.needed_until is None:
        return False
    asked_on = case.today
    return asked_on <= draw.needed_until <= last_need(asked_on, case.rule("use_months"))


def _paid_from(draw: Drawdown) -> date:
    """Return the first day that a value date can name: of the order, or of the payment."""
    known = draw.value_on if draw.state in (State.PAID, State.OVERDUE) else draw.ordered_on
    return known or date.max


def _params(case: Case, draw: Drawdown) -> dict[str, dict[str, Any]]:
    months = case.rule("use_months")
    unused = unused_draws(case)
    return {
        "notice_final": notice_params(case, "notice_final"),
        "uncontested": contested_params(case, "uncontested"),
        "within_rest": {"rest": rest(case)},
        "within_slice": {"rest": in_years(case), "year": case.today.year},
        "share_kept": {"rest": in_share(case, draw)},
        "before_last_draw": {"date": last_day(case)},
        "needed_soon": {"date": last_need(case.today, months)},
        "earlier_used": {"number": unused[0].number if unused else 0},
        "use_dated": {"date": draw.value_on or case.today},
        "paid_in_order": {"date": draw.ordered_on or case.today},
    }
