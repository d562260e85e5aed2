"""When a notice counts as notified, when remedies end, when it is final, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from funding.law import notifying
from funding.law.explanation import Explanation
from funding.law.periods import BEFORE_COURT, end_of_period
from funding.law.remedies import final_on, finality
from funding.queries.case import Case
from funding.queries.spending.fictions import fictions


@dataclass(frozen=True, slots=True)
class NoticeDates:
    """The days of a notice with the steps of their computation."""

    notified_on: date
    remedy_ends_on: date
    final_on: date
    steps: tuple[Explanation, ...]


def deemed_notified(case: Case, sent_on: date, channel: str) -> date:
    """Return when a notice sent on a day counts as notified, by the rule of that day."""
    return notifying.deemed_notified(sent_on, channel, fictions(case.session, sent_on))


def waiver(case: Case) -> tuple[Explanation, ...]:
    """Explain from when the notice of a case is final: without a waiver, and with one today."""
    if case.notice is None:
        return ()
    ends = case.notice.remedy_ends_on
    return finality(ends), finality(ends, waived_on=case.today)


def notice_dates(
    case: Case, issued_on: date, channel: str, notified_on: date | None, waived_on: date | None
) -> NoticeDates:
    """Compute remedy and finality from the day of notification, typed or deemed."""
    fiction = notifying.deemed(issued_on, channel, fictions(case.session, issued_on))
    notified = notified_on or fiction.date or issued_on
    months = case.rule("remedy_months")
    remedy = end_of_period(notified, statute=BEFORE_COURT, months=months)
    first = (fiction,) if notified == fiction.date else ()
    return NoticeDates(
        notified, remedy.end, final_on(remedy.end, waived_on), (*first, *remedy.steps)
    )
