"""Whoever changes the record past the portal is found: one tampering for each thing verified."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from funding.db import reading, rehearsing, transaction
from funding.models import (
    Application,
    AuditEntry,
    Block,
    BudgetLine,
    Deadline,
    DecisionNotice,
    Envelope,
    Hand,
    LedgerEntry,
    Payment,
    Received,
    Recovery,
    Submission,
    Transfer,
)
from funding.queries.applying.submission import fingerprint
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from tests.money import blocked, propose, released
from tests.recoveries import received
from tests.stages import bring
from workflows.application import State, Trigger


def found() -> list[str]:
    with reading() as session:
        return differences(session, digest)


def unseal(session: Any) -> None:
    """Take the locks off, as somebody with the keys of the database could."""
    on_postgres = session.get_bind().dialect.name == "postgresql"
    for table in ("audit_entry", "ledger_entry"):
        for deed in ("update", "delete"):
            on = f" ON {table}" if on_postgres else ""
            session.execute(text(f"DROP TRIGGER {table}_no_{deed}{on}"))


def newest(session: Any) -> AuditEntry:
    return session.scalars(select(AuditEntry).order_by(AuditEntry.at.desc())).first()


def stays(session: Any) -> AuditEntry:
    """Return the entry of a step that left the state as it was."""
    return session.scalars(select(AuditEntry).where(AuditEntry.trigger == "record_payment")).one()


TAMPERINGS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "an envelope's counter": (
        lambda s: s.execute(update(Envelope).values(paid_cents=1)),
        "envelope",
    ),
    "a line's counter": (
        lambda s: s.execute(
            update(BudgetLine).where(BudgetLine.paid_cents > 0).values(paid_cents=1)
        ),
        "line",
    ),
    "a case's counter": (lambda s: s.execute(update(Application).values(paid_cents=7)), "counters"),
    "a place in the queue": (
        lambda s: s.execute(update(Application).values(queue_at=None)),
        "its place in the queue",
    ),
    "an answer that nobody gave": (
        lambda s: s.execute(update(Application).values(answered=True)),
        "whether an answer waits",
    ),
    "second marks that are hidden": (
        lambda s: s.execute(update(Application).values(second_scored=False)),
        "whether it has second marks",
    ),
    "a deleted ledger entry": (
        lambda s: s.execute(delete(LedgerEntry).where(LedgerEntry.operation == "pay")),
        "the ledger says",
    ),
    "a state": (
        lambda s: s.execute(update(Application).values(state="settling")),
        "the audit says",
    ),
    "a note in the audit": (lambda s: setattr(newest(s), "note", "anders"), "was changed"),
    "a person in the audit": (lambda s: setattr(newest(s), "person_id", None), "was changed"),
    "a removed newest entry that left the state": (
        lambda s: s.delete(stays(s)),
        "newest entry is not the last",
    ),
    "a removed entry in the middle": (
        lambda s: s.execute(delete(AuditEntry).where(AuditEntry.trigger == "claim")),
        "chain is broken",
    ),
    "a step that the procedure does not know": (
        lambda s: setattr(newest(s), "trigger", "close_rejected"),
        "no such step",
    ),
    "a deleted payment": (lambda s: s.execute(delete(Payment)), "payments add up to 0"),
    "a changed payment": (lambda s: s.execute(update(Payment).values(amount_cents=1)), "add up"),
    "another first approver": (
        lambda s: s.execute(
            update(Application).values(
                first_approver_id=select(Hand.person_id)
                .where(Hand.deed == "submitted")
                .scalar_subquery()
            )
        ),
        "approvers are not those",
    ),
    "a deleted hand": (
        lambda s: s.execute(delete(Hand).where(Hand.deed == "proposed")),
        "no hand does",
    ),
    "a hand that did nothing": (
        lambda s: s.execute(update(Hand).where(Hand.deed == "paid").values(deed="audited")),
        "the audit does not",
    ),
    "a moved notice": (
        lambda s: s.execute(
            update(DecisionNotice).values(issued_on=text("'2022-05-30'"), channel="post")
        ),
        "notice is not as it was recorded",
    ),
    "a forged waiver": (
        lambda s: s.execute(update(DecisionNotice).values(waived_on=DecisionNotice.notified_on)),
        "notice is not as it was recorded",
    ),
    "a notice made final too early": (
        lambda s: s.execute(update(DecisionNotice).values(final_on=DecisionNotice.notified_on)),
        "final on another day by law",
    ),
    "a deleted notice": (lambda s: s.execute(delete(DecisionNotice)), "is gone"),
    "all deadlines ended by nobody": (
        lambda s: s.execute(update(Deadline).values(ended_at=Deadline.set_at)),
        "no such deadline runs",
    ),
    "another sum granted": (
        lambda s: s.execute(
            update(Application).values(approved_cents=1_999_999, committed_cents=1_999_999)
        ),
        "the audit says 2000000",
    ),
    "a movement of money of the ledger alone": (
        lambda s: s.execute(
            update(LedgerEntry).where(LedgerEntry.operation == "pay").values(operation="book_back")
        ),
        "the audit tells no such movement",
    ),
    "a word of what was submitted": (
        lambda s: s.execute(update(Submission).values(content={"format": "kp-antrag-1"})),
        "what was submitted was changed",
    ),
    "what was submitted, with a fingerprint that fits": (
        lambda s: s.execute(update(Submission).values(content={}, sha256=fingerprint({}))),
        "what was submitted was changed",
    ),
    "what was submitted, taken away": (
        lambda s: s.execute(delete(Submission)),
        "what was submitted is missing",
    ),
    "a submission that never was": (
        lambda s: s.execute(
            update(AuditEntry).where(AuditEntry.trigger == "submit").values(trigger="open_draft")
        ),
        "content is kept that was never submitted",
    ),
    "money moved to the ledger of another case": (
        lambda s: s.execute(update(LedgerEntry).values(audit_id=uuid4())),
        "the ledger has no such movement",
    ),
}


@pytest.fixture
def paid_case(story) -> str:
    reference = bring(story, State.IN_PROGRESS)
    story.pay(reference, 500_000)
    assert found() == []
    return reference


def test_every_tampering_is_named(paid_case):
    missed = []
    for name, (tamper, words) in TAMPERINGS.items():
        with rehearsing() as session:
            unseal(session)
            tamper(session)
            session.flush()
            session.expire_all()
            sentences = differences(session, digest)
            session.rollback()
        if not any(words in sentence for sentence in sentences):
            missed.append(f"{name}: {sentences}")
    assert missed == []
    assert found() == []


@pytest.mark.parametrize("model", [AuditEntry, LedgerEntry])
def test_audit_and_ledger_are_neither_changed_nor_deleted(paid_case, model):
    for statement in (update(model).values(at=text("at")), delete(model)):
        with pytest.raises(DatabaseError, match="append-only"), transaction() as session:
            session.execute(statement)
    assert found() == []


def test_a_case_that_ran_its_whole_way_verifies_and_a_forged_final_grant_does_not(story):
    bring(story, State.CLOSED)
    assert found() == []
    with rehearsing() as session:
        session.execute(update(Application).values(final_cents=Application.final_cents - 1))
        session.expire_all()
        assert any("final grant" in sentence for sentence in differences(session, digest))
        session.rollback()


def test_a_notice_that_was_corrected_or_set_aside_verifies(story):
    reference = bring(story, State.APPROVED)
    for _round in range(2):
        story.notice(reference, story.today)
    assert found() == []
    why = {"reason": "Rechenfehler", "new_decision_due": True}
    story.step("entscheidung1@smi.example", reference, Trigger.REOPEN, **why)
    assert found() == []


CLAIMS = {
    "a claim's sum": (
        lambda s: s.execute(update(Recovery).values(amount_cents=20_000)),
        "more is overpaid",
    ),
    "what was paid of a claim": (
        lambda s: s.execute(update(Recovery).values(paid_cents=9_999)),
        "adds up to another sum",
    ),
    "what came in": (
        lambda s: s.execute(update(Received).values(amount_cents=10_001)),
        "10001 came in, 10000 is booked back",
    ),
    "a repayment that names nothing": (
        lambda s: s.execute(update(Payment).values(received_id=None)),
        "booked back nowhere",
    ),
    "a claim that nobody eased": (
        lambda s: s.execute(update(Recovery).values(state="deferred")),
        "nobody has granted that",
    ),
    "a claim that ended": (
        lambda s: s.execute(update(Recovery).values(state="waived")),
        "its case is recovering",
    ),
    "the final grant": (
        lambda s: s.execute(update(Application).values(final_cents=Application.final_cents - 1)),
        "the final grant is",
    ),
}


def test_every_tampering_with_a_claim_is_named(story):
    reference = bring(story, State.RECOVERING)
    received(story, reference, 10_000)
    assert found() == []
    missed = []
    for name, (tamper, words) in CLAIMS.items():
        with rehearsing() as session:
            tamper(session)
            session.expire_all()
            sentences = differences(session, digest)
            session.rollback()
        if not any(words in sentence for sentence in sentences):
            missed.append(f"{name}: {sentences}")
    assert missed == []


LINES = {
    "a total": (
        lambda s: s.execute(update(BudgetLine).values(total_cents=BudgetLine.total_cents + 1)),
        ("counters say", "changed the sum"),
    ),
    "a blocked counter": (
        lambda s: s.execute(update(BudgetLine).values(blocked_cents=7)),
        ("counters say", "blocks say"),
    ),
    "a transfer in the ledger": (
        lambda s: s.execute(
            update(LedgerEntry)
            .where(LedgerEntry.operation == "transfer")
            .values(total_change=LedgerEntry.total_change * 2)
        ),
        ("the ledger says", "the audit tells no such movement", "the ledger has no such movement"),
    ),
    "a deleted block in the ledger": (
        lambda s: s.execute(delete(LedgerEntry).where(LedgerEntry.operation == "block")),
        ("the ledger says", "the ledger has no such movement"),
    ),
    "a transfer in the audit": (
        lambda s: s.execute(
            update(AuditEntry).where(AuditEntry.trigger == "release").values(details={})
        ),
        ("the audit says", "was changed", "the audit tells no such movement"),
    ),
    "ledger and counters together": (
        lambda s: (
            s.execute(
                update(LedgerEntry)
                .where(LedgerEntry.operation == "block")
                .values(blocked_change=LedgerEntry.blocked_change + 1)
            ),
            *(
                s.execute(
                    update(pot)
                    .where(pot.blocked_cents > 0)
                    .values(blocked_cents=pot.blocked_cents + 1)
                )
                for pot in (BudgetLine, Envelope)
            ),
        ),
        ("the audit says", "blocks say"),
    ),
    "a transfer that nobody released": (
        lambda s: s.execute(
            update(Transfer).values(state="proposed", decided_at=None, decided_by_id=None)
        ),
        ("the audit says released",),
    ),
    "a larger transfer": (
        lambda s: s.execute(update(Transfer).values(amount_cents=1)),
        ("transfer", "the audit says 100000"),
    ),
    "a block that is gone": (lambda s: s.execute(delete(Block)), ("block is gone", "blocks say 0")),
}


def test_every_tampering_with_transfers_and_blocks_is_named(story):
    released(story, propose(story))
    blocked(story)
    assert found() == []
    missed = []
    for name, (tamper, words) in LINES.items():
        with rehearsing() as session:
            unseal(session)
            tamper(session)
            session.flush()
            session.expire_all()
            sentences = differences(session, digest)
            session.rollback()
        for word in words:
            if not any(word in sentence for sentence in sentences):
                missed.append(f"{name}: no “{word}” in {sentences}")
    assert missed == []
    assert found() == []


@pytest.mark.parametrize("which", ["counters", "ledger", "audit"])
def test_the_money_is_told_three_times_and_each_is_found_out_by_the_two_others(paid_case, which):
    """Of a case's payment, one telling is changed; the sentences name that one against another."""
    change = {
        "counters": lambda s: s.execute(
            update(BudgetLine)
            .where(BudgetLine.paid_cents > 0)
            .values(paid_cents=BudgetLine.paid_cents - 1)
        ),
        "ledger": lambda s: s.execute(
            update(LedgerEntry).where(LedgerEntry.operation == "pay").values(paid_change=499_999)
        ),
        "audit": lambda s: setattr(stays(s), "details", {"money": ["pay", 0, 0, 499_999]}),
    }[which]
    with rehearsing() as session:
        unseal(session)
        change(session)
        session.flush()
        session.expire_all()
        sentences = [one for one in differences(session, digest) if one.startswith("line")]
        session.rollback()
    pairs = {
        "counters/ledger": any("counters say" in s and "the ledger" in s for s in sentences),
        "counters/audit": any("counters say" in s and "the audit" in s for s in sentences),
        "ledger/audit": any(": the ledger says" in s and "the audit" in s for s in sentences),
    }
    assert {pair for pair, differ in pairs.items() if differ} == {
        pair for pair in pairs if which in pair
    }
