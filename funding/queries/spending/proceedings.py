"""When the office looks again at proceedings at court: each action has a day, the case the first.

What is pending is asked about some days after anybody last noted where it stands. What was won is
decided anew within the days of a decision, as long as the notice has not been replaced.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from funding.law import berlin, workdays
from funding.models import AuditEntry, Remedy
from funding.models.recovery import INTEREST
from funding.queries.case import Case
from funding.queries.spending.remedies import notice_against, remedies_of
from workflows.remedy import REMEDY, State


def next_look(case: Case) -> date | None:
    """Return the first day (Berlin) on which the office looks again at one of them."""
    return min((day for one in remedies_of(case) if (day := look_on(case, one))), default=None)


def look_on(case: Case, remedy: Remedy) -> date | None:
    """Return the day of one action; none where nothing of it is to be asked or decided.

    An action against a notice that does not stand any more is pending until its end is recorded.
    Interest whose notice is set aside is claimed anew or not; nobody waits for that.
    """
    if remedy.state == State.PENDING:
        return _noted(case, remedy) + timedelta(days=case.rule("court_days"))
    won = remedy.state == State.SET_ASIDE and remedy.kind != INTEREST
    if won and notice_against(case, remedy) is not None:
        return workdays.add_working_days(_noted(case, remedy), case.rule("issue_days"))
    return None


def _noted(case: Case, remedy: Remedy) -> date:
    """Return the day on which it was last written down where the action stands."""
    last: datetime | None = case.session.scalar(
        select(func.max(AuditEntry.at)).where(
            AuditEntry.workflow == REMEDY.name, AuditEntry.subject_id == remedy.id
        )
    )
    return berlin.local_date(last or remedy.recorded_at)
