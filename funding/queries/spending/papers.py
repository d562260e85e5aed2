"""What a notice of the portal is about, what it says, and whether that still stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from funding.errors import NotFound
from funding.models import Change, ChangeNotice, DecisionNotice, InterestClaim, IssuedNotice
from funding.models.issued_notice import CHANGE, FINAL, INTEREST, OF_DECISION
from funding.queries.case import Case
from funding.queries.reporting.claims import interest_owed
from funding.queries.reporting.final_content import final_content
from funding.queries.reporting.interest_claims import open_proposal
from funding.queries.reporting.interest_notice import interest_content
from funding.queries.spending.change_notice import change_content, notice_of
from funding.queries.spending.changes import find_change
from funding.queries.spending.notice_content import notice_content
from workflows.application import State as CaseState
from workflows.change import State as ChangeState
from workflows.interest_claim import State as InterestState

DECISION = "decision"
DECIDED = {CaseState.APPROVED: "award", CaseState.REJECTED: "rejection"}
ANSWERED = (ChangeState.GRANTED, ChangeState.REFUSED)
# These say when it was frozen, not what holds: another day or another hand is no other notice.
PASSING = ("issued_on", "official", "contact")


@dataclass(frozen=True, slots=True)
class About:
    """What a notice is about: ``decision``, ``final``, ``change`` or ``interest``.

    ``key`` is that of the change or of the proposal about interest.
    """

    subject: str = DECISION
    key: UUID | None = None


THE_DECISION, THE_SETTLEMENT = About(), About(FINAL)
Recorded = DecisionNotice | ChangeNotice | InterestClaim


def about(case: Case, key: UUID) -> About:
    """Return of what on a case this is the key: a change, or a proposal about interest."""
    if case.session.get(Change, key) is not None:
        return About(CHANGE, find_change(case, key, drafts=False).id)
    one = case.session.get(InterestClaim, key)
    if one is None or one.application_id != case.application.id:
        raise NotFound(str(key))
    return About(INTEREST, one.id)


def about_of(issue: IssuedNotice) -> About:
    """Return what a notice is about."""
    if issue.kind in OF_DECISION:
        return THE_DECISION
    return THE_SETTLEMENT if issue.kind == FINAL else About(issue.kind, issue.subject_id)


def kind_of(case: Case, subject: About) -> str:
    """Return the kind that a notice about this is."""
    if subject.subject == DECISION:
        return DECIDED.get(case.application.state, "award")
    return subject.subject


def content_of(case: Case, subject: About, on: date) -> dict[str, Any] | None:
    """Return what the notice says if it is issued on a day; nothing while there is none to make."""
    return CONTENTS[subject.subject](case, subject.key, on)


def _decision(case: Case, _key: UUID | None, on: date) -> dict[str, Any] | None:
    return notice_content(case, on)


def _final(case: Case, _key: UUID | None, on: date) -> dict[str, Any] | None:
    return final_content(case, on)


def _change(case: Case, key: UUID | None, on: date) -> dict[str, Any] | None:
    change = _found(case, key)
    return change_content(case, change, on) if change.state in ANSWERED else None


def _found(case: Case, key: UUID | None) -> Change:
    assert key is not None  # noqa: S101 - one about a change names it
    return find_change(case, key, drafts=False)


def _interest(case: Case, key: UUID | None, on: date) -> dict[str, Any] | None:
    one = open_proposal(case)
    if one is None or one.id != key or one.state != InterestState.PROPOSED:
        return None
    return interest_content(case, one, on, case.actor.person_id)


CONTENTS: dict[str, Callable[[Case, UUID | None, date], dict[str, Any] | None]] = {
    DECISION: _decision,
    FINAL: _final,
    CHANGE: _change,
    INTEREST: _interest,
}


def stands(case: Case, issue: IssuedNotice) -> bool:
    """Does what the notice is about stand, with no notice of it on record?"""
    subject = about_of(issue)
    if issue.kind in OF_DECISION:
        app = case.application
        same = DECIDED.get(app.state) == issue.kind and app.round == issue.round
        return same and case.notice is None
    # What was decided on a change is final, whatever else is changed after it.
    told = subject.subject == CHANGE or _says_so(case, subject, issue)
    return told and unrecorded(case, subject)


def unrecorded(case: Case, subject: About) -> bool:
    """Is there something to give notice of, and no record that it was done?"""
    app = case.application
    if subject.subject == DECISION:
        return app.state in DECIDED and case.notice is None
    if subject.subject == FINAL:
        return app.state == CaseState.AUDITED and case.final_notice is None
    if subject.subject == CHANGE:
        change = _found(case, subject.key)
        return change.state in ANSWERED and notice_of(case, change) is None
    one = open_proposal(case)
    proposed = one is not None and one.id == subject.key and one.state == InterestState.PROPOSED
    return proposed and not interest_owed(case)


def _says_so(case: Case, subject: About, issue: IssuedNotice) -> bool:
    """Would the notice say today what it says, but for its day and its signature?"""
    now = content_of(case, subject, case.today)
    return now is not None and _lasting(now) == _lasting(issue.content)


def _lasting(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in PASSING}


def recorded(case: Case, issue: IssuedNotice) -> Recorded | None:
    """Return the record of a notice: when it was issued, when it counts, until when remedies run.

    None where there is none, or where it does not stand any more.
    """
    if issue.kind in OF_DECISION:
        return case.notice
    if issue.kind == FINAL:
        return case.final_notice
    if issue.kind == CHANGE:
        return notice_of(case, _found(case, issue.subject_id))
    return case.session.get(InterestClaim, issue.subject_id)
