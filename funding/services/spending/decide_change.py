"""The office asks about a change, notes it, or proposes; an approver grants or refuses it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import Application, Change
from funding.models.change import GRANT, LESS, PROPOSALS
from funding.policy import CLOCK, Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.spending.changes import (
    eligible_after,
    find_change,
    lowered_award,
    moved_lines,
    proof_after,
)
from funding.services.spending.change_step import take
from funding.services.step import hold
from workflows.change import State, Trigger

# What is fixed with a proposal to lower the award, and goes where it is sent back.
SUMS = ("old_award_cents", "new_award_cents", "old_eligible_cents", "new_eligible_cents")


def ask_about_change(  # noqa: PLR0913 - who asks what about which change, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    change_id: UUID,
    *,
    question: str,
    version: int,
) -> None:
    """Put a question to the town; its old answer makes room for the new one."""
    case, change = _found(session, actor, key, change_id)
    asked = question.strip()
    take(case, change, Trigger.ASK, version=version, question=asked, answer="")


def note_change(  # noqa: PLR0913 - who notes which change, having read which version
    session: Session, actor: Actor, key: UUID | str, change_id: UUID, *, note: str, version: int
) -> None:
    """Take note of a change that needs no consent."""
    case, change = _found(session, actor, key, change_id)
    take(case, change, Trigger.NOTE, version=version, note=note, decision=note.strip())


def assess_change(  # noqa: PLR0913 - who proposes what on which change, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    change_id: UUID,
    *,
    proposal: str,
    reason: str,
    version: int,
) -> None:
    """Submit a change to an approver, with a proposal and its reasons.

    Of less spending it can only be proposed that the award is lowered by it.
    """
    case, change = _found(session, actor, key, change_id)
    if proposal not in ((GRANT,) if change.kind == LESS else PROPOSALS):
        raise Invalid(Fault("proposal", "choose"))
    take(
        case,
        change,
        Trigger.ASSESS,
        version=version,
        note=reason,
        proposal=proposal,
        assessment=reason.strip(),
        sent_back="",
        assessed_by_id=actor.person_id,
        **_lowering(case, change),
    )


def _lowering(case: Case, change: Change) -> dict[str, int | None]:
    """Return award and eligible expenditure as they are and as less spending makes them."""
    if change.kind != LESS:
        return {}
    new, old = lowered_award(case, change), case.application.approved_cents or 0
    if not 0 < new < old:
        return {}  # which the guard refuses
    return {
        "old_award_cents": old,
        "new_award_cents": new,
        "old_eligible_cents": case.award_eligible_cents,
        "new_eligible_cents": eligible_after(moved_lines(case, change)),
    }


def decide_change(  # noqa: PLR0913 - who decides which change how, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    change_id: UUID,
    *,
    grant: bool,
    reason: str,
    version: int,
) -> None:
    """Grant a change, from when on it counts, or refuse it with reasons."""
    case, change = _found(session, actor, key, change_id)
    proof = proof_after(case, change.new_end) if grant and change.new_end else None
    take(
        case,
        change,
        Trigger.GRANT if grant else Trigger.REFUSE,
        version=version,
        note=reason,
        decision=reason.strip(),
        decided_by_id=actor.person_id,
        new_proof_due=proof,
    )


def send_change_back(  # noqa: PLR0913 - who sends which change back why, having read which version
    session: Session, actor: Actor, key: UUID | str, change_id: UUID, *, reason: str, version: int
) -> None:
    """Give a change back to the reviewer, to be assessed anew; the proposal stays to be read."""
    case, change = _found(session, actor, key, change_id)
    take(
        case,
        change,
        Trigger.SEND_BACK,
        version=version,
        note=reason,
        sent_back=reason.strip(),
        **dict.fromkeys(SUMS),
    )


def lapse_change(session: Session, change_id: UUID) -> int:
    """Let the clock hand a change back to the office whose question was not answered in time."""
    change = session.get_one(Change, change_id)
    case = Case(session, CLOCK, session.get_one(Application, change.application_id))
    # The case first, as whoever answers does: two that lock the other way round wait for ever.
    hold(case)
    session.refresh(change)
    if change.state != State.QUESTIONED:
        return 0
    take(case, change, Trigger.LAPSE)
    return 1


def _found(session: Session, actor: Actor, key: UUID | str, change_id: UUID) -> tuple[Case, Change]:
    case = find.case(session, actor, key)
    return case, find_change(case, change_id, drafts=False)
