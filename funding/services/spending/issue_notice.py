"""The portal issues a notice: frozen by one person, signed by another, retrieved by the town."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.law.notifying import retrieval_ends
from funding.law.sending import PORTAL, RECEIPT
from funding.models import Application, IssuedNotice
from funding.models.issued_notice import IN_PORTAL, PORTAL_RECEIPT
from funding.notices.catalogue import OWED
from funding.policy import CLOCK, Actor, permits, require
from funding.queries import find
from funding.queries.applying.submission import fingerprint
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reviewing.file import names
from funding.queries.spending.issue_answers import Given
from funding.queries.spending.issued import (
    DECIDED,
    in_time,
    open_issue,
    told_by,
)
from funding.queries.spending.notice_content import notice_content
from funding.queries.spending.notice_dates import deemed_notified
from funding.services import step
from funding.services.spending.issue_step import keep_address, take, tell
from funding.services.spending.record_notice import remedy_end, replace_notice
from workflows.application import Trigger as CaseTrigger
from workflows.decision_notice import DECISION_NOTICE, State, Trigger

REMINDED = ("act", "retrieval_reminded")
THROUGH_THE_PORTAL = Given(channel=PORTAL)
EVIDENCE = {
    PORTAL: "Abruf im Portal durch {name}, {at}",
    RECEIPT: "Empfangsbekenntnis im Portal durch {name}, {at}, SHA-256 {sha256}",
}


def draft_notice(
    session: Session,
    actor: Actor,
    key: UUID | str,
    version: int | None = None,
    way: Given = THROUGH_THE_PORTAL,
) -> IssuedNotice:
    """Freeze what the notice says, as of today, and lay it before an approver.

    ``way`` says by which channel it is to go, and whereto.
    """
    case = find.case(session, actor, key)
    require(actor, DECISION_NOTICE.name, Trigger.FREEZE, case.scope)
    content = notice_content(case, case.today)
    if content is None or actor.person_id is None:
        raise NotFound(case.application.reference)
    issue = open_issue(case)
    if issue is None:
        issue, version = begun(case, content), None
        session.add(issue)
    kept: dict[str, Any] = {
        "content": content,
        "sha256": fingerprint(content),
        "drafted_at": case.now,
    }
    kept |= {"drafted_by_id": actor.person_id, "reason": ""}
    kept |= {"channel": way.channel, "address": way.address}
    take(case, issue, Trigger.FREEZE, way, version=version, **kept)
    keep_address(case, way)
    return issue


def begun(case: Case, content: dict[str, Any]) -> IssuedNotice:
    """Return a new notice of the decision as it is, not kept yet."""
    assert case.actor.person_id is not None  # noqa: S101 - the policy lets people only
    return IssuedNotice(
        application_id=case.application.id,
        round=case.application.round,
        kind=DECIDED.get(case.application.state, "award"),
        state=State.DRAFTED,
        version=0,
        told=0,
        reason="",
        channel=PORTAL,
        address="",
        content=content,
        sha256=fingerprint(content),
        drafted_at=case.now,
        drafted_by_id=case.actor.person_id,
    )


def sign_notice(
    session: Session, actor: Actor, key: UUID | str, version: int | None = None
) -> None:
    """Sign a frozen notice: it is issued today.

    In the portal it lies ready, and the town is told so; else it is for the office to send it.
    """
    case = find.case(session, actor, key)
    issue = needed(case)
    signer = "".join(names(session, [actor.person_id]).values())
    content = issue.content | {"issued_on": case.today.isoformat(), "official": signer}
    kept: dict[str, Any] = {"content": content, "sha256": fingerprint(content)}
    kept |= {"signed_by_id": actor.person_id}
    if issue.channel not in IN_PORTAL:
        take(case, issue, Trigger.SIGN_TO_SEND, version=version, **kept)
        return
    rule = "receipt_days" if issue.channel == PORTAL_RECEIPT else "retrieval_days"
    ends_on = retrieval_ends(case.today, days=case.rule(rule))
    kept |= {"provided_on": case.today, "ends_on": ends_on}
    take(case, issue, Trigger.SIGN, version=version, **kept)


def send_back(
    session: Session, actor: Actor, key: UUID | str, reason: str, version: int | None = None
) -> None:
    """Give a notice back unsigned, and say why."""
    case = find.case(session, actor, key)
    take(case, needed(case), Trigger.SEND_BACK, Given(reason), version=version, reason=reason)


def withdraw_notice(
    session: Session, actor: Actor, key: UUID | str, version: int | None = None
) -> None:
    """Drop a notice that nobody has signed, for another channel or none."""
    case = find.case(session, actor, key)
    take(case, needed(case), Trigger.WITHDRAW, version=version)


def recall_notice(
    session: Session, actor: Actor, key: UUID | str, reason: str, version: int | None = None
) -> None:
    """Take back a notice of which the town is not notified yet, and say why."""
    case = find.case(session, actor, key)
    take(case, needed(case), Trigger.RECALL, Given(reason), version=version, reason=reason)


def end_with_decision(case: Case) -> None:
    """End the notice of a decision that a step of the case is about to end.

    An approver takes a notice back that lies ready or is on its way, so that the town is told;
    whatever else there is goes with its decision.
    """
    issue = open_issue(case)
    if issue is None:
        return
    reason = str(case.given("reason") or "")
    if issue.state in (State.PROVIDED, State.SENT) and permits(
        case.actor, DECISION_NOTICE.name, Trigger.RECALL, case.scope
    ):
        take(case, issue, Trigger.RECALL, Given(reason), reason=reason)
    else:
        take(case, issue, Trigger.OVERTAKE)


def retrieve_notice(
    session: Session,
    actor: Actor,
    key: UUID | str,
    details: Details | None = None,
    version: int | None = None,
) -> Application:
    """Let the town retrieve its notice; it counts as notified on the day after (§ 41 Abs. 2a).

    Where a signatory confirms that it was received, it counts from today (§ 5 Abs. 4 VwZG).
    The record of the notice and the step of the case are made in the same transaction.
    """
    case = find.case(session, actor, key, details if details is not None else Details())
    require(actor, "application", CaseTrigger.RETRIEVE_NOTICE, case.scope)
    record_retrieval(case, open_issue(case), version)
    return case.application


def record_retrieval(case: Case, issue: IssuedNotice | None, version: int | None = None) -> None:
    """Record the retrieval of a notice as it was read: of its own record and of the case."""
    if issue is not None and issue.state == State.PROVIDED and in_time(issue, case.today):
        who: dict[str, Any] = {"retrieved_by_id": case.actor.person_id, "retrieved_at": case.now}
        receipt = issue.channel == PORTAL_RECEIPT
        take(case, issue, Trigger.ACKNOWLEDGE if receipt else Trigger.RETRIEVE, **who)
        _record(case, issue)
    step.take(case, CaseTrigger.RETRIEVE_NOTICE, version=version)


def _record(case: Case, issue: IssuedNotice) -> None:
    """Record the notice with the dates that the law gives its retrieval."""
    assert case.details is not None  # noqa: S101 - the step was found with them
    assert issue.provided_on is not None  # noqa: S101 - it lies ready, says its state
    at = case.now.isoformat(timespec="seconds")
    details = case.details
    channel = RECEIPT if issue.channel == PORTAL_RECEIPT else PORTAL
    details["channel"] = channel
    details["issued_on"] = issue.provided_on
    details["notified_on"] = deemed_notified(case, case.today, channel)
    details["evidence"] = EVIDENCE[channel].format(name=case.actor.name, at=at, sha256=issue.sha256)
    details["document"] = issue.content
    details["document_sha256"] = issue.sha256
    details["deadline_on"] = remedy_end(case)
    replace_notice(case, issue.kind)


def by_clock(session: Session, issue_id: UUID, deed: str) -> int:
    """Let a notice become void that nobody retrieved, or remind the town of it."""
    issue = session.get_one(IssuedNotice, issue_id, with_for_update=True)
    if issue.state != State.PROVIDED or issue.provided_on is None:
        return 0  # somebody was quicker
    case = find.case(session, CLOCK, issue.application_id)
    if deed == "lapse":
        take(case, issue, Trigger.LAPSE)
        return 1
    told = told_by(issue.provided_on, case.today)
    if issue.told >= told:
        return 0
    issue.told = told
    tell(case, issue, OWED[REMINDED], f"{issue.id}:{told}")
    return 1


def needed(case: Case) -> IssuedNotice:
    """Return the open notice of a case, or raise ``NotFound``."""
    issue = open_issue(case)
    if issue is None:
        raise NotFound(case.application.reference)
    return issue
