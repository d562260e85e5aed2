"""The portal issues a notice: frozen by one person, signed by another, retrieved by the town."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding.errors import NotFound, Outdated
from funding.law.notifying import retrieval_ends
from funding.law.sending import PORTAL
from funding.models import Application, IssuedNotice
from funding.notices import outbox
from funding.notices.catalogue import OWED, Owed
from funding.notices.people import Recipient, candidates
from funding.policy import CLOCK, Actor, require
from funding.queries import facts as of_case
from funding.queries import find
from funding.queries.applying.submission import fingerprint
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.spending.issued import (
    DECIDED,
    in_time,
    open_issue,
    still_decided,
    told_by,
)
from funding.queries.spending.notice_content import notice_content
from funding.queries.spending.notice_dates import deemed_notified
from funding.services import step
from funding.services.notify import about_case, frozen_facts
from funding.services.spending.record_notice import build_notice, remedy_end
from workflows.application import Trigger as CaseTrigger
from workflows.core import Facts
from workflows.decision_notice import DECISION_NOTICE, Deed, State, Trigger

REMINDED = ("act", "retrieval_reminded")


def draft_notice(
    session: Session, actor: Actor, key: UUID | str, version: int | None = None
) -> IssuedNotice:
    """Freeze what the notice says, as of today, and lay it before an approver."""
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
    take(case, issue, Trigger.FREEZE, version=version, **kept)
    return issue


def begun(case: Case, content: dict[str, Any]) -> IssuedNotice:
    """Return a new notice of the decision as it is, not kept yet."""
    assert case.actor.person_id is not None  # noqa: S101
    return IssuedNotice(
        application_id=case.application.id,
        round=case.application.round,
        kind=DECIDED.get(case.application.state, "award"),
        state=State.DRAFTED,
        version=0,
        told=0,
        reason="",
        content=content,
        sha256=fingerprint(content),
        drafted_at=case.now,
        drafted_by_id=case.actor.person_id,
    )


def sign_notice(
    session: Session, actor: Actor, key: UUID | str, version: int | None = None
) -> None:
    """Sign a frozen notice: it is issued today, and the town is told that it lies ready."""
    case = find.case(session, actor, key)
    issue = needed(case)
    content = issue.content | {"issued_on": case.today.isoformat()}
    ends_on = retrieval_ends(case.today, days=case.rule("retrieval_days"))
    kept: dict[str, Any] = {"content": content, "sha256": fingerprint(content)}
    kept |= {"provided_on": case.today, "ends_on": ends_on, "signed_by_id": actor.person_id}
    take(case, issue, Trigger.SIGN, version=version, **kept)


def send_back(
    session: Session, actor: Actor, key: UUID | str, reason: str, version: int | None = None
) -> None:
    """Give a notice back unsigned, and say why."""
    case = find.case(session, actor, key)
    take(case, needed(case), Trigger.SEND_BACK, reason, version=version, reason=reason)


def withdraw_notice(
    session: Session, actor: Actor, key: UUID | str, version: int | None = None
) -> None:
    """Drop a notice that nobody has signed, for another channel or none."""
    case = find.case(session, actor, key)
    take(case, needed(case), Trigger.WITHDRAW, version=version)


def retrieve_notice(
    session: Session,
    actor: Actor,
    key: UUID | str,
    details: Details | None = None,
    version: int | None = None,
) -> Application:
    """Let the town retrieve its notice; it counts as notified on the day after (§ 41 Abs. 2a).

    The record of the notice and the step of the case are made in the same transaction.
    """
    case = find.case(session, actor, key, details if details is not None else Details())
    require(actor, "application", CaseTrigger.RETRIEVE_NOTICE, case.scope)
    issue = open_issue(case)
    if issue is not None and issue.state == State.PROVIDED and in_time(issue, case.today):
        who: dict[str, Any] = {"retrieved_by_id": actor.person_id, "retrieved_at": case.now}
        take(case, issue, Trigger.RETRIEVE, **who)
        _record(case, issue)
    step.take(case, CaseTrigger.RETRIEVE_NOTICE, version=version)
    return case.application


def _record(case: Case, issue: IssuedNotice) -> None:
    """Record the notice with the dates that the law gives its retrieval."""
    assert case.details is not None and issue.provided_on is not None  # noqa: S101, PT018
    at = case.now.isoformat(timespec="seconds")
    details = case.details
    details["channel"] = PORTAL
    details["issued_on"] = issue.provided_on
    details["notified_on"] = deemed_notified(case, case.today, PORTAL)
    details["evidence"] = f"Abruf im Portal durch {case.actor.name}, {at}"
    details["document"] = issue.content
    details["document_sha256"] = issue.sha256
    details["deadline_on"] = remedy_end(case)
    case.notice = build_notice(case, issue.kind, issue.round)
    case.session.add(case.notice)


def by_clock(session: Session, issue_id: UUID, deed: str) -> int:
    """Let a notice become void that nobody retrieved, or remind the town of it."""
    issue = session.get_one(IssuedNotice, issue_id, with_for_update=True)
    case = find.case(session, CLOCK, issue.application_id)
    if deed == "lapse":
        take(case, issue, Trigger.LAPSE)
        return 1
    if issue.state != State.PROVIDED or issue.provided_on is None:
        return 0
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


def take(
    case: Case,
    issue: IssuedNotice,
    trigger: Trigger,
    note: str = "",
    *,
    version: int | None = None,
    **columns: Any,
) -> None:
    """Take a step of a notice. Raises as a step of a case does."""
    if version is not None and version != issue.version:
        raise Outdated(version, issue.version)
    sealed = columns.get("sha256", issue.sha256)
    _move, audit_id = step.follow(
        case.session,
        case.actor,
        DECISION_NOTICE,
        issue,
        trigger,
        facts_of(case, issue, note),
        at=case.now,
        note=note,
        details=lambda _move: {
            "reference": case.application.reference,
            "document_sha256": sealed,
        },
        scope=case.scope,
        **columns,
    )
    tell(case, issue, OWED[DECISION_NOTICE.name, trigger], str(audit_id), note)


def facts_of(case: Case, issue: IssuedNotice, reason: str = "") -> Facts:
    """Answer what the steps of a notice ask, as plain values."""
    shared = ("is_holder", "bias_declared", "undo_over")
    return Facts(
        answers={name: of_case.ANSWERS[name](case) for name in shared}
        | {
            "still_decided": still_decided(case, issue),
            "electronic_agreed": bool(case.answers.entries.get("electronic_notice")),
            "reason_given": bool(reason.strip()),
            "retrievable": in_time(issue, case.today),
            "retrieval_over": issue.ends_on is not None and not in_time(issue, case.today),
        },
        person=case.actor.person_id,
        hands=frozenset({(Deed.DRAFTED, issue.drafted_by_id)}),
    )


def tell(
    case: Case, issue: IssuedNotice, meant: Sequence[Owed], cause: str, reason: str = ""
) -> None:
    """Owe notices about a notice of a case; the town's way leads to where it is retrieved."""
    about = about_case(case, proposers=frozenset({issue.drafted_by_id}))
    everyone = candidates(case.session, about)
    facts = frozen_facts(case, everyone, due=issue.ends_on)
    reference = case.application.reference

    def in_words(recipient: Recipient) -> dict[str, Any]:
        town = recipient.municipality_key is not None
        side = f"/antraege/{reference}/bescheid/abrufen"
        provided = issue.provided_on.isoformat() if issue.provided_on else ""
        return facts(recipient) | {
            "reason": "" if town else reason,
            "issued_on": provided,
            "path": side if town else f"/vorgaenge/{reference}/bescheid/portal",
        }

    for owed in meant:
        outbox.post(
            case.session,
            cause=cause,
            kind=owed.kind,
            recipients=outbox.told(everyone, owed.audience, about),
            facts=in_words,
            now=case.now,
            application_id=case.application.id,
        )
