"""What waits for somebody beside a case: notices, changes, money, interim proofs, opinions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from funding.models import Deadline
from funding.models.issued_notice import CHANGE, INTEREST
from funding.queries.case import Case
from funding.queries.reporting.claims import recovery_of
from funding.queries.reporting.interest_claims import open_proposal
from funding.queries.reporting.interim_answers import AWAITED
from funding.queries.reporting.interims import interims_of
from funding.queries.reviewing.opinions import ASSESSED, opinions_of
from funding.queries.reviewing.waits import AT_TOWN
from funding.queries.spending.changes import changes_of
from funding.queries.spending.drawdowns import current_draws
from funding.queries.spending.issued import issues_of
from funding.queries.spending.papers import About, unrecorded
from workflows import change, drawdown, interest_claim, opinion, recovery
from workflows.application import APPLICATION
from workflows.decision_notice import DECISION_NOTICE, OPEN, TO_REROUTE
from workflows.interim_proof import CHECK, DUE, INTERIM_PROOF, WITH_OFFICE

# By which deadline the case minds a notice beside its decision, by whose turn it is.
OF_NOTICE = {
    "reviewer": "notice_issue",
    "approver": "notice_sign",
    "applicant_editor": "notice_retrieval",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing beside a case: its record, the role whose turn it is, and the last day (Berlin).

    ``about`` says what the record is; ``kind`` is the deadline by which the case minds it, if it
    does; ``person`` is who was asked by name.
    """

    about: str
    record: Any
    role: str
    due_on: date | None
    kind: str = ""
    person: str = ""


def beside(case: Case, awaited: Deadline | None = None) -> list[Beside]:
    """List what waits beside a case, the most urgent first.

    ``awaited`` is the deadline for which the case itself waits; what that one is about is left out.
    """
    app = case.application
    if app.state in APPLICATION.final_states:
        return []
    found = [*_after_the_award(case)] if app.approved_cents is not None else []
    if app.state in ASSESSED:
        found += _opinions(case)
    if awaited is not None:
        named = (awaited.kind, awaited.due_on)
        first = next((one for one in found if (one.kind, one.due_on) == named), None)
        found = [one for one in found if one is not first]
    return sorted(found, key=lambda one: one.due_on or date.max)


def _after_the_award(case: Case) -> Iterator[Beside]:
    notices = [*_notices(case)]
    noticed = {one.record.subject_id for one in notices}
    yield from notices
    yield from _changes(case, noticed)
    yield from _interims(case)
    yield from _draws(case)
    yield from _interest(case, noticed)


def _notices(case: Case) -> Iterator[Beside]:
    """List the notices on changes and about interest; the case waits for all others itself."""
    for one in issues_of(case, *OPEN, *TO_REROUTE):
        if one.kind in (CHANGE, INTEREST) and (one.state in OPEN or one.due_on):
            role = str(DECISION_NOTICE.standings[one.state].ball)
            yield Beside("notice", one, role, one.due_on, OF_NOTICE[role])


def _changes(case: Case, noticed: set[UUID]) -> Iterator[Beside]:
    for one in changes_of(case, drafts=False):
        standing = change.CHANGE.standings[one.state]
        if one.state in change.PENDING:
            yield Beside("change", one, str(standing.ball), one.due_on, standing.timers[0])
        elif one.id not in noticed and unrecorded(case, About(CHANGE, one.id)):
            yield Beside("unnoticed", one, "reviewer", None)


def _interims(case: Case) -> Iterator[Beside]:
    state = case.application.state
    for one in interims_of(case):
        role = str(INTERIM_PROOF.standings[one.state].ball)
        if one.state in WITH_OFFICE and state in AWAITED:
            yield Beside("interim", one, role, one.due_on, CHECK)
        elif state in AT_TOWN and one.is_due(case.today):
            yield Beside("interim", one, role, one.due_on, DUE)


def _draws(case: Case) -> Iterator[Beside]:
    for one in current_draws(case):
        if one.state != drawdown.State.DRAFTED:  # which is its town's alone
            role = str(drawdown.DRAWDOWN.standings[one.state].ball)
            yield Beside("draw", one, role, one.due_on)


def _interest(case: Case, noticed: set[UUID]) -> Iterator[Beside]:
    proposal = open_proposal(case)
    if proposal is not None and proposal.id not in noticed:
        standing = interest_claim.INTEREST_CLAIM.standings[proposal.state]
        role, kind = str(standing.ball), standing.timers[0]
        yield Beside("interest", proposal, role, proposal.due_on, kind)
    claim = recovery_of(case, INTEREST)
    if claim is not None and claim.state in recovery.OPEN:
        role = str(recovery.RECOVERY.standings[claim.state].ball)
        yield Beside("claim", claim, role, claim.due_on)


def _opinions(case: Case) -> list[Beside]:
    return [
        Beside("opinion", one, "expert", one.due_on, person=name)
        for one, name in opinions_of(case)
        if one.state in opinion.OUTSTANDING
    ]
