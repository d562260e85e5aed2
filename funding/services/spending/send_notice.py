"""A signed notice goes out by another channel: posted, logged, arrived, or back.

With the day on which it counts the case takes the step that records a notice, so that dates,
deadlines and letters are those of every other notice (services/spending/record_notice).
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.db.inserting import insert_into
from funding.errors import NotFound
from funding.law.sending import PAPERS
from funding.models import Deadline, Dispatch, IssuedNotice, PostingYear
from funding.models.issued_notice import OF_DECISION
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.spending.dispatches import dispatch_of
from funding.queries.spending.issue_answers import Given
from funding.queries.spending.issued import issued_notice
from funding.queries.spending.notice_dates import deemed_notified
from funding.queries.spending.papers import THE_DECISION, About
from funding.services.deadlines.run_timers import end_timer, set_timer
from funding.services.spending.issue_step import keep_way, take
from funding.services.spending.record_notice import record
from funding.services.spending.serve_notice import serve, unserve
from workflows.application import Trigger as CaseTrigger
from workflows.application.words import PROMISES
from workflows.decision_notice import State, Trigger

EVIDENCE = "Postausgang {year}/{number:04d}"
RECEIVED = "Empfang laut Papier am {day:%d.%m.%Y}"
# What the record of a notice ends, and what runs on where it has notified nobody.
RUNS_ON = ("vwgo75", *PROMISES)


def reroute_notice(  # noqa: PLR0913 - who sends which notice which way, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    way: Given,
    version: int | None = None,
    subject: About = THE_DECISION,
) -> None:
    """Let a signed notice that lies nowhere go by another channel, as it was signed."""
    case = find.case(session, actor, key)
    kept = {"channel": way.channel, "address": way.address, "reason": ""}
    take(case, _newest(case, subject), Trigger.REROUTE, way, version=version, **kept)
    keep_way(case, way, Trigger.REROUTE)


def dispatch_notice(  # noqa: PLR0913 - who enters of which notice what, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    given: Given,
    version: int | None = None,
    subject: About = THE_DECISION,
) -> Dispatch:
    """Enter in the posting log that a signed notice has left.

    What counts some days later by law is recorded with that day at once; what counts by a paper
    waits for it.
    """
    details = Details()
    case = find.case(session, actor, key, details)
    issue = _newest(case, subject)
    take(case, issue, Trigger.DISPATCH, given, version=version)
    entry = _logged(case, issue, given)
    if issue.state == State.SERVED:
        counts_on = deemed_notified(case, entry.posted_on, issue.channel)
        _record(case, details, issue, entry, counts_on)
    return entry


def notice_arrived(  # noqa: PLR0913 - who enters of which notice what, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    on: date | None,
    version: int | None = None,
    subject: About = THE_DECISION,
) -> None:
    """Record the day that a receipt or a deed names: from then on the notice counts."""
    details = Details()
    case = find.case(session, actor, key, details)
    issue = _newest(case, subject)
    take(case, issue, Trigger.ARRIVE, Given(on=on), version=version)
    entry = _sent(case, issue)
    if on is not None:
        entry.arrived_on = on
        _record(case, details, issue, entry, on)


def notice_came_back(  # noqa: PLR0913 - who enters of which notice what, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    given: Given,
    version: int | None = None,
    subject: About = THE_DECISION,
) -> None:
    """Record that a notice came back, or that nobody can prove that it arrived.

    Nobody was notified of it: its record no longer counts, and what it ended runs on.
    """
    case = find.case(session, actor, key)
    issue = _newest(case, subject)
    take(case, issue, Trigger.COME_BACK, given, version=version, reason=given.reason)
    entry = _sent(case, issue)
    entry.back_on, entry.back_reason = given.on, given.reason
    if issue.kind not in OF_DECISION:
        unserve(case, issue)
        return
    if case.notice is not None:
        case.notice.set_aside_on, case.notice.returned_on = case.today, given.on
        case.notice = None
    end_timer(case, "remedy", Trigger.COME_BACK)
    _run_on(case)


def _run_on(case: Case) -> None:
    """Let the deadlines run on that the record of the notice had ended."""
    rows = case.session.execute(
        select(Deadline.kind, Deadline.due_on)
        .where(
            Deadline.application_id == case.application.id,
            Deadline.kind.in_(RUNS_ON),
            Deadline.ended_by == CaseTrigger.RECORD_NOTICE,
        )
        .order_by(Deadline.ended_at)
    )
    for kind, due_on in {row.kind: row.due_on for row in rows}.items():
        set_timer(case, kind, due_on, Trigger.COME_BACK)


def _logged(case: Case, issue: IssuedNotice, given: Given) -> Dispatch:
    """Add an entry to the posting log, with the next number of its year."""
    assert given.on is not None  # noqa: S101 - the step asks for it
    assert case.actor.person_id is not None  # noqa: S101 - the policy lets people only
    year = given.on.year
    entry = Dispatch(
        issue_id=issue.id,
        application_id=case.application.id,
        year=year,
        number=_next_number(case.session, year),
        posted_on=given.on,
        channel=issue.channel,
        address=issue.address,
        evidence=given.evidence,
        entered_by_id=case.actor.person_id,
        entered_at=case.now,
        back_reason="",
    )
    case.session.add(entry)
    return entry


def _next_number(session: Session, year: int) -> int:
    """Count on; whoever is slower waits, and a transaction that fails leaves no gap."""
    counted = insert_into(session.connection(), PostingYear).values(year=year, last_number=1)
    counted = counted.on_conflict_do_update(
        index_elements=[PostingYear.year], set_={"last_number": PostingYear.last_number + 1}
    ).returning(PostingYear.last_number)
    number: int = session.execute(counted).scalar_one()
    return number


def _record(
    case: Case, details: Details, issue: IssuedNotice, entry: Dispatch, notified_on: date
) -> None:
    """Take the step that a notice brings about, with what the log shows of it."""
    told = [EVIDENCE.format(year=entry.year, number=entry.number), entry.evidence]
    if entry.channel in PAPERS:
        told.append(RECEIVED.format(day=notified_on))
    details["issued_on"], details["channel"] = entry.posted_on, entry.channel
    details["notified_on"], details["evidence"] = notified_on, ", ".join(filter(None, told))
    if issue.kind in OF_DECISION:
        record(case, details)
    else:
        details["document"], details["document_sha256"] = issue.content, issue.sha256
        serve(case, issue, Details())


def _newest(case: Case, subject: About) -> IssuedNotice:
    """Return the newest notice about this, or raise ``NotFound``."""
    issue = issued_notice(case, subject)
    if issue is None:
        raise NotFound(case.application.reference)
    return issue


def _sent(case: Case, issue: IssuedNotice) -> Dispatch:
    entry = dispatch_of(case.session, issue.id)
    assert entry is not None  # noqa: S101 - its state says that it was sent
    return entry
