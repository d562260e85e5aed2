"""Answers to the questions that the steps of a notice of the portal ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from funding.law.notifying import FICTIONS
from funding.law.sending import MAILBOX, PAPERS, PORTAL, REGISTERED
from funding.models import Change, InterestClaim, IssuedNotice
from funding.models.issued_notice import (
    BY_POST,
    CHANGE,
    FINAL,
    IN_PORTAL,
    INTEREST,
    OF_DECISION,
    OUTSIDE,
    PORTAL_RECEIPT,
)
from funding.policy import permits
from funding.queries import facts as of_case
from funding.queries.case import Case
from funding.queries.reporting.interest_claims import proposers_of
from funding.queries.spending.change_notice import notice_of
from funding.queries.spending.changes import changes_of
from funding.queries.spending.dispatches import dispatch_of
from funding.queries.spending.issued import in_time
from funding.queries.spending.papers import DECIDED, about_of, stands, unrecorded
from funding.queries.spending.remedies import remedy_against
from funding.words.visible import said
from workflows.application import Deed as CaseDeed
from workflows.application import Trigger as CaseTrigger
from workflows.core import Facts
from workflows.decision_notice import Deed, State
from workflows.interest_claim import Deed as InterestDeed

OF_HOLDER = ("is_holder", "bias_declared")
FIT = ("unbiased", "outsider")
POST_CODE = re.compile(r"\s*\d{5}\s+\S", re.ASCII)
# Without a number of theirs nobody can say what became of them.
NUMBERED = (REGISTERED, MAILBOX)
BARRING = (CaseDeed.AUDITED, CaseDeed.PAID)


@dataclass(frozen=True, slots=True)
class Given:
    """What an actor adds to a step: words; by which way, whereto; on which day, what shows it."""

    reason: str = ""
    channel: str = ""
    address: str = ""
    on: date | None = None
    evidence: str = ""


NOTHING = Given()


def facts_of(case: Case, issue: IssuedNotice, given: Given = NOTHING) -> Facts:
    """Answer what the steps of a notice ask, as plain values."""
    channel = given.channel or issue.channel
    address = given.address if given.channel else issue.address
    agreed = bool(case.answers.entries.get("electronic_notice"))
    return Facts(
        answers=_of_holder(case, issue)
        | {
            "reauthenticated": of_case.ANSWERS["reauthenticated"](case),
            "still_decided": _still_decided(case, issue),
            "undo_over": issue.kind not in OF_DECISION or of_case.ANSWERS["undo_over"](case),
            "fit_to_sign": _fit_to_sign(case, issue),
            # A public body is served electronically against a receipt without being asked.
            "electronic_agreed": channel != PORTAL or agreed,
            "names_lead": issue.content.get("lead") == case.town_names[case.application.lead_key],
            "addressed": addressed(channel, address),
            "reason_given": said(given.reason),
            "retrievable": in_time(issue, case.today),
            "retrieval_over": issue.ends_on is not None and not in_time(issue, case.today),
            "lies_in_portal": channel in IN_PORTAL,
            "goes_out": channel in OUTSIDE,
            "for_retrieval": channel == PORTAL,
            "for_receipt": channel == PORTAL_RECEIPT,
            "counts_by_itself": channel in FICTIONS,
            "counts_by_paper": channel in PAPERS,
            "dispatch_known": _dispatch_known(case, issue, given),
            "after_sending": _after_sending(case, issue, given.on),
            "nothing_built_on": nothing_built_on(case, issue),
            "unsigned": issue.state in (State.DRAFTED, State.TO_SIGN),
        },
        person=case.actor.person_id,
        hands=_hands(case, issue),
    )


def _of_holder(case: Case, issue: IssuedNotice) -> dict[str, bool]:
    """Answer what is asked of the holder; what follows from an audit its auditor drafts as well."""
    audits = permits(case.actor, "application", CaseTrigger.FINISH_AUDIT, case.scope)
    fit = audits and all(of_case.ANSWERS[name](case) for name in FIT)
    own = fit and issue.kind in (FINAL, INTEREST)
    return {name: own or of_case.ANSWERS[name](case) for name in OF_HOLDER}


def _still_decided(case: Case, issue: IssuedNotice) -> bool:
    """Does it stand? While it is drafted it will say what holds once it is frozen."""
    if issue.state == State.DRAFTED and issue.kind not in OF_DECISION:
        return unrecorded(case, about_of(issue))
    return stands(case, issue)


def _fit_to_sign(case: Case, issue: IssuedNotice) -> bool:
    """Is the person unbiased and from no town of the case, and who has audited it unbiased?"""
    asked = (*FIT, "hands_unbiased") if issue.kind == FINAL else FIT
    return all(of_case.ANSWERS[name](case) for name in asked)


def _hands(case: Case, issue: IssuedNotice) -> frozenset[tuple[str, UUID]]:
    """Return who has a part in it that bars from signing: of money, also who audited or paid."""
    drafted = frozenset({(str(Deed.DRAFTED), issue.drafted_by_id)})
    if issue.kind not in (FINAL, INTEREST):
        return drafted
    one = case.session.get(InterestClaim, issue.subject_id) if issue.kind == INTEREST else None
    proposers = proposers_of(one) if one else set()
    proposed = {(str(InterestDeed.PROPOSED), person) for person in proposers}
    return drafted | proposed | {hand for hand in of_case.hands(case) if hand[0] in BARRING}


def addressed(channel: str, address: str) -> bool:
    """Is known whereto it goes: a mailbox by its name, a letter with post code and place?"""
    if channel in BY_POST:
        return bool(POST_CODE.match(address.rpartition("\n")[2]))
    return channel in IN_PORTAL or said(address)


def signed_on(issue: IssuedNotice) -> date:
    """Return the day that the notice bears."""
    return date.fromisoformat(issue.content["issued_on"])


def _dispatch_known(case: Case, issue: IssuedNotice, given: Given) -> bool:
    """Is the day between signature and today, and what shows that it left named where needed?"""
    if given.on is None or not signed_on(issue) <= given.on <= case.today:
        return False
    return issue.channel not in NUMBERED or said(given.evidence)


def _after_sending(case: Case, issue: IssuedNotice, on: date | None) -> bool:
    sent = dispatch_of(case.session, issue.id)
    return sent is not None and on is not None and sent.posted_on <= on <= case.today


def nothing_built_on(case: Case, issue: IssuedNotice) -> bool:
    """Has nobody waived, sued, or asked for a change since the notice counted as notified?"""
    if issue.kind == CHANGE:
        change = case.session.get_one(Change, issue.subject_id)
        recorded = notice_of(case, change)
        return recorded is not None and recorded.waived_on is None
    app, notice = case.application, case.notice
    if issue.kind not in OF_DECISION:  # with the notification the case went on at once
        return False
    if notice is None or notice.waived_on is not None:
        return False
    stands = DECIDED.get(app.state) == issue.kind and app.round == issue.round
    return stands and remedy_against(case) is None and not changes_of(case, drafts=False)
