"""Notices that the portal issues: the one of a case, those provided, and those the clock minds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.law import berlin
from funding.models import IssuedNotice
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from workflows.application import State as CaseState
from workflows.decision_notice import OPEN, State

# On which days after its provision a town is reminded of it.
TOLD_AFTER = (3, 7, 9)
DECIDED = {CaseState.APPROVED: "award", CaseState.REJECTED: "rejection"}


def issued_notice(case: Case) -> IssuedNotice | None:
    """Return the newest notice that the portal made of the decision of this round."""
    app = case.application
    wanted = IssuedNotice.application_id == app.id, IssuedNotice.round == app.round
    newest = select(IssuedNotice).where(*wanted).order_by(IssuedNotice.drafted_at.desc())
    return case.session.scalars(newest.limit(1)).first()


def open_issue(case: Case) -> IssuedNotice | None:
    """Return the notice that is neither retrieved nor ended, if there is one."""
    found = issued_notice(case)
    return found if found is not None and found.state in OPEN else None


def lies_ready(case: Case) -> bool:
    """Tell whether a notice of the decision lies ready for the town."""
    if case.application.state not in DECIDED:
        return False
    found = open_issue(case)
    return found is not None and found.state == State.PROVIDED


def in_time(issue: IssuedNotice, today: date) -> bool:
    """Tell whether the last day for retrieving a notice is not over."""
    return issue.ends_on is not None and today <= issue.ends_on


def still_decided(case: Case, issue: IssuedNotice) -> bool:
    """Does the decision stand of which this is the notice, with none on record?"""
    app = case.application
    same = DECIDED.get(app.state) == issue.kind and app.round == issue.round
    return same and case.notice is None


def none_on_its_way(case: Case) -> bool:
    """Is no notice open in the portal, which names the old lead and its court?"""
    return open_issue(case) is None


def no_notice_open(case: Case) -> bool:
    """Is no notice of the decision being made, lying ready, on its way or retrieved?

    The record of one that was served by post can be corrected.
    """
    found = issued_notice(case)
    return found is None or found.state not in (*OPEN, State.RETRIEVED)


def served_issue(case: Case) -> IssuedNotice | None:
    """Return the notice of the portal that counts as notified by a way outside it."""
    found = issued_notice(case)
    return found if found is not None and found.state == State.SERVED else None


def notice_fetched(case: Case) -> bool:
    """Has the town just now retrieved its notice, or before it does: can it?"""
    found = issued_notice(case)
    if found is None:
        return False
    if case.details is None:
        return found.state == State.PROVIDED and in_time(found, case.today)
    return found.state == State.RETRIEVED and found.retrieved_at == case.now


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer for answer in (no_notice_open, none_on_its_way, notice_fetched)
}
PARAMS: dict[str, Callable[[Case], dict[str, Any]]] = {}


def params(_case: Case, _code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    return {}


def due_issues(session: Session, now: datetime) -> list[tuple[UUID, str]]:
    """List provided notices with what the clock does: 'lapse' them, or 'remind' the town."""
    today = berlin.local_date(now)
    rows = session.execute(
        select(IssuedNotice.id, IssuedNotice.provided_on, IssuedNotice.ends_on, IssuedNotice.told)
        .where(IssuedNotice.state == State.PROVIDED)
        .order_by(IssuedNotice.ends_on, IssuedNotice.id)
    )
    due = []
    for row in rows:
        if row.ends_on < today:
            due.append((row.id, "lapse"))
        elif told_by(row.provided_on, today) > row.told:
            due.append((row.id, "remind"))
    return due


def told_by(provided_on: date, today: date) -> int:
    """Return how often a town has to be reminded of its notice by today."""
    return sum(provided_on + timedelta(days=days) <= today for days in TOLD_AFTER)
