"""The clock: takes the steps that are due, each in its own transaction, and reminds people."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from funding import clock
from funding.db import reading, transaction
from funding.errors import FundingError
from funding.law.berlin import local_date
from funding.policy import CLOCK
from funding.queries.closing.disposals import due_disposals
from funding.queries.deadlines.due_steps import due_steps
from funding.queries.deadlines.due_tasks import due_tasks
from funding.queries.reporting.interest_claims import due_interest
from funding.queries.reporting.recoveries import due_recoveries
from funding.queries.reviewing.opinions import due_opinions
from funding.queries.spending.bank_details import lapsed_details
from funding.queries.spending.changes import lapsed_changes
from funding.queries.spending.drawdowns import due_draws
from funding.queries.spending.issued import due_issues
from funding.services.accounts.park import clear_parked
from funding.services.administration.step_call import due_calls, take_call_step
from funding.services.closing import keep_case
from funding.services.deadlines.record import Place, due_deadlines, record
from funding.services.deadlines.remind import open_reminders, remind
from funding.services.notices.collect import Waiting, collect, due_digests
from funding.services.perform import perform
from funding.services.reporting import ask_interest, recover
from funding.services.reviewing.ask_opinion import by_clock
from funding.services.reviewing.write_note import remind_of_task
from funding.services.spending import draw_funds, issue_notice
from funding.services.spending.change_bank_details import lapse_account
from funding.services.spending.decide_change import lapse_change
from workflows.application import Trigger
from workflows.call import Trigger as CallTrigger
from workflows.core import StepRefused
from workflows.disposal import Trigger as Disposing

logger = logging.getLogger(__name__)


Deed = Callable[[Session, Sequence[UUID], datetime], int]
Due = Callable[[Session, datetime], Sequence[tuple[UUID, str]]]
Beside = Callable[[Session, UUID, str], int]
# What stands beside a case: what is due of it, and how the clock does it.
BESIDE: tuple[tuple[Due, Beside], ...] = (
    (due_opinions, by_clock),
    (due_draws, draw_funds.by_clock),
    (due_recoveries, recover.by_clock),
    (due_interest, ask_interest.by_clock),
    (due_issues, issue_notice.by_clock),
)

# About as many as are owed in a second, and as many as hold the database together.
PORTION, TOGETHER = 200, 20
# As many are recorded in one transaction; about a hundred milliseconds of work.
RECORDED = 1_000
FIRST: Place = (datetime.min.replace(tzinfo=UTC), UUID(int=0))


def tick() -> int:
    """Do everything that is due now; return how many steps and notices came of it.

    Any number of clocks may tick at once, and one that was away catches up: it looks at what
    is due and not done, never at what happened in between.
    """
    done, after = sweep()
    while after is not None:
        more, after = sweep(after)
        done += more
    return done


def sweep(after: Place | None = None) -> tuple[int, Place | None]:
    """Take every step that is due, record what is to be told, and owe a portion of it.

    Return how many steps and notices came of it, and the place after which the next portion
    begins; so neither steps nor letters wait until ten thousand are told. What is recorded
    for the first time is owed from the next sweep on, which follows at once.
    """
    now = clock.now()
    with reading() as session:
        calls = due_calls(session, now)
    done = sum(_safely(_call_step(call_id, trigger)) for call_id, trigger in calls)
    with reading() as session:
        steps = due_steps(session, now)
    done += sum(_safely(_case_step(case_id, trigger)) for case_id, trigger in steps)
    with reading() as session:
        tasks = due_tasks(session, now)
        beside = [(deed, due(session, now)) for due, deed in BESIDE]
        accounts = lapsed_details(session, local_date(now))
        changes = lapsed_changes(session, now)
        ended = due_disposals(session, now)
        summaries = due_digests(session, now)
    _safely(_clear_parked)
    for deed, found in beside:
        done += sum(_safely(_clocked(deed, key, what)) for key, what in found)
    done += sum(_safely(_account(key)) for key in accounts)
    done += sum(_safely(_change(change_id)) for change_id in changes)
    done += sum(_safely(_disposal(case_id, deed)) for case_id, deed in ended)
    done += sum(_safely(_task(note_id)) for note_id in tasks)
    done += sum(_safely(_summary(waiting)) for waiting in summaries)
    if _record_all(now):
        return done, after or FIRST
    with reading() as session:
        places = open_reminders(session, after, PORTION)
    ids = [reminder_id for _at, reminder_id in places]
    parts = [ids[n : n + TOGETHER] for n in range(0, len(ids), TOGETHER)]
    done += sum(_together(remind, part, now) for part in parts)
    return done, places[-1] if len(places) == PORTION else None


def _record_all(now: datetime) -> int:
    """Record all that is due to be told, a portion in a transaction; return of how many."""
    seen, places = 0, [FIRST]
    while places:
        with reading() as session:
            places = due_deadlines(session, now, places[-1], RECORDED)
        if places:
            seen += _together(record, [deadline_id for _at, deadline_id in places], now)
    return seen


def _together(deed: Deed, ids: Sequence[UUID], now: datetime) -> int:
    """Do something of many in one transaction; where that fails, of either half by itself."""
    try:
        with transaction() as session:
            return deed(session, ids, now)
    except OperationalError:
        # The database is away or busy, for all of them alike: at the next tick again.
        logger.exception("the clock could not do what was due")
        return 0
    except Exception:
        # One that fails keeps nobody else waiting; it is tried again at the next tick.
        if len(ids) == 1:
            logger.exception("the clock could not do what was due")
            return 0
    half = len(ids) // 2
    return _together(deed, ids[:half], now) + _together(deed, ids[half:], now)


def _clear_parked(session: Session) -> int:
    clear_parked(session)
    return 0


def _safely(deed: Callable[[Session], int]) -> int:
    try:
        with transaction() as session:
            return deed(session)
    except (StepRefused, FundingError) as refusal:
        # The guards have the last word; another clock may have been quicker.
        logger.debug("the clock was refused: %s", refusal)
        return 0
    except Exception:
        # One that fails keeps nobody else waiting; it is tried again at the next tick.
        logger.exception("the clock could not do what was due")
        return 0


def _call_step(call_id: UUID, trigger: CallTrigger) -> Callable[[Session], int]:
    def deed(session: Session) -> int:
        take_call_step(session, CLOCK, call_id, trigger, {})
        return 1

    return deed


def _case_step(case_id: UUID, trigger: Trigger) -> Callable[[Session], int]:
    def deed(session: Session) -> int:
        perform(session, CLOCK, case_id, trigger, {})
        return 1

    return deed


def _clocked(deed: Beside, key: UUID, what: str) -> Callable[[Session], int]:
    return lambda session: deed(session, key, what)


def _account(key: UUID) -> Callable[[Session], int]:
    return lambda session: lapse_account(session, key)


def _change(change_id: UUID) -> Callable[[Session], int]:
    return lambda session: lapse_change(session, change_id)


def _disposal(case_id: UUID, trigger: Disposing) -> Callable[[Session], int]:
    return lambda session: keep_case.by_clock(session, case_id, trigger)


def _task(note_id: UUID) -> Callable[[Session], int]:
    return lambda session: remind_of_task(session, note_id)


def _summary(waiting: Waiting) -> Callable[[Session], int]:
    return lambda session: collect(session, waiting, clock.now())
