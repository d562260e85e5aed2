"""The portal issues a notice: frozen by one person, signed by another, taken back where needed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.law.notifying import retrieval_ends
from funding.law.sending import PORTAL
from funding.models import IssuedNotice
from funding.models.issued_notice import IN_PORTAL, OF_DECISION, PORTAL_RECEIPT
from funding.notices.catalogue import OWED
from funding.policy import CLOCK, Actor, permits, require
from funding.queries import find
from funding.queries.applying.submission import fingerprint
from funding.queries.case import Case
from funding.queries.reviewing.file import names
from funding.queries.spending.issue_answers import Given
from funding.queries.spending.issued import issues_of, open_issue, told_by
from funding.queries.spending.papers import (
    THE_DECISION,
    About,
    about_of,
    content_of,
    kind_of,
)
from funding.services.spending.issue_step import keep_way, nothing_due, take, tell
from workflows.decision_notice import (
    DECISION_NOTICE,
    OPEN,
    TO_REROUTE,
    State,
    Trigger,
)

REMINDED = ("act", "retrieval_reminded")
THROUGH_THE_PORTAL = Given(channel=PORTAL)


def draft_notice(  # noqa: PLR0913 - who freezes which notice for which way, having read what
    session: Session,
    actor: Actor,
    key: UUID | str,
    version: int | None = None,
    way: Given = THROUGH_THE_PORTAL,
    subject: About = THE_DECISION,
) -> IssuedNotice:
    """Freeze what the notice says, as of today, and lay it before an approver.

    ``way`` says by which channel it is to go, and whereto.
    """
    case = find.case(session, actor, key)
    require(actor, DECISION_NOTICE.name, Trigger.FREEZE, case.scope)
    content = content_of(case, subject, case.today)
    if content is None or actor.person_id is None:
        raise NotFound(case.application.reference)
    issue = open_issue(case, subject)
    if issue is None:
        issue, version = begun(case, content, subject), None
        session.add(issue)
    kept: dict[str, Any] = {
        "content": content,
        "sha256": fingerprint(content),
        "drafted_at": case.now,
    }
    kept |= {"drafted_by_id": actor.person_id, "reason": ""}
    kept |= {"channel": way.channel, "address": way.address}
    take(case, issue, Trigger.FREEZE, way, version=version, **kept)
    keep_way(case, way, Trigger.FREEZE)
    return issue


def begun(case: Case, content: dict[str, Any], subject: About = THE_DECISION) -> IssuedNotice:
    """Return a new notice about this as it is, not kept yet."""
    assert case.actor.person_id is not None  # noqa: S101 - the policy lets people only
    return IssuedNotice(
        application_id=case.application.id,
        round=case.application.round,
        subject_id=subject.key or case.application.id,
        kind=kind_of(case, subject),
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
    session: Session,
    actor: Actor,
    key: UUID | str,
    version: int | None = None,
    subject: About = THE_DECISION,
) -> None:
    """Sign a frozen notice: it is issued today.

    In the portal it lies ready, and the town is told so; else it is for the office to send it.
    """
    case = find.case(session, actor, key)
    issue = needed(case, subject)
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


def send_back(  # noqa: PLR0913 - who does it to which notice, why, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    reason: str,
    version: int | None = None,
    subject: About = THE_DECISION,
) -> None:
    """Give a notice back unsigned, and say why."""
    case = find.case(session, actor, key)
    take(
        case,
        needed(case, subject),
        Trigger.SEND_BACK,
        Given(reason),
        version=version,
        reason=reason,
    )


def withdraw_notice(
    session: Session,
    actor: Actor,
    key: UUID | str,
    version: int | None = None,
    subject: About = THE_DECISION,
) -> None:
    """Drop a notice that nobody has signed, for another channel or none."""
    case = find.case(session, actor, key)
    take(case, needed(case, subject), Trigger.WITHDRAW, version=version)


def recall_notice(  # noqa: PLR0913 - who does it to which notice, why, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    reason: str,
    version: int | None = None,
    subject: About = THE_DECISION,
) -> None:
    """Take back a notice of which the town is not notified yet, and say why."""
    case = find.case(session, actor, key)
    take(case, needed(case, subject), Trigger.RECALL, Given(reason), version=version, reason=reason)


def end_with_decision(case: Case, subject: About = THE_DECISION, reason: str | None = None) -> None:
    """End the notice of what a step is about to end: the decision, the audit, the proposal.

    An approver takes a notice back that lies ready or is on its way, so that the town is told;
    whatever else there is goes with its decision.
    """
    issue = open_issue(case, subject)
    if issue is None:
        return
    reason = reason or str(case.given("reason") or "")
    if issue.state in (State.PROVIDED, State.SENT) and permits(
        case.actor, DECISION_NOTICE.name, Trigger.RECALL, case.scope
    ):
        take(case, issue, Trigger.RECALL, Given(reason), reason=reason)
    else:
        take(case, issue, Trigger.OVERTAKE)


def end_about(case: Case, subject: About, by: str, reason: str | None = None) -> None:
    """End the notice about this, and wait for none any more, void or returned ones included."""
    end_with_decision(case, subject, reason)
    nothing_due(case, subject.key or case.application.id, by)


def end_beside(case: Case, by: str) -> None:
    """End what notices a case has beside that of its decision, which a step is about to end."""
    for issue in issues_of(case, *OPEN, *TO_REROUTE):
        if issue.kind not in OF_DECISION:
            end_about(case, about_of(issue), by)


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


def needed(case: Case, subject: About = THE_DECISION) -> IssuedNotice:
    """Return the open notice about this, or raise ``NotFound``."""
    issue = open_issue(case, subject)
    if issue is None:
        raise NotFound(case.application.reference)
    return issue
