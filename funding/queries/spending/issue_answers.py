"""Answers to the questions that the steps of a notice of the portal ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from funding.law.notifying import FICTIONS
from funding.law.sending import MAILBOX, PAPERS, PORTAL, REGISTERED
from funding.models import IssuedNotice
from funding.models.issued_notice import BY_POST, IN_PORTAL, OUTSIDE, PORTAL_RECEIPT
from funding.queries import facts as of_case
from funding.queries.case import Case
from funding.queries.spending.changes import changes_of
from funding.queries.spending.dispatches import dispatch_of
from funding.queries.spending.issued import DECIDED, in_time, still_decided
from funding.queries.spending.remedies import remedy_against
from workflows.core import Facts
from workflows.decision_notice import Deed

SHARED = ("is_holder", "bias_declared", "undo_over", "reauthenticated")
POST_CODE = re.compile(r"\s*\d{5}\s+\S", re.ASCII)
# Without a number of theirs nobody can say what became of them.
NUMBERED = (REGISTERED, MAILBOX)


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
        answers={name: of_case.ANSWERS[name](case) for name in SHARED}
        | {
            "still_decided": still_decided(case, issue),
            # A public body is served electronically against a receipt without being asked.
            "electronic_agreed": channel != PORTAL or agreed,
            "names_lead": issue.content.get("lead") == case.town_names[case.application.lead_key],
            "addressed": addressed(channel, address),
            "reason_given": bool(given.reason.strip()),
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
        },
        person=case.actor.person_id,
        hands=frozenset({(Deed.DRAFTED, issue.drafted_by_id)}),
    )


def addressed(channel: str, address: str) -> bool:
    """Is known whereto it goes: a mailbox by its name, a letter with post code and place?"""
    if channel in BY_POST:
        return bool(POST_CODE.match(address.rpartition("\n")[2]))
    return channel in IN_PORTAL or bool(address.strip())


def signed_on(issue: IssuedNotice) -> date:
    """Return the day that the notice bears."""
    return date.fromisoformat(issue.content["issued_on"])


def _dispatch_known(case: Case, issue: IssuedNotice, given: Given) -> bool:
    """Is the day between signature and today, and what shows that it left named where needed?"""
    if given.on is None or not signed_on(issue) <= given.on <= case.today:
        return False
    return issue.channel not in NUMBERED or bool(given.evidence.strip())


def _after_sending(case: Case, issue: IssuedNotice, on: date | None) -> bool:
    sent = dispatch_of(case.session, issue.id)
    return sent is not None and on is not None and sent.posted_on <= on <= case.today


def nothing_built_on(case: Case, issue: IssuedNotice) -> bool:
    """Has nobody waived, sued, or asked for a change since the notice counted as notified?"""
    app, notice = case.application, case.notice
    if notice is None or notice.waived_on is not None:
        return False
    stands = DECIDED.get(app.state) == issue.kind and app.round == issue.round
    return stands and remedy_against(case) is None and not changes_of(case, drafts=False)
