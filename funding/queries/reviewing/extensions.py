"""A longer period for the town's answer: what may be asked for, and what the law makes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from funding.law.periods import Period, extended
from funding.models import InformationRequest, RequestExtension
from funding.queries.applying.answers import Answer
from funding.queries.case import Case

DAY = timedelta(days=1)


class Bounds(NamedTuple):
    """The present end of the period, and the first and last day to which it may be extended."""

    old: date
    first: date
    last: date


def bounds(case: Case) -> Bounds | None:
    """Return within what the period may be extended: later than it ends, never into the past.

    Where the office decides late, the rule counts from today, so that it need not refuse.
    """
    if case.request is None or case.request.state != "sent":
        return None
    old = case.request.due_on
    weeks = timedelta(weeks=case.rule("extension_weeks"))
    return Bounds(old, max(old + DAY, case.today), max(old, case.today) + weeks)


def within(case: Case, day: date | None) -> bool:
    """Tell whether the period may be extended to a day."""
    found = bounds(case)
    return found is not None and day is not None and found.first <= day <= found.last


def extended_to(case: Case, day: date) -> Period | None:
    """Extend the period to a day: from its old end, and not ending on a day off (§ 31 VwVfG)."""
    if case.request is None or not within(case, day):
        return None
    old = case.request.due_on
    return extended(old, decided_on=case.today, days=(day - old).days)


def extensions_of(case: Case) -> dict[UUID, Sequence[RequestExtension]]:
    """List the longer periods that were asked for, by the request they are about, in order."""
    found: dict[UUID, list[RequestExtension]] = defaultdict(list)
    for one in case.session.scalars(
        select(RequestExtension)
        .join(InformationRequest, InformationRequest.id == RequestExtension.request_id)
        .where(InformationRequest.application_id == case.application.id)
        .order_by(RequestExtension.asked_at, RequestExtension.id)
    ):
        found[one.request_id].append(one)
    return dict(found)


def answer_in_time(case: Case) -> bool:
    """Does the period for the answer still run?"""
    return case.request is not None and case.today <= case.request.due_on


def later_answer(case: Case) -> bool:
    """Is the new end later than the old one, not in the past, and within what the rule allows?"""
    return case.details is None or within(case, case.given("ends_on"))


def extension_asked(case: Case) -> bool:
    """Is a longer period asked for and undecided?"""
    return case.extension is not None


def no_extension_asked(case: Case) -> bool:
    """Is no longer period asked for and undecided?"""
    return case.extension is None


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (answer_in_time, later_answer, extension_asked, no_extension_asked)
}


def _bounds(case: Case) -> dict[str, Any]:
    found = bounds(case)
    return found._asdict() if found else dict.fromkeys(Bounds._fields, "–")


def _asked(case: Case) -> dict[str, Any]:
    return {"day": case.extension.asked_at if case.extension else "–"}


PARAMS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "answer_in_time": lambda case: {"due": case.request.due_on if case.request else "–"},
    "later_answer": _bounds,
    "no_extension_asked": _asked,
}
