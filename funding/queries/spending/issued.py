"""Notices that the portal issues: what became of them, and those that the clock minds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.law import berlin
from funding.models import IssuedNotice
from funding.models.issued_notice import CHANGE, INTEREST, OF_DECISION
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.spending.papers import (
    DECIDED,
    DECISION,
    THE_DECISION,
    THE_SETTLEMENT,
    About,
    recorded,
)
from workflows.application import State as CaseState
from workflows.decision_notice import OPEN, SIGNED, TO_REROUTE, State

# On which days after its provision a town is reminded of it.
TOLD_AFTER = (3, 7, 9)


def issued_notice(case: Case, subject: About = THE_DECISION) -> IssuedNotice | None:
    """Return the newest notice that the portal made of this, in this round."""
    app = case.application
    kinds = OF_DECISION if subject.subject == DECISION else (subject.subject,)
    wanted = (
        IssuedNotice.application_id == app.id,
        IssuedNotice.subject_id == (subject.key or app.id),
        IssuedNotice.round == app.round,
    )
    newest = select(IssuedNotice).where(*wanted, IssuedNotice.kind.in_(kinds))
    newest = newest.order_by(IssuedNotice.drafted_at.desc())
    return case.session.scalars(newest.limit(1)).first()


def open_issue(case: Case, subject: About = THE_DECISION) -> IssuedNotice | None:
    """Return the notice that is neither retrieved nor ended, if there is one."""
    found = issued_notice(case, subject)
    return found if found is not None and found.state in OPEN else None


def issues_of(case: Case, *states: State) -> Sequence[IssuedNotice]:
    """List the notices of this round in these states, whatever they are about."""
    app = case.application
    wanted = IssuedNotice.application_id == app.id, IssuedNotice.round == app.round
    found = select(IssuedNotice).where(*wanted, IssuedNotice.state.in_(states))
    found = found.order_by(IssuedNotice.drafted_at)
    return case.session.scalars(found).all()


def ready_beside(case: Case) -> list[IssuedNotice]:
    """List what lies ready for the town apart from the notice of the decision."""
    found = issues_of(case, State.PROVIDED)
    return [one for one in found if one.kind not in OF_DECISION and in_time(one, case.today)]


def lies_ready(case: Case) -> bool:
    """Tell whether a notice of the decision lies ready for the town."""
    if case.application.state not in DECIDED:
        return False
    found = open_issue(case)
    return found is not None and found.state == State.PROVIDED


def sent_out(case: Case) -> bool:
    """Tell whether the notice of the decision left on paper that has not come back yet."""
    if case.application.state not in DECIDED:
        return False
    found = open_issue(case)
    return found is not None and found.state == State.SENT


def fetched_early(case: Case) -> list[IssuedNotice]:
    """List the notices that the town has retrieved and that do not count as notified yet."""
    records = [(one, recorded(case, one)) for one in issues_of(case, State.RETRIEVED)]
    return [
        one
        for one, record in records
        if record is not None and record.notified_on is not None and record.notified_on > case.today
    ]


def settlement_signed(case: Case) -> bool:
    """Tell whether the final notice is signed, or the settlement taken, of which a town waits."""
    if case.application.state != CaseState.AUDITED:
        return case.final_notice is not None
    found = issued_notice(case, THE_SETTLEMENT)
    return found is not None and found.state in SIGNED


def in_time(issue: IssuedNotice, today: date) -> bool:
    """Tell whether the last day for retrieving a notice is not over."""
    return issue.ends_on is not None and today <= issue.ends_on


def none_on_its_way(case: Case) -> bool:
    """Is no notice open in the portal, which names the old lead and its court?"""
    return not issues_of(case, *OPEN)


def no_notice_under_way(case: Case) -> bool:
    """Is no notice on a change or about interest made, on its way, or to be sent once more?"""
    beside = [one for one in issues_of(case, *OPEN, *TO_REROUTE) if one.kind in (CHANGE, INTEREST)]
    return not any(one.state in OPEN or one.due_on for one in beside)


def no_final_open(case: Case) -> bool:
    """Is no final notice being made, lying ready or on its way?"""
    return open_issue(case, THE_SETTLEMENT) is None


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
    return just_served(case, found)


def final_served(case: Case) -> bool:
    """Is the town notified just now of the final notice that two people signed?"""
    found = issued_notice(case, THE_SETTLEMENT)
    return found is not None and case.details is not None and just_served(case, found)


def just_served(case: Case, issue: IssuedNotice) -> bool:
    """Has the step been taken just now by which the town counts as notified?"""
    if issue.state == State.RETRIEVED and issue.retrieved_at != case.now:
        return False
    served = issue.state in (State.RETRIEVED, State.SERVED)
    return served and (issue.kind in OF_DECISION or case.given("served_id") == issue.id)


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (
        no_notice_open,
        none_on_its_way,
        notice_fetched,
        no_notice_under_way,
        no_final_open,
        final_served,
    )
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
