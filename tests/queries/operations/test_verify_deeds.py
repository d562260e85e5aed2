"""The approvers and the chain of a record are verified whatever way a case has taken."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.law import berlin
from funding.models import Account, Application, AuditEntry, Call
from funding.policy import CLOCK
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.services.administration.step_call import take_call_step
from funding.services.operations.write_audit import GENESIS, digest
from funding.services.perform import perform
from tests.stages import FIRST, SECOND, THIRD, bring
from workflows.application import State, Trigger
from workflows.call import Trigger as CallTrigger

FORGED = "the approvers are not those of the audit"


def found() -> list[str]:
    with reading() as session:
        return differences(session, digest)


def person(email):
    return select(Account.person_id).where(Account.email == email).scalar_subquery()


@pytest.mark.parametrize(
    ("column", "email"), [("first_approver_id", THIRD), ("second_approver_id", THIRD)]
)
def test_an_approver_who_signed_nothing_is_found_in_either_place(story, column, email):
    reference = bring(story, State.APPROVED)
    assert found() == []
    with transaction() as session:
        session.execute(update(Application).values({column: person(email)}))
    assert found() == [f"case {reference}: {FORGED}"]


def test_approvers_who_changed_places_are_found(story):
    reference = bring(story, State.APPROVED)
    swapped = {"first_approver_id": person(SECOND), "second_approver_id": person(FIRST)}
    with transaction() as session:
        session.execute(update(Application).values(swapped))
    assert found() == [f"case {reference}: {FORGED}"]


def undo(_play, reference):
    """Decide, and undo it within its minutes, before a letter has left."""
    with transaction() as session:
        case = session.scalars(select(Application).where(Application.reference == reference)).one()
        rejects = case.state == State.FIRST_REJECTED
        sign = Trigger.REJECT_SECOND if rejects else Trigger.APPROVE_SECOND
        for step in (sign, Trigger.UNDO_DECISION):
            perform(session, by_email(session, SECOND), reference, step, {"reason": "so"})


def reopen(play, reference):
    play.step(FIRST, reference, Trigger.REOPEN, reason="Rechenfehler", new_decision_due=True)


def give_back(play, reference):
    play.step(SECOND, reference, Trigger.RETURN_CASE, reason="Bitte kürzen")


def year_over(play, _reference):
    play.go(date(2023, 1, 2))


TAKEN_BACK = [
    (State.FIRST_APPROVED, undo, State.FIRST_APPROVED),
    (State.FIRST_REJECTED, undo, State.FIRST_REJECTED),
    (State.APPROVED, reopen, State.IN_ASSESSMENT),
    (State.REJECTED, reopen, State.IN_CHECK),
    (State.FIRST_APPROVED, give_back, State.IN_ASSESSMENT),
    (State.FIRST_REJECTED, give_back, State.IN_CHECK),
    (State.FIRST_APPROVED, year_over, State.IN_ASSESSMENT),
]


@pytest.mark.parametrize(("decided", "take_back", "after"), TAKEN_BACK)
def test_a_signature_that_was_taken_back_is_nothing_to_complain_of(play, decided, take_back, after):
    reference = bring(play, decided)
    take_back(play, reference)
    assert play._read(reference).state == after
    assert found() == []


def test_who_signs_anew_after_an_undo_is_the_second_approver(play):
    reference = bring(play, State.FIRST_APPROVED)
    undo(play, reference)
    play.step(THIRD, reference, Trigger.APPROVE_SECOND)
    assert found() == []
    with transaction() as session:
        session.execute(update(Application).values(second_approver_id=person(SECOND)))
    assert found() == [f"case {reference}: {FORGED}"]


def test_the_chain_of_a_call_is_whole_after_three_steps(story):
    def step(email, trigger, **details):
        with transaction() as session:
            actor = by_email(session, email) if email else CLOCK
            call_id = session.scalars(select(Call.id)).one()
            take_call_step(session, actor, call_id, trigger, details)

    story.moved.instant = berlin.at_hour(date(2022, 9, 1), 8)
    step(None, CallTrigger.CLOSE)
    later = berlin.end_of_day(date(2022, 9, 15))
    step("teamleitung@smi.example", CallTrigger.REOPEN, reason="Hochwasser", closes_at=later)
    with reading() as session:
        rows = select(AuditEntry).where(AuditEntry.workflow == "call")
        entries = session.scalars(rows.order_by(AuditEntry.version)).all()
    assert [entry.trigger for entry in entries] == ["open", "close", "reopen"]
    assert [e.previous_hash for e in entries] == [GENESIS, *(e.hash for e in entries[:-1])]
    assert found() == []
