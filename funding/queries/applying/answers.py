"""Answers to the questions that steps of applying ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from funding.law import berlin
from funding.queries.applying.findings import errors
from funding.queries.case import Case
from funding.words.visible import said
from workflows.call import State as CallState

Answer = Callable[[Case], bool]
# A longer one would be a call of its own, of which the other towns would have to know.
LONGEST_EXTENSION = timedelta(days=366)


def closing_for(case: Case) -> datetime:
    """Return the instant until which this case may be submitted: one rule for page and service."""
    own = case.application.own_closing_at
    return max(own, case.call.closes_at) if own else case.call.closes_at


def call_announced(case: Case) -> bool:
    """Is the call announced or open?"""
    announced = case.call.announced_at
    if announced is None or case.call.state == CallState.CANCELLED:
        return False
    return announced <= case.now < case.call.closes_at


def call_open(case: Case) -> bool:
    """Is it before closing, or within the town's own extension?"""
    if case.call.state == CallState.CANCELLED or case.now < case.call.opens_at:
        return False
    return case.now < closing_for(case)


def call_over(case: Case) -> bool:
    """Are closing and every own extension past?"""
    return case.call.state == CallState.CANCELLED or case.now >= closing_for(case)


def later_end(case: Case) -> bool:
    """Does the new end lie after the old one, in the future, and within a year from closing?"""
    if case.details is None:
        return True
    ends_on = case.given("ends_on")
    if ends_on is None or ends_on > berlin.local_date(case.call.closes_at) + LONGEST_EXTENSION:
        return False
    return berlin.end_of_day(ends_on) > max(closing_for(case), case.now)


def complete(case: Case) -> bool:
    """Is there no finding of severity error?"""
    return not errors(case)


def advised(case: Case) -> bool:
    """Was the advice of the LPR held on or before today (RL KommPräv)?"""
    a = case.answers
    return a.advice == "held" and a.advice_on is not None and a.advice_on <= case.today


def not_begun(case: Case) -> bool:
    """Has the project not begun before now (VwV zu § 44 SäHO)?"""
    return case.answers.begun is False


def reauthenticated(case: Case) -> bool:
    """Has the signatory just proved who they are?"""
    return case.details is None or bool(case.given("reauthenticated"))


def reason_given(case: Case) -> bool:
    """Is there a reason in words?"""
    return case.details is None or said(case.given("reason"))


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (
        call_announced,
        call_open,
        call_over,
        later_end,
        complete,
        advised,
        not_begun,
        reauthenticated,
        reason_given,
    )
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    if code == "complete":
        return {"count": len(errors(case))}
    if code in ("call_open", "call_over", "call_announced"):
        return {"closes_at": closing_for(case), "opens_at": case.call.opens_at}
    if code == "advised":
        return {"date": case.answers.advice_on}
    return {}
