"""Whoever changes the record past the portal is found: one tampering for each thing verified."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from funding.db import reading, transaction
from funding.models import (
    Application,
    AuditEntry,
    BudgetLine,
    DecisionNotice,
    Envelope,
    Hand,
    LedgerEntry,
    Payment,
)
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from tests.stages import bring
from workflows.application import State


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
        with reading() as session:
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
