"""A town retrieves a notice, or confirms its receipt: from then on it is notified of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding.law.sending import PORTAL, RECEIPT
from funding.models import Application, IssuedNotice
from funding.models.issued_notice import PORTAL_RECEIPT
from funding.notices.letters import second
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.spending.issued import in_time, open_issue
from funding.queries.spending.notice_dates import deemed_notified
from funding.queries.spending.papers import THE_DECISION, About
from funding.services import step
from funding.services.spending.issue_notice import needed
from funding.services.spending.issue_step import take
from funding.services.spending.record_notice import remedy_end, replace_notice
from funding.services.spending.serve_notice import serve
from workflows.application import Trigger as CaseTrigger
from workflows.decision_notice import DECISION_NOTICE, State, Trigger

EVIDENCE = {
    PORTAL: "Abruf im Portal durch {name}, {at}",
    RECEIPT: "Empfangsbekenntnis im Portal durch {name}, {at}, SHA-256 {sha256}",
}


def retrieve_notice(  # noqa: PLR0913 - who retrieves which notice of which case, having read what
    session: Session,
    actor: Actor,
    key: UUID | str,
    details: Details | None = None,
    version: int | None = None,
    subject: About = THE_DECISION,
) -> Application:
    """Let the town retrieve its notice; it counts as notified on the day after (§ 41 Abs. 2a).

    Where a signatory confirms that it was received, it counts from today (§ 5 Abs. 4 VwZG).
    The record of the notice and the step of the case are made in the same transaction.
    """
    case = find.case(session, actor, key, details if details is not None else Details())
    if subject == THE_DECISION:
        require(actor, "application", CaseTrigger.RETRIEVE_NOTICE, case.scope)
        record_retrieval(case, open_issue(case), version)
    else:
        require(actor, DECISION_NOTICE.name, Trigger.RETRIEVE, case.scope)
        issue = needed(case, subject)
        _fetch(case, issue, version)
        serve(case, issue, _told(case, issue))
    return case.application


def record_retrieval(case: Case, issue: IssuedNotice | None, version: int | None = None) -> None:
    """Record the retrieval of a notice as it was read: of its own record and of the case."""
    if issue is not None and issue.state == State.PROVIDED and in_time(issue, case.today):
        _fetch(case, issue)
        assert case.details is not None  # noqa: S101 - the step was found with them
        case.details.update(_told(case, issue))
        case.details["deadline_on"] = remedy_end(case)
        replace_notice(case, issue.kind)
    step.take(case, CaseTrigger.RETRIEVE_NOTICE, version=version)


def _fetch(case: Case, issue: IssuedNotice, version: int | None = None) -> None:
    """Take the step of the notice: retrieved, or its receipt confirmed."""
    who: dict[str, Any] = {"retrieved_by_id": case.actor.person_id, "retrieved_at": case.now}
    receipt = issue.channel == PORTAL_RECEIPT
    take(case, issue, Trigger.ACKNOWLEDGE if receipt else Trigger.RETRIEVE, version=version, **who)


def _told(case: Case, issue: IssuedNotice) -> Details:
    """Return the dates that the law gives the retrieval, and what shows it."""
    assert issue.provided_on is not None  # noqa: S101 - it lay ready, says its state
    channel = RECEIPT if issue.channel == PORTAL_RECEIPT else PORTAL
    at, name = second(case.now), case.actor.name
    return Details(
        channel=channel,
        issued_on=issue.provided_on,
        notified_on=deemed_notified(case, case.today, channel),
        evidence=EVIDENCE[channel].format(name=name, at=at, sha256=issue.sha256),
        document=issue.content,
        document_sha256=issue.sha256,
    )
