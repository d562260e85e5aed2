"""Answers to the questions that the steps of a remedy ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from funding.models import Remedy
from funding.queries import facts as of_case
from funding.queries.case import Case
from funding.queries.spending.remedies import Standing, notice_against, remedies_of
from funding.words.visible import said
from workflows.core import Facts
from workflows.remedy import State


def facts_of(case: Case, remedy: Remedy, given: Mapping[str, Any]) -> Facts:
    """Answer what the steps of a remedy ask; ``given``: ``reason`` (words), ``day`` of its end."""
    notice = notice_against(case, remedy)
    day: date | None = given.get("day")
    shared = ("is_holder", "bias_declared")
    answers = {name: of_case.ANSWERS[name](case) for name in shared} | {
        "reason_given": said(given.get("reason")),
        "none_pending": not _another_pending(case, remedy),
        "filed_in_period": notice is not None and _in_period(case, remedy, notice),
        "ended_dated": day is not None and remedy.filed_on <= day <= case.today,
    }
    params: dict[str, dict[str, Any]] = {
        "filed_in_period": {"date": notice.remedy_ends_on if notice else None},
        "ended_dated": {"date": remedy.filed_on},
    }
    return Facts(answers, case.actor.person_id, params=params)


def _another_pending(case: Case, remedy: Remedy) -> bool:
    meant = (remedy.kind, remedy.round, State.PENDING)
    return any(
        (one.kind, one.round, one.state) == meant
        for one in remedies_of(case)
        if one.id != remedy.id
    )


def _in_period(case: Case, remedy: Remedy, notice: Standing) -> bool:
    in_time = remedy.filed_on <= notice.remedy_ends_on or said(remedy.reinstated)
    return notice.issued_on <= remedy.filed_on <= case.today and in_time
